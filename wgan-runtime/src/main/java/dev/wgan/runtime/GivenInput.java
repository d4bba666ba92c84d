package dev.wgan.runtime;

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
  private final NativeType type;
  private final boolean batched;

  /** True if each sample has a row of its own; otherwise the whole value serves every run. */
  private final boolean rows;

  private final List<Integer> shape;
  private final long rowBytes;
  private final ByteBuffer values;

  /** Copies a value; rows after the last are zeros, so that a frozen batch can be filled up. */
  GivenInput(ModelInput input, TensorData value, int n, int frozenBatch) {
    this.type = type(input);
    this.batched = input.batched();
    this.rows = batched || isPerSample(input, value, n, frozenBatch);
    boolean flatLatent =
        input.role() == ModelInput.Role.LATENT
            && value.shape().size() == 2
            && rows
            && Shapes.elements(input.shape()) == value.shape().get(1);
    List<Integer> given = rows ? tail(input, value, n) : value.shape();
    this.shape = flatLatent ? input.shape() : given;
    if (!input.takes(shape)) {
      throw new InputException(
          "the input '%s' was given the shape %s: expected %s%s"
              .formatted(input.name(), value.shape(), batched ? n + " x " : "", input.shape()));
    }
    long count = rows ? n : 1;
    long padded =
        frozenBatch == 0 || !rows ? count : (count + frozenBatch - 1) / frozenBatch * frozenBatch;
    this.rowBytes = Shapes.elements(shape) * type.bytes();
    this.values =
        NativeMemory.direct(
            Math.multiplyHigh(padded, rowBytes) == 0 ? padded * rowBytes : -1,
            "the input '%s' of shape %s for %s samples".formatted(input.name(), value.shape(), n));
    boolean repeat = rows && value.shape().get(0) == 1;
    for (int row = 0; row < (repeat ? n : 1); row++) {
      put(input, value);
    }
  }

  /** Returns whether a graph that makes one sample at a time is given a value for each. */
  private static boolean isPerSample(ModelInput input, TensorData value, int n, int frozenBatch) {
    List<Integer> shape = value.shape();
    boolean flat =
        input.role() == ModelInput.Role.LATENT
            && shape.size() == 2
            && shape.get(0) == n
            && Shapes.elements(input.shape()) == shape.get(1)
            && !input.takes(shape);
    return frozenBatch == 1
        && input.ranked()
        && (flat || (shape.size() == input.shape().size() + 1 && shape.get(0) == n));
  }

  private static List<Integer> tail(ModelInput input, TensorData value, int n) {
    List<Integer> shape = value.shape();
    if (shape.isEmpty() || (shape.get(0) != n && shape.get(0) != 1)) {
      throw new InputException(
          "the input '%s' was given the shape %s for %s samples: expected %s or 1 in front"
              .formatted(input.name(), shape, n, n));
    }
    return shape.subList(1, shape.size());
  }

  private static NativeType type(ModelInput input) {
    if (!input.type().isSupported()) {
      throw new InputException(
          "the input '%s' takes %s: expected %s; put a Cast from one of them in front"
                  .formatted(input.name(), input.type().text(), NativeType.all())
              + " of it in the graph");
    }
    return input.type();
  }

  private void put(ModelInput input, TensorData value) {
    if (type.isReal()) {
      for (float element : value.floats()) {
        if (!type.holds(element)) {
          throw notHeld(input, String.valueOf(element));
        }
        type.put(values, element);
      }
      return;
    }
    for (long element : value.longs()) {
      if (!type.holds(element)) {
        throw notHeld(input, String.valueOf(element));
      }
      type.put(values, element);
    }
  }

  private InputException notHeld(ModelInput input, String element) {
    return new InputException(
        "the input '%s' was given the value %s, which no %s holds"
            .formatted(input.name(), element, type));
  }

  /**
   * A tensor of one row, as often as a batch has rows, in memory of its own: where a sample's bits
   * depend on its place in memory, that must not be the row's. The whole value if it has none.
   */
  OnnxTensor repeated(int row, int batch, String model) throws OrtException {
    if (!rows) {
      return tensor(0, 1);
    }
    ByteBuffer copies =
        NativeMemory.direct(batch * rowBytes, "%s for %s samples".formatted(model, batch));
    ByteBuffer own = values.duplicate().clear();
    own.limit((int) ((row + 1) * rowBytes)).position((int) (row * rowBytes));
    for (int i = 0; i < batch; i++) {
      copies.put(own.duplicate());
    }
    return OnnxTensor.createTensor(
        NativeRuntime.environment(), copies.clear(), dims(batch), type.java());
  }

  /**
   * A tensor over {@code batch} rows from row {@code offset} on; the whole value if it has none.
   */
  OnnxTensor tensor(int offset, int batch) throws OrtException {
    ByteBuffer part = values.duplicate().order(ByteOrder.nativeOrder()).clear();
    if (rows) {
      part.limit((int) ((offset + batch) * rowBytes)).position((int) (offset * rowBytes));
    }
    return OnnxTensor.createTensor(NativeRuntime.environment(), part, dims(batch), type.java());
  }

  private long[] dims(int batch) {
    return batched
        ? Shapes.batched(batch, shape)
        : shape.stream().mapToLong(Integer::longValue).toArray();
  }
}
