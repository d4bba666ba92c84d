package dev.wgan.train.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.Shape;
import java.nio.Buffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Copies arrays into the engine and out of it.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Tensors {
  private Tensors() {}

  /**
   * Copies values into the engine.
   *
   * @param manager owns the copy
   * @param values the values, row-major
   * @param shape their shape, including the batch if there is one
   * @param type float32 or float64
   * @return the copy
   */
  public static NDArray create(NDManager manager, float[] values, Shape shape, DataType type) {
    ai.djl.ndarray.types.Shape dims =
        new ai.djl.ndarray.types.Shape(
            shape.dims().stream().mapToLong(Integer::longValue).toArray());
    NDArray array = manager.create(values, dims);
    if (type == DataType.FLOAT32) {
      return array;
    }
    try (array) {
      return array.toType(type, true);
    }
  }

  /**
   * Copies a buffer into the engine.
   *
   * @param manager owns the copy
   * @param values floats, or whole numbers as longs, row-major, from the position to the limit
   * @param shape their shape
   * @param type float32 or float64, to which floats are converted; whole numbers are int64
   * @return the copy
   */
  public static NDArray create(NDManager manager, Buffer values, List<Long> shape, DataType type) {
    ai.djl.ndarray.types.Shape dims =
        new ai.djl.ndarray.types.Shape(shape.stream().mapToLong(Long::longValue).toArray());
    NDArray array = manager.create(values.duplicate(), dims);
    return type == DataType.FLOAT32 || values instanceof LongBuffer
        ? array
        : array.toType(type, false);
  }

  /**
   * Copies values out of the engine.
   *
   * @param array float32 or float64
   * @return a fresh array, row-major
   */
  public static float[] floats(NDArray array) {
    if (array.getDataType() == DataType.FLOAT32) {
      return array.toFloatArray();
    }
    double[] values = array.toDoubleArray();
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
