package dev.wgan.train.table;

import dev.wgan.noise.NormalQuantile;
import dev.wgan.table.ColumnType;
import dev.wgan.table.ScoreCode;
import java.util.HashMap;
import java.util.Map;

/**
 * The bands of shares that the cells of a column own. A score is drawn anew within the band each
 * time a row is used, so that the scores of a column are normal however many rows share a value.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are not handed out
record Bands(float[] low, float[] high, boolean[] present) {
  /** The bands of a column's cells. */
  static Bands of(ScoreCode code, long[] cells) {
    Map<Long, float[]> known = new HashMap<>();
    Bands bands =
        new Bands(new float[cells.length], new float[cells.length], new boolean[cells.length]);
    for (int r = 0; r < cells.length; r++) {
      if (cells[r] == ColumnType.MISSING) {
        continue;
      }
      float[] band =
          known.computeIfAbsent(
              cells[r], p -> new float[] {(float) code.below(p), (float) code.below(p + 1)});
      bands.low[r] = band[0];
      bands.high[r] = band[1];
      bands.present[r] = true;
    }
    return bands;
  }

  /** A normal score of a row within its band, at a part of it; 0 for a missing value. */
  double score(int row, double part) {
    if (!present[row]) {
      return 0;
    }
    double end = 0.5 / low.length;
    double share = low[row] + part * ((double) high[row] - low[row]);
    return NormalQuantile.of(Math.max(end, Math.min(1 - end, share)));
  }

  /** The scores in the middle of the bands. */
  double[] middles() {
    double[] scores = new double[low.length];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = score(r, 0.5);
    }
    return scores;
  }
}
