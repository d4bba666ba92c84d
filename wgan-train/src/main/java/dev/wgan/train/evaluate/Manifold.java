package dev.wgan.train.evaluate;

/**
 * The region that a set of points covers: the union of balls about its points, each reaching to its
 * point's k-th nearest neighbour (Kynkäänniemi et al. 2019, equation 1).
 *
 * <p>Immutable and thread-safe. Building it takes O(n² d) time and O(n) memory.
 *
 * <p>For {@link HalfSamples} the balls of every half are kept, too: the points of a half are
 * further apart, so its balls are larger.
 */
final class Manifold {
  /**
   * Neighbours looked up for each of the k of a ball, so that a half still has k of them: with k =
   * 5, fewer than 5 of 30 are kept with probability 3e-5, and then the 30th bounds the ball.
   */
  private static final int SPARE = 6;

  private final PointSet points;
  private final int k;
  private final HalfSamples halves;
  private final NearestNeighbours neighbours;
  private final long[] reach; // [size, neighbours + 1, words]

  private Manifold(PointSet points, int k, HalfSamples halves, NearestNeighbours neighbours) {
    this.points = points;
    this.k = k;
    this.halves = halves;
    this.neighbours = neighbours;
    this.reach = new long[points.size() * (neighbours.k() + 1) * halves.words()];
  }

  /** Builds the balls of a set and of {@code count} halves of it. */
  static Manifold of(PointSet points, int k, int count, long seed) {
    if (k < 1) {
      throw new EvaluationException("balls of " + k + " neighbours: expected at least 1");
    }
    points.checkSize(2 * k + 2, "balls of " + k + " neighbours and their halves");
    int looked = count == 0 ? k : Math.min(points.size() - 1, k * SPARE);
    HalfSamples halves = HalfSamples.of(points.size(), count, seed);
    Manifold manifold = new Manifold(points, k, halves, NearestNeighbours.within(points, looked));
    for (int point = 0; point < points.size(); point++) {
      for (int sample = 0; sample <= count; sample++) {
        if (halves.has(sample, point)) {
          manifold.addBall(sample, point);
        }
      }
    }
    return manifold;
  }

  /** Marks every rank that the ball of a point reaches within one sample. */
  private void addBall(int sample, int point) {
    int words = halves.words();
    int row = point * (neighbours.k() + 1);
    int kept = 0;
    for (int rank = 0; rank < neighbours.k() && kept < k; rank++) {
      reach[(row + rank) * words + sample / Long.SIZE] |= 1L << sample;
      if (halves.has(sample, neighbours.index(point, rank))) {
        kept++;
      }
    }
  }

  PointSet points() {
    return points;
  }

  HalfSamples halves() {
    return halves;
  }

  /** The number of neighbours that a ball reaches. */
  int k() {
    return k;
  }

  /** The squared distance beyond which a point is outside of all of a point's balls. */
  float furthest(int point) {
    return neighbours.squared(point, neighbours.k() - 1);
  }

  /**
   * The place in {@link #reach} of the samples whose ball about {@code point} contains points at
   * the given distance, at most {@link #furthest}.
   */
  int holding(int point, float squared) {
    int rank = 0;
    while (neighbours.squared(point, rank) < squared) {
      rank++;
    }
    return (point * (neighbours.k() + 1) + rank) * halves.words();
  }

  long reach(int at, int word) {
    return reach[at + word];
  }
}
