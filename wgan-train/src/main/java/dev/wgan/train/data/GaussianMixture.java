package dev.wgan.train.data;

import dev.wgan.noise.Noise;
import java.util.List;

/**
 * Equally likely round Gaussians in the plane.
 *
 * <p>Immutable and thread-safe. Draws are addressable: point i of a seed is mode {@code
 * Noise.label(seed, i, modes)} plus {@code deviation} times the two normals of {@code
 * Noise.normal(seed, i, 1, 2)}, independent of the other points.
 *
 * @param name its name
 * @param centres the middle of each mode
 * @param deviation the standard deviation of each mode along either axis
 */
public record GaussianMixture(String name, List<Point> centres, float deviation) {
  private static final int MOST = (Integer.MAX_VALUE - 8) / 2;

  /**
   * A point of the plane.
   *
   * @param x the first coordinate
   * @param y the second coordinate
   */
  public record Point(float x, float y) {}

  /**
   * Checks the numbers.
   *
   * @throws DataException if there is no mode or the deviation is not positive
   */
  public GaussianMixture {
    centres = List.copyOf(centres);
    if (centres.isEmpty() || !(deviation > 0)) {
      throw new DataException(
          Text.of(
              "a mixture of %d Gaussians of deviation %s: expected at least one, and a deviation above 0",
              centres.size(), deviation));
    }
  }

  /**
   * Draws points.
   *
   * @param n how many, 1 or more
   * @param seed any seed
   * @return {@code [n, 2]} coordinates, row-major
   * @throws DataException if {@code n} is below 1, or one array cannot hold as many
   */
  public float[] draw(int n, long seed) {
    if (n < 1) {
      throw new DataException(
          Text.of("%d points of the %s were asked for: expected at least 1", n, name));
    }
    if (n > MOST) {
      throw new DataException(
          Text.of("%d points of the %s were asked for: expected at most %d", n, name, MOST));
    }
    float[] points = new float[2 * n];
    Noise.normal(seed, 0, n, 2, points);
    for (int i = 0; i < n; i++) {
      Point centre = centres.get(Noise.label(seed, i, centres.size()));
      points[2 * i] = centre.x() + deviation * points[2 * i];
      points[2 * i + 1] = centre.y() + deviation * points[2 * i + 1];
    }
    return points;
  }

  /**
   * Draws points as a data set, not standardised.
   *
   * @param n how many, 1 or more
   * @param seed any seed
   * @return the data set
   * @throws DataException if {@code n} is below 1, or one array cannot hold as many
   */
  public Dataset dataset(int n, long seed) {
    return Datasets.ofRows(name, draw(n, seed), 2);
  }
}
