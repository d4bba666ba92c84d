package dev.wgan.network;

import java.nio.FloatBuffer;

/**
 * Float32 values with a shape, row-major.
 *
 * <p>Immutable and thread-safe: there is no writable view of the values. They may be in a mapped
 * file, which then stays mapped until the tensor is garbage-collected.
 */
public final class Tensor {
  private final Shape shape;
  private final FloatBuffer values;

  private Tensor(Shape shape, FloatBuffer values) {
    if (values.remaining() != shape.elements()) {
      throw new NetworkException(
          "%s values for a tensor %s: expected %s"
              .formatted(values.remaining(), shape, shape.elements()));
    }
    this.shape = shape;
    this.values = values.slice().asReadOnlyBuffer();
  }

  /**
   * Returns a tensor of copied values.
   *
   * @param shape its shape
   * @param values its values, copied
   * @return the tensor
   * @throws NetworkException if the number of values is not that of the shape's elements
   */
  public static Tensor of(Shape shape, float... values) {
    return new Tensor(shape, FloatBuffer.wrap(values.clone()));
  }

  /**
   * Returns a tensor over a buffer, without a copy.
   *
   * @param shape its shape
   * @param values its values, which must not be changed afterwards
   * @return the tensor
   * @throws NetworkException if the number of values is not that of the shape's elements
   */
  public static Tensor over(Shape shape, FloatBuffer values) {
    return new Tensor(shape, values);
  }

  /**
   * Returns the shape.
   *
   * @return the dimensions
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the values.
   *
   * @return a read-only view with its own position and limit, row-major
   */
  public FloatBuffer values() {
    return values.duplicate();
  }

  /**
   * Returns the values.
   *
   * @return a new array, row-major
   */
  public float[] toArray() {
    float[] array = new float[shape.elements()];
    values().get(array);
    return array;
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
