package dev.wgan.onnx.cli;

import dev.wgan.network.Activation;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The folder of a run that a small convolutional generator was trained in. */
final class TestRun {
  static final NetworkSpec NETWORK =
      NetworkSpec.of(
          InputSpec.latent(6),
          new Linear(6, 4 * 2 * 2),
          new Reshaping.Reshape(Shape.of(4, 2, 2)),
          new Normalization.BatchNorm(4, 1e-5, 0.1, true),
          new Activation.Relu(),
          ConvTranspose.of2d(4, 1, 4, 2, 1),
          new Activation.Tanh());

  private TestRun() {}

  static RunFolder write(Path path, long step) throws IOException {
    RunFolder run = new RunFolder(path);
    Files.createDirectories(run.checkpoint(step).path());
    Files.writeString(
        run.config(), "{\"preset\": \"wgan-gp\", \"seed\": 3, \"latents\": \"normal\"}");
    TrainingData data =
        new TrainingData(
            "toy",
            SampleKind.IMAGE,
            Shape.of(1, 4, 4),
            new ValueRange(-1, 1),
            10,
            "00",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0);
    Files.writeString(run.data(), NetworkJson.write(data));
    Files.writeString(run.generator(), NetworkJson.write(NETWORK));
    Safetensors.write(run.checkpoint(step).generator(), weights(5));
    return run;
  }

  /** A run of a class-conditional generator of the classes "red one", "red two" and "blue". */
  static RunFolder conditional(Path path) throws IOException {
    RunFolder run = write(path, 7);
    NetworkSpec network =
        new NetworkSpec(
            List.of(InputSpec.latent(6), InputSpec.label(3)),
            List.of(
                new Linear(6, 16),
                new Reshaping.Reshape(Shape.of(1, 4, 4)),
                new Normalization.ConditionalBatchNorm(1, 3, 1e-5, 0.1, "label"),
                new Activation.Tanh()));
    TrainingData data = NetworkJson.read(run.data(), TrainingData.class);
    List<String> classes = List.of("blue", "red one", "red two");
    Files.writeString(run.data(), NetworkJson.write(data.withClasses(classes, List.of(5, 2, 3))));
    Files.writeString(run.generator(), NetworkJson.write(network));
    Safetensors.write(run.checkpoint(7).generator(), weights(network, 5));
    return run;
  }

  static Weights weights(long seed) {
    return weights(NETWORK, seed);
  }

  private static Weights weights(NetworkSpec network, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      float[] values = new float[parameter.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.3f + random.nextFloat();
      }
      tensors.put(parameter.name(), Tensor.of(parameter.shape(), values));
    }
    return Weights.of(tensors);
  }
}
