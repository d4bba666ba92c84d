package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Precision and recall (Kynkäänniemi et al. 2019, "Improved Precision and Recall Metric for
 * Assessing Generative Models", equation 2), density and coverage (Naeem et al. 2020, "Reliable
 * Fidelity and Diversity Metrics for Generative Models", equations 3 and 4).
 *
 * <p>Immutable and thread-safe. All four come from one pass over the distances between the sets,
 * O(n m d) time; their intervals from {@link HalfSamples} of both sets, whose balls are drawn anew.
 *
 * @param precision share of generated points within the balls of real ones, in [0, 1]
 * @param recall share of real points within the balls of generated ones, in [0, 1]
 * @param density the mean number of balls of real points that contain a generated one, divided by
 *     k; 0 or more, about 1 for real points
 * @param coverage share of real points whose ball holds a generated one, in [0, 1]
 */
public record NeighbourMetrics(
    Estimate precision, Estimate recall, Estimate density, Estimate coverage) {
  /** The number of neighbours that both papers' comparisons use. */
  public static final int DEFAULT_K = 5;

  /**
   * Computes the metrics without intervals.
   *
   * @param real the real points
   * @param generated the generated points
   * @param k the number of neighbours that a ball reaches, by default {@link #DEFAULT_K}
   * @return the metrics
   * @throws EvaluationException if a set has fewer than 2k + 2 points, or the dimensions differ
   */
  public static NeighbourMetrics between(PointSet real, PointSet generated, int k) {
    PointSet.checkComparable(real, generated);
    return between(Manifold.of(real, k, 0, 0), Manifold.of(generated, k, 0, 0));
  }

  /** The metrics with intervals, if the manifolds have halves; both have equally many. */
  static NeighbourMetrics between(Manifold real, Manifold generated) {
    Hits hits = new Hits(real, generated);
    DistanceBlocks.forEach(generated.points(), real.points(), hits);
    return hits.metrics();
  }

  /**
   * The membership of points in balls, for all samples at once: bit s of a mask belongs to sample
   * s.
   *
   * <p>Thread-safe.
   */
  private static final class Hits implements DistanceBlocks.Visitor {
    private final Manifold real;
    private final Manifold generated;
    private final int words;
    private final AtomicLongArray inReal; // generated points in a ball of a real one
    private final AtomicLongArray inGenerated; // real points in a ball of a generated one
    private final AtomicLongArray covered; // real points whose ball holds a generated one
    private final AtomicLongArray pairs; // [samples] generated points in balls of real ones

    Hits(Manifold real, Manifold generated) {
      this.real = real;
      this.generated = generated;
      this.words = real.halves().words();
      this.inReal = new AtomicLongArray(generated.points().size() * words);
      this.inGenerated = new AtomicLongArray(real.points().size() * words);
      this.covered = new AtomicLongArray(real.points().size() * words);
      this.pairs = new AtomicLongArray(words * Long.SIZE);
    }

    @Override
    public void visit(int row, int first, float[] squared, int columns) {
      long[] pairsHere = new long[words * Long.SIZE];
      float rowReach = generated.furthest(row);
      for (int j = 0; j < columns; j++) {
        if (squared[j] <= rowReach) {
          addGeneratedBall(row, first + j, squared[j]);
        }
        if (squared[j] <= real.furthest(first + j)) {
          addRealBall(row, first + j, squared[j], pairsHere);
        }
      }
      for (int s = 0; s < pairsHere.length; s++) {
        if (pairsHere[s] != 0) {
          pairs.addAndGet(s, pairsHere[s]);
        }
      }
    }

    private void addGeneratedBall(int row, int column, float squared) {
      int at = generated.holding(row, squared);
      for (int w = 0; w < words; w++) {
        add(inGenerated, column, w, generated.reach(at, w) & real.halves().mask(column, w));
      }
    }

    private void addRealBall(int row, int column, float squared, long[] pairsHere) {
      int at = real.holding(column, squared);
      for (int w = 0; w < words; w++) {
        long samples = real.reach(at, w) & generated.halves().mask(row, w);
        add(inReal, row, w, samples);
        add(covered, column, w, samples);
        count(samples, w, pairsHere);
      }
    }

    private void add(AtomicLongArray masks, int point, int word, long samples) {
      int at = point * words + word;
      if ((samples & ~masks.get(at)) != 0) {
        masks.accumulateAndGet(at, samples, (a, b) -> a | b);
      }
    }

    NeighbourMetrics metrics() {
      long[] generatedPoints = perSample(generated.halves()::mask, generated.halves().size());
      double[] density = new double[pairs.length()];
      for (int s = 0; s < density.length; s++) {
        density[s] = (double) pairs.get(s) / real.k() / generatedPoints[s];
      }
      return new NeighbourMetrics(
          share(inReal, generated.halves()),
          share(inGenerated, real.halves()),
          Estimate.ofHalves(measured(density)),
          share(covered, real.halves()));
    }

    private Estimate share(AtomicLongArray hits, HalfSamples halves) {
      long[] hit = perSample((point, w) -> hits.get(point * words + w), halves.size());
      long[] points = perSample(halves::mask, halves.size());
      double[] shares = new double[hit.length];
      Arrays.setAll(shares, s -> (double) hit[s] / points[s]);
      return Estimate.shareOfHalves(measured(shares), halves.size());
    }

    private double[] measured(double[] values) {
      return Arrays.copyOf(values, real.halves().count() + 1);
    }

    private long[] perSample(Masks masks, int points) {
      long[] counts = new long[words * Long.SIZE];
      for (int point = 0; point < points; point++) {
        for (int w = 0; w < words; w++) {
          count(masks.get(point, w), w, counts);
        }
      }
      return counts;
    }

    private static void count(long samples, int word, long[] counts) {
      for (long rest = samples; rest != 0; rest &= rest - 1) {
        counts[word * Long.SIZE + Long.numberOfTrailingZeros(rest)]++;
      }
    }

    private interface Masks {
      long get(int point, int word);
    }
  }
}
