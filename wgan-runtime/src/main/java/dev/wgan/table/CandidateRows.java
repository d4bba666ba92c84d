package dev.wgan.table;

/**
 * Candidates of rows, whose cells are decoded when they are read: most candidates of a rare
 * condition are rejected by one cell, and the other cells are never needed.
 *
 * <p>Immutable and thread-safe; the arrays are not copied and must not be changed.
 */
public final class CandidateRows {
  private final TableCodec codec;
  private final float[] values;
  private final long[] rows;
  private final int[] candidates;
  private final RowWords words;
  private final RowWords[] drawn;

  /** Keeps finite values, [rows, width]. */
  CandidateRows(TableCodec codec, float[] values, long seed, long[] rows, int[] candidates) {
    this.codec = codec;
    this.values = values;
    this.rows = rows;
    this.candidates = candidates;
    this.words = new RowWords(seed);
    this.drawn = new RowWords[rows.length];
    for (int r = 0; r < drawn.length; r++) {
      if (candidates[r] == 0) {
        drawn[r] = words;
      } else if (r > 0 && rows[r] == rows[r - 1] && candidates[r - 1] != 0) {
        drawn[r] = drawn[r - 1]; // candidates of one row have one seed
      } else {
        drawn[r] = new RowWords(RowCandidates.seed(seed, rows[r]));
      }
    }
  }

  /**
   * Returns the number of candidates.
   *
   * @return 0 or more
   */
  public int size() {
    return rows.length;
  }

  /** The position of a cell. */
  long position(int row, int column) {
    if (codec.schema().columns().get(column).type() instanceof MadeType made) {
      return made.position(words.word(rows[row], column), rows[row]);
    }
    long word = drawn[row].word(candidates[row] == 0 ? rows[row] : candidates[row] - 1L, column);
    int start = row * codec.width();
    return codec
        .codes()
        .get(column)
        .position(
            values,
            start + codec.firstScore(column),
            start + codec.firstLogit(column),
            RowWords.uniform(word));
  }

  /** All cells, decoded. */
  Table table() {
    long[][] cells = new long[codec.codes().size()][size()];
    for (int c = 0; c < cells.length; c++) {
      for (int r = 0; r < cells[c].length; r++) {
        cells[c][r] = position(r, c);
      }
    }
    return new Table(codec.schema(), cells, size());
  }
}
