package dev.wgan.onnx;

import dev.wgan.runtime.TensorData;
import java.util.Map;

/** Another implementation of the network, such as the trained one. */
@FunctionalInterface
public interface ReferenceOutputs {
  /**
   * Computes samples in evaluation mode.
   *
   * @param inputs a batch for each of the network's inputs by name: float32, or int64 for labels
   * @return the samples' elements, row-major, [batch, sample shape]
   */
  float[] samples(Map<String, TensorData> inputs);
}
