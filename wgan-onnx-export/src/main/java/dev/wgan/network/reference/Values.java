package dev.wgan.network.reference;

import dev.wgan.network.Shape;
import java.util.function.DoubleUnaryOperator;

/**
 * A batch of samples between two layers of the reference.
 *
 * <p>Not copied; the elements must not be changed after they are passed on.
 */
public final class Values {
  private final int n;
  private final Shape shape;
  private final double[] data;

  Values(int n, Shape shape, double[] data) {
    if (data.length != n * shape.elements()) {
      throw new IllegalArgumentException(
          "%s elements for %s samples of shape %s".formatted(data.length, n, shape));
    }
    this.n = n;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Returns values of 32-bit floats.
   *
   * @param n the number of samples
   * @param shape the shape of one
   * @param data their elements
   * @return the values
   */
  public static Values of(int n, Shape shape, float[] data) {
    Values values = zeros(n, shape);
    for (int i = 0; i < data.length; i++) {
      values.data[i] = data[i];
    }
    return values;
  }

  /**
   * Returns the elements as 32-bit floats.
   *
   * @return a new array, each element rounded to nearest
   */
  public float[] toFloats() {
    float[] floats = new float[data.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) data[i];
    }
    return floats;
  }

  /**
   * Returns the number of samples.
   *
   * @return the batch's size
   */
  public int n() {
    return n;
  }

  /**
   * Returns the shape of one sample.
   *
   * @return its dimensions
   */
  public Shape shape() {
    return shape;
  }

  /** The elements themselves, row-major, [n, shape]. */
  double[] data() {
    return data;
  }

  static Values zeros(int n, Shape shape) {
    return new Values(n, shape, new double[Math.multiplyExact(n, shape.elements())]);
  }

  Values map(DoubleUnaryOperator function) {
    double[] mapped = new double[data.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = function.applyAsDouble(data[i]);
    }
    return new Values(n, shape, mapped);
  }

  /** These elements in another shape. */
  Values as(Shape other) {
    return new Values(n, other, data);
  }

  int channels() {
    return shape.dim(0);
  }

  /** Elements of one channel. */
  int positions() {
    return shape.elements() / shape.dim(0);
  }

  /** The extents as height and width; a sequence is one row. */
  int height() {
    return shape.rank() == 3 ? shape.dim(1) : 1;
  }

  int width() {
    return shape.dim(shape.rank() - 1);
  }
}
