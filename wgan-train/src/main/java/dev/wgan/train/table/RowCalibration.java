package dev.wgan.train.table;

import dev.wgan.table.ColumnCode;
import dev.wgan.table.LogitCode;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.TableCodec;
import dev.wgan.train.table.LogitBlocks.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The codes of a table, fitted to the values that a trained generator makes: every category gets
 * its share of the rows, and the scores of every column their distribution. The network stays as it
 * was trained.
 *
 * <p>Thread-safe: there is no state.
 */
public final class RowCalibration {
  /** The steps of the distribution of scores. */
  private static final int STEPS = 2048;

  private static final int MOST_PASSES = 30;
  private static final double ENOUGH = 1e-4;
  private static final double RAREST = 1e-9;

  /** The largest change of a logit: without it, a mark that no row has would run away. */
  private static final double FARTHEST = 50;

  private RowCalibration() {}

  /**
   * Fits the codes.
   *
   * @param table the rows
   * @param values values that the generator made, [n, width]
   * @param uniforms random numbers from 0 to 1 for the marks of missing values, [n, blocks]
   * @return the codec of the rows with calibrated codes
   */
  public static TableCodec of(FittedTable table, float[] values, float[] uniforms) {
    TableCodec codec = table.codec();
    LogitBlocks layout = LogitBlocks.of(codec);
    int n = values.length / layout.width();
    List<ColumnCode> codes = new ArrayList<>(codec.codes());
    boolean[][] missing = new boolean[layout.scores()][n];
    for (int b = 0; b < layout.blocks().size(); b++) {
      Block block = layout.blocks().get(b);
      ColumnCode code = codes.get(block.column());
      int[] seen = LogitBlocks.numbers(code, table.positions(block.column()));
      float[] shifts = shifts(values, layout.width(), block, shares(seen, block.size()));
      if (code instanceof LogitCode logits) {
        codes.set(block.column(), logits.shifted(shifts));
      } else if (code instanceof ScoreCode score) {
        codes.set(block.column(), score.shifted(shifts));
        for (int r = 0; r < n; r++) {
          int at = r * layout.width() + block.first();
          double odds = (double) values[at + 1] + shifts[1] - values[at] - shifts[0];
          double uniform = uniforms[r * layout.blocks().size() + b];
          missing[block.score()][r] = uniform < 1 / (1 + Math.exp(-odds));
        }
      }
    }
    int score = 0;
    for (int c = 0; c < codes.size(); c++) {
      if (codes.get(c) instanceof ScoreCode code) {
        codes.set(c, code.calibrated(sorted(values, layout.width(), score, missing[score])));
        score++;
      }
    }
    return TableCodec.of(codec.schema(), codes);
  }

  private static double[] shares(int[] seen, int size) {
    double[] shares = new double[size];
    for (int logit : seen) {
      shares[logit] += 1.0 / seen.length;
    }
    return shares;
  }

  /** The summands by which the mean softmax of a block is the share of each category. */
  private static float[] shifts(float[] values, int width, Block block, double[] shares) {
    int n = values.length / width;
    int size = block.size();
    double[] shifts = new double[size];
    double[] weights = new double[size];
    double change = 1;
    for (int pass = 0; pass < MOST_PASSES && change > ENOUGH; pass++) {
      double[] mean = new double[size];
      for (int r = 0; r < n; r++) {
        int at = r * width + block.first();
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
          weights[k] = values[at + k] + shifts[k];
          highest = Math.max(highest, weights[k]);
        }
        double total = 0;
        for (int k = 0; k < size; k++) {
          weights[k] = Math.exp(weights[k] - highest);
          total += weights[k];
        }
        for (int k = 0; k < size; k++) {
          mean[k] += weights[k] / total / n;
        }
      }
      change = 0;
      for (int k = 0; k < size; k++) {
        double step = Math.log(Math.max(RAREST, shares[k]) / Math.max(1e-12, mean[k]));
        double before = shifts[k];
        shifts[k] = Math.max(-FARTHEST, Math.min(FARTHEST, before + step));
        change = Math.max(change, Math.abs(shifts[k] - before) * Math.max(shares[k], 1e-3));
      }
    }
    float[] rounded = new float[size];
    for (int k = 0; k < size; k++) {
      rounded[k] = (float) shifts[k];
    }
    return rounded;
  }

  /** Scores of rows that have a value, at equal steps of their share. */
  private static float[] sorted(float[] values, int width, int score, boolean[] missing) {
    int n = values.length / width;
    float[] scores = new float[n];
    int present = 0;
    for (int r = 0; r < n; r++) {
      if (!missing[r]) {
        scores[present++] = values[r * width + score];
      }
    }
    if (present < 2) { // nearly all rows lack the value: any distribution serves
      for (present = 0; present < n; present++) {
        scores[present] = values[present * width + score];
      }
    }
    Arrays.sort(scores, 0, present);
    int steps = Math.min(STEPS, present - 1);
    float[] knots = new float[steps + 1];
    for (int k = 0; k <= steps; k++) {
      double at = (double) k * (present - 1) / steps;
      int left = (int) Math.min(present - 2.0, Math.floor(at));
      double between = (at - left) * ((double) scores[left + 1] - scores[left]);
      knots[k] = (float) (scores[left] + between);
    }
    return knots;
  }
}
