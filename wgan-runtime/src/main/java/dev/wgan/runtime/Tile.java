package dev.wgan.runtime;

/**
 * A part of a picture that is computed at once: its core, and the context around it that the
 * network looks at.
 *
 * <p>Immutable and thread-safe.
 *
 * @param across where the tile lies from left to right
 * @param down where the tile lies from top to bottom
 */
record Tile(Span across, Span down) {
  /**
   * The place of a tile in one direction, in pixels of the padded input.
   *
   * @param start the first pixel of the core
   * @param end the pixel after the core
   * @param from the first pixel that the network gets
   * @param to the pixel after the last one that the network gets
   */
  record Span(int start, int end, int from, int to) {
    /** Pixels of the core. */
    int core() {
      return end - start;
    }

    /** Pixels that the network gets. */
    int whole() {
      return to - from;
    }

    /** Pixels of context in front of the core. */
    int before() {
      return start - from;
    }
  }
}
