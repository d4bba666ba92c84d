package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * An output whose size is known only after a run, copied out of ONNX Runtime's memory.
 *
 * <p>Immutable as long as the buffer is not changed.
 *
 * @param dims all its dimensions
 * @param values its elements in the graph's own type
 */
record FoundOutput(List<Integer> dims, ByteBuffer values) {
  /** Copies the only output of a run. */
  static FoundOutput of(OrtSession.Result result) throws OrtException {
    List<Integer> dims = dims(result);
    OnnxTensor tensor = (OnnxTensor) result.get(0);
    return new FoundOutput(dims, tensor.getByteBuffer().order(ByteOrder.nativeOrder()));
  }

  /** The dimensions of the only output of a run. */
  static List<Integer> dims(OrtSession.Result result) throws OrtException {
    long[] dims = ((TensorInfo) result.get(0).getInfo()).getShape();
    return Arrays.stream(dims).mapToObj(dim -> (int) Math.min(Integer.MAX_VALUE, dim)).toList();
  }
}
