package dev.wgan.onnx.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * An initializer of a graph: a tensor of constant values.
 *
 * <p>Immutable and thread-safe, provided that its buffers are not changed: they are not copied, so
 * that the weights of a large network exist once.
 */
public final class Constant {
  private final String name;
  private final ElementType type;
  private final List<Integer> dims;
  private final Object values;

  private Constant(String name, ElementType type, List<Integer> dims, Object values) {
    this.name = name;
    this.type = type;
    this.dims = List.copyOf(dims);
    this.values = values;
  }

  /**
   * Returns 32-bit floats.
   *
   * @param name its name in the graph
   * @param dims its dimensions, none for a scalar
   * @param values its values, row-major, not copied
   * @return the constant
   */
  public static Constant of(String name, List<Integer> dims, FloatBuffer values) {
    return new Constant(name, ElementType.FLOAT, dims, values);
  }

  /**
   * Returns 32-bit floats.
   *
   * @param name its name in the graph
   * @param dims its dimensions, none for a scalar
   * @param values its values, row-major, not copied
   * @return the constant
   */
  public static Constant of(String name, List<Integer> dims, float[] values) {
    return of(name, dims, FloatBuffer.wrap(values));
  }

  /**
   * Returns 64-bit integers.
   *
   * @param name its name in the graph
   * @param dims its dimensions, none for a scalar
   * @param values its values, row-major, not copied
   * @return the constant
   */
  public static Constant of(String name, List<Integer> dims, long[] values) {
    return new Constant(name, ElementType.INT64, dims, LongBuffer.wrap(values));
  }

  /**
   * Returns 32-bit integers.
   *
   * @param name its name in the graph
   * @param dims its dimensions, none for a scalar
   * @param values its values, row-major, not copied
   * @return the constant
   */
  public static Constant of(String name, List<Integer> dims, int[] values) {
    return new Constant(name, ElementType.INT32, dims, IntBuffer.wrap(values));
  }

  /**
   * Returns bytes.
   *
   * @param name its name in the graph
   * @param type {@link ElementType#INT8} or {@link ElementType#UINT8}
   * @param dims its dimensions, none for a scalar
   * @param values its values, row-major, not copied
   * @return the constant
   */
  public static Constant of(String name, ElementType type, List<Integer> dims, byte[] values) {
    if (type.bytes() != 1) {
      throw new IllegalArgumentException("bytes as " + type + ": expected INT8 or UINT8");
    }
    return new Constant(name, type, dims, ByteBuffer.wrap(values));
  }

  /**
   * Returns the name.
   *
   * @return its name in the graph
   */
  public String name() {
    return name;
  }

  /**
   * Returns the type of the elements.
   *
   * @return the type
   */
  public ElementType type() {
    return type;
  }

  /**
   * Returns the dimensions.
   *
   * @return a list, empty for a scalar
   */
  public List<Integer> dims() {
    return dims;
  }

  /**
   * Returns the number of elements.
   *
   * @return the product of the dimensions
   */
  public int elements() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * Returns the size of the values.
   *
   * @return the number of bytes
   */
  public long bytes() {
    return (long) elements() * type.bytes();
  }

  /**
   * Returns the values of floats, those of a 16-bit type before they are rounded.
   *
   * @return a read-only view
   * @throws IllegalStateException if these are not floats
   */
  public FloatBuffer floats() {
    if (values instanceof FloatBuffer floats) {
      return floats.duplicate().asReadOnlyBuffer();
    }
    throw new IllegalStateException("%s is of type %s: it has no floats".formatted(name, type));
  }

  /**
   * Returns these floats as 16-bit floats, each rounded to nearest.
   *
   * @param newName the new constant's name
   * @return the constant
   */
  public Constant halved(String newName) {
    return new Constant(newName, ElementType.FLOAT16, dims, floats());
  }

  /**
   * The values: a FloatBuffer for floats of either size, an IntBuffer, a LongBuffer, or a
   * ByteBuffer.
   */
  Object values() {
    return values;
  }
}
