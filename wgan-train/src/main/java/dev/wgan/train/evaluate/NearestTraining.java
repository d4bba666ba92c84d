package dev.wgan.train.evaluate;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The training point nearest to each of some points; images are also compared mirrored and shifted.
 *
 * <p>Immutable and thread-safe. The closeness of a point is its distance to the nearest training
 * point, divided by the mean of those to the next ones.
 */
final class NearestTraining {
  /** The number of further neighbours whose mean distance is the scale of closeness. */
  private static final int NEIGHBOURS = 10;

  private final double[] plain;
  private final double[] distances;
  private final int[] indices;
  private final double[] closeness;

  private NearestTraining(int size) {
    this.plain = new double[size];
    this.distances = new double[size];
    this.indices = new int[size];
    this.closeness = new double[size];
  }

  /** Searches the training points for the nearest of each point. */
  static NearestTraining of(PointSet points, PointSet training, @Nullable ImageShape shape) {
    return of(points, training, shape, 0);
  }

  /** Searches the training points for the nearest of each of the first ones but itself. */
  static NearestTraining within(PointSet training, int count, @Nullable ImageShape shape) {
    return of(training.first(count), training, shape, 1);
  }

  private static NearestTraining of(
      PointSet points, PointSet training, @Nullable ImageShape shape, int own) {
    int k = Math.min(NEIGHBOURS + 1 + own, training.size());
    NearestNeighbours neighbours = NearestNeighbours.among(points, training, k);
    NearestTraining found = new NearestTraining(points.size());
    for (int i = 0; i < points.size(); i++) {
      found.take(i, neighbours, own);
    }
    if (shape != null && ShiftedImages.suits(shape)) {
      found.improve(new ShiftedImages(shape, points, training), own);
    }
    for (int i = 0; i < points.size(); i++) {
      // Until here, the closeness is its scale.
      found.closeness[i] = found.distances[i] == 0 ? 0 : found.distances[i] / found.closeness[i];
    }
    return found;
  }

  private void take(int point, NearestNeighbours neighbours, int own) {
    int[] ranks =
        IntStream.range(0, neighbours.k())
            .filter(rank -> own == 0 || neighbours.index(point, rank) != point)
            .limit(NEIGHBOURS + 1L)
            .toArray();
    plain[point] = neighbours.distance(point, ranks[0]);
    distances[point] = plain[point];
    indices[point] = neighbours.index(point, ranks[0]);
    closeness[point] =
        IntStream.range(Math.min(1, ranks.length - 1), ranks.length)
            .mapToDouble(i -> neighbours.distance(point, ranks[i]))
            .average()
            .orElseThrow();
  }

  private void improve(ShiftedImages shifted, int own) {
    shifted.forEachCandidate(
        1 + own,
        (point, candidate, distance) -> {
          if (distance < distances[point] && (own == 0 || candidate != point)) {
            distances[point] = distance;
            indices[point] = candidate;
          }
        });
  }

  int size() {
    return distances.length;
  }

  /** Distances of the points as they are, in their order. */
  double[] plain() {
    return plain.clone();
  }

  /** Distances, with mirrored and shifted images if the points are images. */
  double[] distances() {
    return distances.clone();
  }

  double distance(int point) {
    return distances[point];
  }

  /** The index of the training point at {@link #distance}. */
  int index(int point) {
    return indices[point];
  }

  double[] closeness() {
    return closeness.clone();
  }
}
