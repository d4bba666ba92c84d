package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Large constants that a session reads where they are mapped.
 *
 * <p>Closed after the session, which may use them as long as it is open.
 */
final class LentWeights implements AutoCloseable {
  private final Map<String, OnnxTensorLike> tensors = new LinkedHashMap<>();

  private LentWeights() {}

  static LentWeights lend(List<ExternalData.Weight> weights, SessionOptions settings)
      throws OrtException {
    LentWeights lent = new LentWeights();
    boolean done = false;
    try {
      for (ExternalData.Weight weight : weights) {
        lent.tensors.put(
            weight.name(),
            OnnxTensor.createTensor(
                NativeRuntime.environment(),
                weight.content().duplicate(),
                weight.dims().stream().mapToLong(Long::longValue).toArray(),
                weight.type()));
      }
      if (!lent.tensors.isEmpty()) {
        settings.addExternalInitializers(lent.tensors);
      }
      done = true;
      return lent;
    } finally {
      if (!done) {
        lent.close();
      }
    }
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensorLike::close);
    tensors.clear();
  }
}
