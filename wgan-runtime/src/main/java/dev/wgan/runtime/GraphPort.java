package dev.wgan.runtime;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * An input or output of a graph as ONNX Runtime and the file declare it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name
 * @param type the type of its elements
 * @param ranked whether the number of its dimensions is known
 * @param dims its dimensions, {@link #OPEN} where any size goes; empty if it is not ranked
 */
record GraphPort(String name, NativeType type, boolean ranked, List<Integer> dims) {
  static final int OPEN = -1;

  /**
   * Reads a port.
   *
   * @param unranked whether the file declares no shape for it: ONNX Runtime does not distinguish
   *     such a tensor from a scalar
   */
  static GraphPort of(String model, NodeInfo node, boolean unranked) {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      throw new ModelLoadException(
          "%s has '%s', which is not a tensor but %s: export it with tensors as inputs and outputs"
              .formatted(model, node.getName(), kind(node.getInfo())));
    }
    List<Integer> dims = new ArrayList<>();
    for (long dim : tensor.getShape()) {
      if (dim > Integer.MAX_VALUE) {
        throw new ModelLoadException(
            "%s has a dimension of %s in '%s': expected less than 2^31"
                .formatted(model, dim, node.getName()));
      }
      dims.add(dim < 0 ? OPEN : (int) dim);
    }
    boolean ranked = !dims.isEmpty() || !unranked;
    return new GraphPort(node.getName(), NativeType.of(tensor.onnxType), ranked, List.copyOf(dims));
  }

  private static String kind(ValueInfo info) {
    return info instanceof SequenceInfo
        ? "a sequence"
        : info instanceof MapInfo ? "a map" : "of another kind";
  }

  int rank() {
    return dims.size();
  }

  /** Returns whether the rank is known to be at least this. */
  boolean hasRank(int least) {
    return ranked && rank() >= least;
  }

  /** The first dimension, which may count the samples; {@link #OPEN} if it is not known. */
  int front() {
    return dims.isEmpty() ? OPEN : dims.get(0);
  }

  /** Its dimensions, without the first if that counts samples. */
  List<Integer> shape(boolean batched) {
    return batched && !dims.isEmpty() ? dims.subList(1, dims.size()) : dims;
  }

  /** Returns whether it can take noise: whether its elements are real numbers. */
  boolean isReal() {
    return type.isReal();
  }
}
