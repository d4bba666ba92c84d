package dev.wgan.runtime;

/**
 * A receiver of the progress of one call of an {@link Upscaler} or an {@link Inpainter}.
 *
 * <p>It is called by one thread at a time, which may be any of the threads that share the call. An
 * exception that it throws fails the call.
 */
@FunctionalInterface
public interface TileListener {
  /**
   * Receives progress after each tile.
   *
   * @param done the number of tiles that are done
   * @param total the number of tiles of the call
   */
  void tile(int done, int total);

  /**
   * Receives a remark about a picture, such as its reduction from 16 bits to 8; does nothing by
   * default.
   *
   * @param remark a sentence without a full stop
   */
  default void remark(String remark) {}
}
