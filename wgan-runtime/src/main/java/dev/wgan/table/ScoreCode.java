package dev.wgan.table;

import dev.wgan.noise.NormalQuantile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The code of a column with one score per cell, and two logits (present, missing) if values may be
 * missing. A score becomes a share of the rows between 0 and 1 by the distribution of the
 * generator's scores, and the share becomes a position by the quantiles of the training data.
 *
 * <p>Immutable and thread-safe. Both functions are straight between their knots. Two knots of one
 * position are an atom, a value that many rows share; two knots of one share are a gap between
 * values.
 */
public final class ScoreCode implements ColumnCode {
  private static final int NORMAL_KNOTS = 1025;

  private final long[] positions;
  private final float[] shares;
  private final float[] scores;
  private final boolean missing;
  private final LogitShifts shifts;

  private ScoreCode(
      long[] positions, float[] shares, float[] scores, boolean missing, LogitShifts shifts) {
    this.positions = positions;
    this.shares = shares;
    this.scores = scores;
    this.missing = missing;
    this.shifts = shifts;
  }

  /**
   * Returns the code of a column whose scores are standard normal.
   *
   * @param positions the positions at the knots of the quantile function, in ascending order
   * @param shares the shares at the knots, ascending from 0 to 1
   * @param missing whether values may be missing
   * @return the code
   * @throws SchemaException if the knots are not in order
   */
  public static ScoreCode of(long[] positions, float[] shares, boolean missing) {
    float[] scores = new float[NORMAL_KNOTS];
    for (int k = 0; k < scores.length; k++) {
      double share = (double) k / (scores.length - 1);
      double end = 0.125 / scores.length; // where the ends lie, which would be infinite
      scores[k] = (float) NormalQuantile.of(Math.max(end, Math.min(1 - end, share)));
    }
    return of(positions, shares, scores, missing);
  }

  private static ScoreCode of(long[] positions, float[] shares, float[] scores, boolean missing) {
    boolean ends =
        positions.length == shares.length
            && positions.length >= 2
            && shares[0] == 0
            && shares[shares.length - 1] == 1
            && scores.length >= 2;
    if (!ends || !ascending(positions) || !ascending(shares) || !ascending(scores)) {
      throw new SchemaException(
          "the knots of a column's quantiles are %s positions and %s shares: expected as many of"
                  .formatted(positions.length, shares.length)
              + " both, two or more, in ascending order, the shares from 0 to 1");
    }
    return new ScoreCode(
        positions.clone(), shares.clone(), scores.clone(), missing, LogitShifts.NONE);
  }

  private static boolean ascending(long[] values) {
    for (int k = 1; k < values.length; k++) {
      if (values[k] < values[k - 1]) {
        return false;
      }
    }
    // The first is above the position of a missing value, and differences must not overflow.
    return values[0] >= -(1L << 62) && values[values.length - 1] <= 1L << 62;
  }

  private static boolean ascending(float[] values) {
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k]) || (k > 0 && values[k] < values[k - 1])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the same code for scores of another distribution, as a trained generator has.
   *
   * @param sorted scores at equal steps of the share from 0 to 1, in ascending order, two or more
   * @return the code
   * @throws SchemaException if the scores are not in order
   */
  public ScoreCode calibrated(float[] sorted) {
    return of(positions, shares, sorted, missing).shifted(shifts);
  }

  /**
   * Returns the same code for other logits of a missing value, as a trained generator has.
   *
   * @param summands the numbers that are added to the logits, present first; none for a column
   *     without missing values
   * @return the code
   * @throws SchemaException if there is not one finite number per logit
   */
  public ScoreCode shifted(float[] summands) {
    return shifted(LogitShifts.of(summands, logits()));
  }

  private ScoreCode shifted(LogitShifts other) {
    return new ScoreCode(positions, shares, scores, missing, other);
  }

  /**
   * Returns whether values may be missing.
   *
   * @return true if two logits decide it
   */
  public boolean missing() {
    return missing;
  }

  @Override
  public int scores() {
    return 1;
  }

  @Override
  public int logits() {
    return missing ? 2 : 0;
  }

  @Override
  public long position(float[] values, int score, int logit, double uniform) {
    return missing && shifts.draw(values, logit, 2, uniform) == 1
        ? ColumnType.MISSING
        : quantile(share(values[score]));
  }

  /**
   * Returns the share of rows with a lower score.
   *
   * @param score a score
   * @return 0 to 1
   */
  public double share(float score) {
    int last = scores.length - 1;
    if (!(score > scores[0])) {
      return 0;
    } else if (score >= scores[last]) {
      return 1;
    }
    int right = above(scores, score);
    double left = scores[right - 1];
    return (right - 1 + (score - left) / (scores[right] - left)) / last;
  }

  /**
   * Returns the score of a share.
   *
   * @param share 0 to 1
   * @return the score, of which {@link #share} is the inverse
   */
  public float score(double share) {
    double at = share * (scores.length - 1);
    int left = (int) Math.max(0, Math.min(scores.length - 2, Math.floor(at)));
    return (float) (scores[left] + (at - left) * ((double) scores[left + 1] - scores[left]));
  }

  /**
   * Returns the position at a share.
   *
   * @param share 0 to 1
   * @return the quantile
   */
  public long quantile(double share) {
    if (share >= 1) {
      return positions[positions.length - 1];
    }
    int right = above(shares, share);
    if (right == 0) {
      return positions[0];
    }
    double left = shares[right - 1];
    double part = (share - left) / (shares[right] - left);
    return positions[right - 1] + Math.round(part * (positions[right] - positions[right - 1]));
  }

  /**
   * Returns the share of rows below a position: the rows of the position itself have the shares
   * from {@code below(position)} to {@code below(position + 1)}.
   *
   * @param position a position
   * @return 0 to 1
   */
  public double below(long position) {
    int right = lowest(position);
    if (right == 0) {
      return 0;
    } else if (right == positions.length) {
      return 1;
    }
    double width = (double) positions[right] - positions[right - 1];
    double part = (position - positions[right - 1] - 0.5) / width;
    return shares[right - 1] + part * ((double) shares[right] - shares[right - 1]);
  }

  /** The first knot at or above a position. */
  private int lowest(long position) {
    int found = Arrays.binarySearch(positions, position);
    int knot = found < 0 ? -found - 1 : found;
    while (knot > 0 && positions[knot - 1] == position) {
      knot--;
    }
    return knot;
  }

  /** The first element above a value, which is below the last element. */
  private static int above(float[] ascending, double value) {
    int low = 0;
    int high = ascending.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(CodeWord.KEY, CodeWord.SCORE.text());
    fields.put("missing", missing ? "yes" : "no");
    fields.put("positions", Packed.longs(positions));
    fields.put("shares", Packed.floats(shares));
    fields.put("scores", Packed.floats(scores));
    shifts.write(fields);
    return fields;
  }

  /** Reads the numbers of a description. */
  static ScoreCode read(ColumnSettings settings) {
    ScoreCode code =
        of(
            Packed.longs(settings, "positions"),
            Packed.floats(settings, "shares"),
            Packed.floats(settings, "scores"),
            settings.is("missing", "yes", "no"));
    return code.shifted(LogitShifts.read(settings, code.logits()));
  }

  @Override
  public String toString() {
    return "ScoreCode[%s knots from %s to %s]"
        .formatted(positions.length, positions[0], positions[positions.length - 1]);
  }
}
