package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.task.Generate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A generator that returns its latents, so that a test knows the samples it makes. */
final class Identity {
  private Identity() {}

  /** The critic with a generator of its samples' shape. */
  static WganModel model(
      LipschitzConstraint constraint, Optimizer optimizer, NetworkSpec critic, Weights weights) {
    Shape sample = critic.inputs().get(0).shape();
    int n = sample.elements();
    NetworkSpec generator =
        NetworkSpec.of(InputSpec.latent(n), new Linear(n, n, false), new Reshaping.Reshape(sample));
    float[] diagonal = new float[n * n];
    for (int i = 0; i < n; i++) {
      diagonal[i * n + i] = 1;
    }
    return new WganModel(
        generator,
        critic,
        constraint,
        optimizer,
        new Generate(),
        weights(generator, diagonal),
        weights,
        Device.cpu(),
        DataType.FLOAT32,
        "");
  }

  /** Values for a network's parameters in order. */
  static Weights weights(NetworkSpec network, float[]... values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      tensors.put(
          network.parameters().get(i).name(),
          Tensor.of(network.parameters().get(i).shape(), values[i]));
    }
    return Weights.of(tensors);
  }
}
