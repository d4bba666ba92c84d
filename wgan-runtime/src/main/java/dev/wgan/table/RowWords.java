package dev.wgan.table;

import dev.wgan.noise.Threefry;

/**
 * The random words of cells: a pure function of a seed, a row's index and a column's place.
 *
 * <p>Immutable and thread-safe. The word of a cell is {@link Threefry} of the counter {@code row <<
 * 24 | column} under a key that is derived from the seed, so that it is independent of the latents
 * of the seed. For one seed, no two cells have the same word, because Threefry permutes counters.
 */
final class RowWords {
  private static final long DOMAIN = 0x7461_626C_6573L; // "tables"
  private static final int COLUMN_BITS = 24;

  private final long key;

  RowWords(long seed) {
    this.key = Threefry.words(seed ^ DOMAIN, 0);
  }

  /** The 64 bits of a cell. */
  long word(long row, int column) {
    return Threefry.words(key, row << COLUMN_BITS | column);
  }

  /** A word as a number between 0 and 1, both excluded. */
  static double uniform(long word) {
    return ((word >>> 11) + 0.5) * 0x1p-53;
  }
}
