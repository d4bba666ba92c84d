package dev.wgan.train.pictures;

import java.awt.image.BufferedImage;

/**
 * A way to restore pictures, by a network or without one.
 *
 * <p>Immutable; as thread-safe as its model.
 *
 * @param name its name in tables
 * @param method the method
 */
record Restorer(String name, Method method) {
  /** Restores one picture. */
  interface Method {
    /**
     * Returns the restored picture.
     *
     * @param degraded the small picture, or the one with holes
     * @param mask white in holes; of no meaning for enlarging
     */
    BufferedImage restore(BufferedImage degraded, BufferedImage mask);
  }
}
