package dev.wgan.table;

import dev.wgan.noise.Threefry;

/**
 * The candidates of a row, of which the first that meets all conditions becomes the row. Candidate
 * 0 of row i of a seed is row i of that seed without conditions. Candidate k from 1 on is row k - 1
 * of a seed of its own, which is derived from the seed and i.
 *
 * <p>Thread-safe: there is no state. A row is therefore a function of its seed, its index and the
 * conditions, whatever rows are drawn with it.
 */
public final class RowCandidates {
  private static final long DOMAIN = 0x63616e646964L; // "candid"

  private RowCandidates() {}

  /**
   * Returns the seed of a row's candidates from 1 on.
   *
   * @param seed the seed of the rows
   * @param row the index of the row within its seed
   * @return a seed
   */
  public static long seed(long seed, long row) {
    return Threefry.words(seed ^ DOMAIN, row);
  }
}
