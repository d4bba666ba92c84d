package dev.wgan.onnx;

import dev.wgan.network.Activation;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks with random weights for tests. */
public final class Networks {
  private Networks() {}

  /** The article's generator: 100 latents to images of 28 by 28. */
  static NetworkSpec article() {
    List<LayerSpec> layers = new ArrayList<>();
    int features = 100;
    for (int width : new int[] {128, 256, 512, 1024}) {
      layers.add(new Linear(features, width));
      layers.add(new Activation.LeakyRelu(0.2));
      features = width;
    }
    layers.add(new Linear(features, 784));
    layers.add(new Activation.Tanh());
    layers.add(new Reshaping.Reshape(Shape.of(1, 28, 28)));
    return new NetworkSpec(List.of(InputSpec.latent(100)), layers);
  }

  /**
   * Returns weights such as training leaves: of PyTorch's scale, variances above 0.
   *
   * @param network the network
   * @param seed what they are drawn from
   * @return the weights
   */
  public static Weights weights(NetworkSpec network, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      float[] values = new float[parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(parameter, random);
      }
      tensors.put(parameter.name(), Tensor.of(parameter.shape(), values));
    }
    return Weights.of(tensors);
  }

  private static float value(ParameterSpec parameter, Random random) {
    if (parameter.name().endsWith("running_var")) {
      return 0.5f + random.nextFloat();
    }
    if (parameter.initial() instanceof ParameterSpec.Initial.Uniform uniform) {
      return (float) (uniform.bound() * (2 * random.nextDouble() - 1) * 1.5);
    }
    if (parameter.initial() instanceof ParameterSpec.Initial.Constant constant) {
      return (float) (constant.value() + 0.3 * random.nextGaussian());
    }
    return (float) random.nextGaussian();
  }

  /** A generator of images in [-1, 1] made of a network. */
  static TrainedGenerator images(NetworkSpec network, long seed) {
    return new TrainedGenerator(
        network,
        weights(network, seed),
        LatentDistribution.NORMAL,
        new TrainingData(
            "test",
            network.outputShape().rank() == 3 ? SampleKind.IMAGE : SampleKind.VECTOR,
            network.outputShape(),
            new ValueRange(-1, 1),
            10,
            "00",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0),
        Map.of("preset", "wgan", "seed", "1"));
  }
}
