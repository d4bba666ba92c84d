package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.Objects;

/**
 * A set of points of equal dimension: images as rows of pixels, features, or table rows.
 *
 * <p>Immutable and thread-safe, as long as its array is not changed.
 */
public final class PointSet {
  private static final double GREATEST = 1e15;

  private final float[] values;
  private final int size;
  private final int dimension;

  private PointSet(float[] values, int size, int dimension) {
    this.values = values;
    this.size = size;
    this.dimension = dimension;
  }

  /**
   * Wraps an array of points, without copying it.
   *
   * @param values [size, dimension], row-major; not to be changed afterwards
   * @param dimension values of one point, 1 or more
   * @return the set
   * @throws EvaluationException if the array is not a whole number of points, or has a value that
   *     is not finite or above 1e15 in magnitude
   */
  public static PointSet of(float[] values, int dimension) {
    if (dimension < 1 || values.length % dimension != 0) {
      throw new EvaluationException(
          "%s values are not points of dimension %s: expected a multiple of a positive dimension"
              .formatted(values.length, dimension));
    }
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k])) {
        throw new EvaluationException(
            "value %s of point %s is %s: expected finite numbers only"
                .formatted(k % dimension, k / dimension, values[k]));
      }
      if (Math.abs(values[k]) > GREATEST) {
        throw new EvaluationException(
            "a value is %s: expected numbers of at most %s, whose squared distances can be computed; divide the data by a constant"
                .formatted(values[k], GREATEST));
      }
    }
    return new PointSet(values, values.length / dimension, dimension);
  }

  /**
   * Returns the number of points.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Returns the number of values of a point.
   *
   * @return 1 or more
   */
  public int dimension() {
    return dimension;
  }

  /**
   * Returns one value.
   *
   * @param point which point, 0 to size - 1
   * @param k which of its values, 0 to dimension - 1
   * @return the value
   */
  public float get(int point, int k) {
    return values[Objects.checkIndex(point, size) * dimension + Objects.checkIndex(k, dimension)];
  }

  /**
   * Returns a copy of one point.
   *
   * @param point which point, 0 to size - 1
   * @return its values
   */
  public float[] row(int point) {
    int from = Objects.checkIndex(point, size) * dimension;
    return Arrays.copyOfRange(values, from, from + dimension);
  }

  /**
   * Returns the chosen points in the given order.
   *
   * @param points which points, each 0 to size - 1, repeated at will
   * @return a copy
   */
  public PointSet rows(int... points) {
    float[] chosen = new float[Math.multiplyExact(points.length, dimension)];
    for (int i = 0; i < points.length; i++) {
      copyRow(points[i], chosen, i * dimension);
    }
    return new PointSet(chosen, points.length, dimension);
  }

  /**
   * Returns a run of consecutive points.
   *
   * @param from the first point
   * @param to the point after the last
   * @return a copy
   */
  public PointSet slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return new PointSet(
        Arrays.copyOfRange(values, from * dimension, to * dimension), to - from, dimension);
  }

  /**
   * Returns the first points.
   *
   * @param atMost how many, 0 or more
   * @return this set if it has no more, a copy otherwise
   */
  public PointSet first(int atMost) {
    return size <= atMost ? this : slice(0, atMost);
  }

  /**
   * Returns a copy of all values.
   *
   * @return [size, dimension], row-major
   */
  public float[] toArray() {
    return values.clone();
  }

  /** The values themselves, [size, dimension], for reading only. */
  float[] values() {
    return values;
  }

  void copyRow(int point, float[] to, int at) {
    System.arraycopy(values, Objects.checkIndex(point, size) * dimension, to, at, dimension);
  }

  /** Checks that two sets can be compared. */
  static void checkComparable(PointSet a, PointSet b) {
    if (a.dimension != b.dimension) {
      throw new EvaluationException(
          "points of dimension %s cannot be compared with points of dimension %s"
              .formatted(a.dimension, b.dimension));
    }
  }

  void checkSize(int atLeast, String forWhat) {
    if (size < atLeast) {
      throw new EvaluationException(
          "%s points are too few for %s: expected at least %s".formatted(size, forWhat, atLeast));
    }
  }

  @Override
  public String toString() {
    return "PointSet[" + size + " x " + dimension + "]";
  }
}
