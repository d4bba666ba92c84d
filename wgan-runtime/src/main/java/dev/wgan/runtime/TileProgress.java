package dev.wgan.runtime;

/**
 * Counts the tiles of a call for its listener.
 *
 * <p>Thread-safe: the listener is called by one thread at a time.
 */
final class TileProgress {
  private final TileListener listener;
  private final int total;
  private int done;

  TileProgress(TileListener listener, int total) {
    this.listener = listener;
    this.total = total;
  }

  synchronized void add() {
    done++;
    listener.tile(done, total);
  }
}
