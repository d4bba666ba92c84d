package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The value of one input that the caller gave, checked, in native memory, cut into chunks.
 *
 * <p>Thread-safe after construction; the tensors it makes are the caller's to close.
 */
final class GivenInput {
  private final OnnxJavaType type;
  private final boolean batched;
  private final List<Integer> shape;
  private final long rowBytes;
  private final ByteBuffer values;

  /** Copies a value; rows behind the last are zeros, so that a frozen batch can be filled up. */
  GivenInput(ModelInput input, TensorData value, int n, int frozenBatch) {
    this.type = type(input);
    this.batched = input.batched();
    boolean flatLatent =
        input.role() == ModelInput.Role.LATENT
            && value.shape().size() == 2
            && Shapes.elements(input.shape()) == value.shape().get(1);
    List<Integer> given = batched ? tail(input, value, n) : value.shape();
    this.shape = flatLatent ? input.shape() : given;
    if (!Shapes.fits(shape, input.shape())) {
      throw new InputException(
          "the input '%s' was given the shape %s: expected %s%s"
              .formatted(input.name(), value.shape(), batched ? n + " x " : "", input.shape()));
    }
    long rows = batched ? n : 1;
    long padded =
        frozenBatch == 0 || !batched ? rows : (rows + frozenBatch - 1) / frozenBatch * frozenBatch;
    this.rowBytes = Shapes.elements(shape) * type.size;
    this.values =
        NativeMemory.direct(
            Math.multiplyHigh(padded, rowBytes) == 0 ? padded * rowBytes : -1,
            "the input '%s' of shape %s for %d samples".formatted(input.name(), value.shape(), n));
    boolean repeat = batched && value.shape().get(0) == 1;
    for (int row = 0; row < (repeat ? n : 1); row++) {
      put(input, value);
    }
  }

  private static List<Integer> tail(ModelInput input, TensorData value, int n) {
    List<Integer> shape = value.shape();
    if (shape.isEmpty() || (shape.get(0) != n && shape.get(0) != 1)) {
      throw new InputException(
          "the input '%s' was given the shape %s for %d samples: expected %d or 1 in front"
              .formatted(input.name(), shape, n, n));
    }
    return shape.subList(1, shape.size());
  }

  private static OnnxJavaType type(ModelInput input) {
    OnnxJavaType type = OnnxJavaType.valueOf(input.type());
    return switch (type) {
      case FLOAT, DOUBLE, INT32, INT64, UINT8, BOOL -> type;
      default ->
          throw new InputException(
              "the input '%s' takes %s: expected float, double, int32, int64, uint8 or bool"
                  .formatted(input.name(), type));
    };
  }

  private void put(ModelInput input, TensorData value) {
    switch (type) {
      case FLOAT, DOUBLE -> {
        for (float element : value.floats()) {
          if (type == OnnxJavaType.FLOAT) {
            values.putFloat(element);
          } else {
            values.putDouble(element);
          }
        }
      }
      default -> {
        for (long element : value.longs()) {
          putInteger(input, element);
        }
      }
    }
  }

  private void putInteger(ModelInput input, long element) {
    boolean fits =
        switch (type) {
          case INT32 -> element == (int) element;
          case UINT8 -> element == (element & 0xFF);
          case BOOL -> element == (element & 1);
          default -> true;
        };
    if (!fits) {
      throw new InputException(
          "the input '%s' was given the value %d, which no %s holds"
              .formatted(input.name(), element, type));
    }
    switch (type) {
      case INT64 -> values.putLong(element);
      case INT32 -> values.putInt((int) element);
      default -> values.put((byte) element);
    }
  }

  /**
   * A tensor of one row, as often as a batch has rows, in memory of its own: where a sample's bits
   * depend on its place in memory, that must not be the row's. The whole value if not batched.
   */
  OnnxTensor repeated(int row, int batch, String model) throws OrtException {
    if (!batched) {
      return tensor(0, 1);
    }
    ByteBuffer copies =
        NativeMemory.direct(batch * rowBytes, "%s for %d samples".formatted(model, batch));
    ByteBuffer own = values.duplicate().clear();
    own.limit((int) ((row + 1) * rowBytes)).position((int) (row * rowBytes));
    for (int i = 0; i < batch; i++) {
      copies.put(own.duplicate());
    }
    long[] dims = Shapes.batched(batch, shape);
    return OnnxTensor.createTensor(NativeRuntime.environment(), copies.clear(), dims, type);
  }

  /**
   * A tensor over {@code batch} rows from row {@code offset} on; the whole value if not batched.
   */
  OnnxTensor tensor(int offset, int batch) throws OrtException {
    ByteBuffer rows = values.duplicate().order(ByteOrder.nativeOrder()).clear();
    long[] dims;
    if (batched) {
      rows.limit((int) ((offset + batch) * rowBytes)).position((int) (offset * rowBytes));
      dims = Shapes.batched(batch, shape);
    } else {
      dims = shape.stream().mapToLong(Integer::longValue).toArray();
    }
    return OnnxTensor.createTensor(NativeRuntime.environment(), rows, dims, type);
  }
}
