package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The membership of points in balls, for all samples at once: bit s of a mask belongs to sample s.
 *
 * <p>Thread-safe.
 */
final class BallHits implements DistanceBlocks.Visitor {
  private final Manifold real;
  private final Manifold generated;
  private final int words;
  private final AtomicLongArray inReal; // generated points in a ball of a real one
  private final AtomicLongArray inGenerated; // real points in a ball of a generated one
  private final AtomicLongArray covered; // real points whose ball holds a generated one
  private final AtomicLongArray pairs; // [samples] generated points in balls of real ones

  private BallHits(Manifold real, Manifold generated) {
    this.real = real;
    this.generated = generated;
    this.words = real.halves().words();
    this.inReal = new AtomicLongArray(generated.points().size() * words);
    this.inGenerated = new AtomicLongArray(real.points().size() * words);
    this.covered = new AtomicLongArray(real.points().size() * words);
    this.pairs = new AtomicLongArray(words * Long.SIZE);
  }

  /** Compares a set of real points with a set of generated ones. */
  static BallHits between(Manifold real, Manifold generated) {
    BallHits hits = new BallHits(real, generated);
    DistanceBlocks.forEach(generated.points(), real.points(), hits);
    return hits;
  }

  /** Returns true if a real point is within the ball of a generated one. */
  boolean recalled(int real) {
    return (inGenerated.get(real * words) & 1) != 0;
  }

  /** Returns true if the ball of a real point holds a generated one. */
  boolean covered(int real) {
    return (covered.get(real * words) & 1) != 0;
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
