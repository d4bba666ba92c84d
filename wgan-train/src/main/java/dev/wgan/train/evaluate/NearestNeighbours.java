package dev.wgan.train.evaluate;

import java.util.Arrays;

/**
 * The k nearest neighbours of each point of a set, exact, by Euclidean distance.
 *
 * <p>Immutable and thread-safe. Searching takes O(n m d) time over all cores and O(n k) memory:
 * about 7 s for 10,000 among 10,000 points of dimension 784 on two cores.
 */
public final class NearestNeighbours {
  private static final int NONE = Integer.MAX_VALUE;
  private static final int LOCKS = 256;

  private final int k;
  private final float[] squared; // [size, k], ascending in each row
  private final int[] indices; // [size, k]

  private NearestNeighbours(int k, int size) {
    this.k = k;
    this.squared = new float[Math.multiplyExact(size, k)];
    this.indices = new int[size * k];
    Arrays.fill(squared, Float.POSITIVE_INFINITY);
    Arrays.fill(indices, NONE);
  }

  /**
   * Finds the nearest points of another set.
   *
   * @param queries the points whose neighbours are wanted
   * @param points where to look, at least k points
   * @param k how many neighbours, 1 or more
   * @return the neighbours of each query; of points at equal distance the first comes first
   * @throws EvaluationException if the sets' dimensions differ or there are too few points
   */
  public static NearestNeighbours among(PointSet queries, PointSet points, int k) {
    checkCount(k);
    points.checkSize(k, k + " neighbours");
    NearestNeighbours found = new NearestNeighbours(k, queries.size());
    DistanceBlocks.forEach(
        queries,
        points,
        (row, first, squared, columns) -> {
          int last = row * k + k - 1;
          for (int j = 0; j < columns; j++) {
            if (squared[j] < found.squared[last]) {
              found.insert(row, squared[j], first + j);
            }
          }
        });
    return found;
  }

  /**
   * Finds each point's nearest other points of the same set; a copy of a point is its neighbour at
   * distance 0, the point itself is not.
   *
   * @param points at least k + 1 points
   * @param k how many neighbours, 1 or more
   * @return the neighbours of each point; of points at equal distance the first comes first
   * @throws EvaluationException if there are too few points
   */
  public static NearestNeighbours within(PointSet points, int k) {
    checkCount(k);
    points.checkSize(k + 1, k + " neighbours within the set");
    NearestNeighbours found = new NearestNeighbours(k, points.size());
    Object[] locks = new Object[LOCKS];
    Arrays.setAll(locks, i -> new Object());
    DistanceBlocks.forEachPair(
        points,
        (row, first, squared, columns) -> {
          for (int j = Math.max(0, row + 1 - first); j < columns; j++) {
            found.offer(row, squared[j], first + j, locks);
            found.offer(first + j, squared[j], row, locks);
          }
        });
    return found;
  }

  /**
   * Inserts a neighbour, if it is one, of a point that several threads find neighbours of. The
   * check outside of the lock may read an old and larger distance, never a smaller one.
   */
  private void offer(int point, float distance, int index, Object[] locks) {
    int last = point * k + k - 1;
    if (distance <= squared[last]) {
      synchronized (locks[point % LOCKS]) {
        if (distance < squared[last] || (distance == squared[last] && index < indices[last])) {
          insert(point, distance, index);
        }
      }
    }
  }

  private void insert(int point, float distance, int index) {
    int from = point * k;
    int at = from + k - 1;
    while (at > from
        && (squared[at - 1] > distance
            || (squared[at - 1] == distance && indices[at - 1] > index))) {
      squared[at] = squared[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    squared[at] = distance;
    indices[at] = index;
  }

  /**
   * Returns the number of neighbours of each point.
   *
   * @return 1 or more
   */
  public int k() {
    return k;
  }

  /**
   * Returns the number of points.
   *
   * @return 0 or more
   */
  public int size() {
    return squared.length / k;
  }

  /**
   * Returns the distance of a point to one of its neighbours.
   *
   * @param point which point, 0 to size - 1
   * @param rank 0 for the nearest, to k - 1
   * @return the Euclidean distance
   */
  public double distance(int point, int rank) {
    return Math.sqrt(squared(point, rank));
  }

  /**
   * Returns the index of a neighbour.
   *
   * @param point which point, 0 to size - 1
   * @param rank 0 for the nearest, to k - 1
   * @return its index in the set that was searched
   */
  public int index(int point, int rank) {
    return indices[point * k + rank];
  }

  /**
   * Returns the distances of all points to their neighbour of one rank.
   *
   * @param rank 0 for the nearest, to k - 1
   * @return the Euclidean distances, in the order of the points
   */
  public double[] distances(int rank) {
    double[] distances = new double[size()];
    Arrays.setAll(distances, point -> distance(point, rank));
    return distances;
  }

  float squared(int point, int rank) {
    return squared[point * k + rank];
  }

  private static void checkCount(int k) {
    if (k < 1) {
      throw new EvaluationException(k + " neighbours: expected at least 1");
    }
  }
}
