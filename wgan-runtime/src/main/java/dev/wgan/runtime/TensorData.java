package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A dense array of numbers with its shape, row-major: an input of a model, or the content of an
 * {@code .npy} file.
 *
 * <p>Immutable and thread-safe, provided that the arrays given to the factories are not changed
 * afterwards: they are not copied.
 */
public final class TensorData {
  /** The types of elements. */
  public enum ElementType {
    /** 32-bit IEEE 754. */
    FLOAT32,
    /** Signed 64-bit integers. */
    INT64,
    /** Unsigned bytes, 0 to 255. */
    UINT8
  }

  private final ElementType type;
  private final List<Integer> shape;
  private final Object array;

  private TensorData(ElementType type, List<Integer> shape, Object array, int length) {
    this.type = type;
    this.shape = shape;
    this.array = array;
    if (Shapes.elements(shape) != length) {
      throw new InputException(
          length + " values do not make a tensor of shape " + Shapes.text(shape));
    }
  }

  /**
   * Wraps 32-bit floats.
   *
   * @param values the values, row-major; not copied
   * @param shape the dimensions, none for a scalar
   * @return the tensor
   * @throws InputException if the number of values is not that of the shape's elements
   */
  public static TensorData of(float[] values, int... shape) {
    Arguments.require(values, "values");
    Arguments.require(shape, "shape");
    return new TensorData(ElementType.FLOAT32, Shapes.of(shape), values, values.length);
  }

  /**
   * Wraps 64-bit integers.
   *
   * @param values the values, row-major; not copied
   * @param shape the dimensions, none for a scalar
   * @return the tensor
   * @throws InputException if the number of values is not that of the shape's elements
   */
  public static TensorData of(long[] values, int... shape) {
    Arguments.require(values, "values");
    Arguments.require(shape, "shape");
    return new TensorData(ElementType.INT64, Shapes.of(shape), values, values.length);
  }

  /**
   * Wraps unsigned bytes.
   *
   * @param values the values, row-major; not copied
   * @param shape the dimensions, none for a scalar
   * @return the tensor
   * @throws InputException if the number of values is not that of the shape's elements
   */
  public static TensorData of(byte[] values, int... shape) {
    Arguments.require(values, "values");
    Arguments.require(shape, "shape");
    return new TensorData(ElementType.UINT8, Shapes.of(shape), values, values.length);
  }

  /**
   * Returns the type of the elements.
   *
   * @return the type of the elements
   */
  public ElementType type() {
    return type;
  }

  /**
   * Returns the dimensions, outermost first.
   *
   * @return the dimensions, empty for a scalar
   */
  public List<Integer> shape() {
    return shape;
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions
   */
  public int elements() {
    return (int) Shapes.elements(shape);
  }

  /**
   * Returns a copy of the values as floats: unsigned bytes become 0 to 255, integers beyond 2^24
   * are rounded.
   *
   * @return the values, row-major
   */
  public float[] floats() {
    if (array instanceof float[] floats) {
      return floats.clone();
    }
    float[] copy = new float[elements()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array instanceof long[] longs ? longs[i] : ((byte[]) array)[i] & 0xFF;
    }
    return copy;
  }

  /**
   * Returns a copy of the values as integers.
   *
   * @return the values, row-major
   * @throws InputException if a float is not a whole number within long's range
   */
  public long[] longs() {
    if (array instanceof long[] longs) {
      return longs.clone();
    }
    long[] copy = new long[elements()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array instanceof float[] floats ? whole(floats[i]) : ((byte[]) array)[i] & 0xFF;
    }
    return copy;
  }

  /**
   * Returns a copy of the values as unsigned bytes.
   *
   * @return the values, row-major
   * @throws InputException if the type is not {@link ElementType#UINT8}
   */
  public byte[] bytes() {
    if (array instanceof byte[] bytes) {
      return bytes.clone();
    }
    throw new InputException("a tensor of type " + type + " has no bytes: expected UINT8");
  }

  /** A copy of rows offset to offset + count - 1 along the first dimension. */
  TensorData rows(int offset, int count) {
    int size = shape.get(0) == 0 ? 0 : elements() / shape.get(0);
    int from = offset * size;
    int to = from + count * size;
    List<Integer> dims = new ArrayList<>(shape);
    dims.set(0, count);
    Object copy;
    if (array instanceof float[] floats) {
      copy = Arrays.copyOfRange(floats, from, to);
    } else if (array instanceof long[] longs) {
      copy = Arrays.copyOfRange(longs, from, to);
    } else {
      copy = Arrays.copyOfRange((byte[]) array, from, to);
    }
    return new TensorData(type, Collections.unmodifiableList(dims), copy, to - from);
  }

  /** The array itself: float[], long[] or byte[] after {@link #type}. */
  Object array() {
    return array;
  }

  private static long whole(float value) {
    long rounded = (long) value;
    if (rounded != value || rounded == Long.MAX_VALUE) {
      throw new InputException("the value " + value + " is not a whole number: expected integers");
    }
    return rounded;
  }

  /** Tensors are equal if types, shapes and the bits of all elements are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TensorData that
        && type == that.type
        && shape.equals(that.shape)
        && Objects.deepEquals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, shape, array});
  }

  @Override
  public String toString() {
    return "TensorData[" + type + " " + Shapes.text(shape) + "]";
  }
}
