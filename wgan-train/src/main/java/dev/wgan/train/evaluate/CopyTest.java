package dev.wgan.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test for copies of training points among samples, with its power.
 *
 * <p>Immutable and thread-safe. Held-out points are measured exactly as the samples are, so that
 * they say how many samples would look like copies if nothing was copied. Two questions are asked:
 * how many samples equal a training point, and how many are closer to one than almost all held-out
 * points are. Closeness is the distance to the nearest training point divided by the mean distance
 * to the next ten (as in Carlini et al. 2023, "Extracting Training Data from Diffusion Models",
 * section 4.2), because smooth samples are near to every training point without being copies.
 *
 * @param samples the number of samples whose nearest training points were looked up
 * @param controls the number of held-out points
 * @param equal the number of samples at most a hundredth of the held-out points' median distance
 *     away from a training point
 * @param equalControls the number of such held-out points
 * @param near the number of samples that are closer than all but {@code expected} of the held-out
 *     points
 * @param expected the share of such samples if nothing is copied, about .01
 * @param pValue the probability of so many copies if nothing is copied, corrected for the number of
 *     thresholds
 * @param detectable the smallest share of copies, among so many samples, that is found with
 *     probability {@link #POWER}; null if no number of copies would be found
 * @param images whether mirrored images and images shifted by up to two pixels count as copies
 */
public record CopyTest(
    int samples,
    int controls,
    int equal,
    int equalControls,
    int near,
    double expected,
    double pValue,
    @Nullable Double detectable,
    boolean images) {
  /** The probability with which copies of the share {@link #detectable} are found. */
  public static final double POWER = 0.95;

  /** The share of the median distance up to which points count as equal. */
  private static final double EQUAL = 0.01;

  /** The share of the held-out points below the greatest threshold. */
  private static final double NEAR = 0.01;

  /** The factor from one rank among the held-out points to the next threshold. */
  private static final int RANK_FACTOR = 4;

  /** Closeness above that of any equal point. */
  private static final double CLOSE = 0.02;

  /** Compares the nearest training points of samples with those of held-out points. */
  static CopyTest of(NearestTraining samples, NearestTraining controls, boolean images) {
    double limit = EQUAL * median(controls.distances());
    int equal = count(samples.distances(), limit, true);
    int equalControls = count(controls.distances(), limit, true);
    int n = samples.size();
    int m = controls.size();
    double[] ascending = controls.closeness();
    Arrays.sort(ascending);
    List<Integer> ranks = ranks(m);
    int tests = ranks.size() + 1;
    double pValue = ExactTail.hypergeometric(equal, n, m, equal + equalControls);
    int needed = needed(n, tests, k -> ExactTail.hypergeometric(k, n, m, k + equalControls));
    int near = 0;
    for (int rank : ranks) {
      near = count(samples.closeness(), ascending[rank - 1], false);
      pValue = Math.min(pValue, ExactTail.precedence(near, n, m, rank));
      if (ascending[rank - 1] > CLOSE) {
        needed = Math.min(needed, needed(n, tests, k -> ExactTail.precedence(k, n, m, rank)));
      }
    }
    double expected = ranks.get(ranks.size() - 1) / (m + 1.0);
    return new CopyTest(
        n,
        m,
        equal,
        equalControls,
        near,
        expected,
        Math.min(1, tests * pValue),
        detectable(needed, n),
        images);
  }

  /** Returns whether there are more copies than chance explains. */
  boolean found() {
    return pValue < Memorisation.SIGNIFICANCE;
  }

  /** Ranks among the held-out points whose closeness serves as threshold, ascending. */
  private static List<Integer> ranks(int controls) {
    int greatest = Math.max(1, (int) (NEAR * controls));
    List<Integer> ranks = new ArrayList<>();
    for (int rank = 1; rank < greatest; rank *= RANK_FACTOR) {
      ranks.add(rank);
    }
    ranks.add(greatest);
    return ranks;
  }

  private interface Tail {
    double atLeast(int k);
  }

  /** The smallest number of copies that a test finds; n + 1 if there is none. */
  private static int needed(int n, int tests, Tail tail) {
    int low = 1;
    int high = n + 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (tests * tail.atLeast(middle) < Memorisation.SIGNIFICANCE) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static @Nullable Double detectable(int needed, int n) {
    if (needed > n) {
      return null;
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 50; i++) {
      double middle = (low + high) / 2;
      if (ExactTail.binomial(needed, n, middle) >= POWER) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private static int count(double[] values, double limit, boolean inclusive) {
    return (int) Arrays.stream(values).filter(v -> inclusive ? v <= limit : v < limit).count();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Quantiles.of(sorted, 0.5);
  }
}
