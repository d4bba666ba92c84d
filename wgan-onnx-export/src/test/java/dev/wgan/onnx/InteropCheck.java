package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Exports of every precision, in ONNX Runtime 1.10 against the pinned version. Needs the old jar,
 * so that no build runs it; docs/interop/check.sh fetches it, runs this, and the same files under
 * Node.
 */
class InteropCheck {
  static final int SAMPLES = 5;
  private static final double MOST = 1e-4;

  @Test
  void anOldRuntimeGivesTheSame() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target", "interop"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        String.join(
            System.getProperty("path.separator"),
            Objects.requireNonNull(
                System.getProperty("wgan.test.onnxruntime.old"),
                "wgan.test.onnxruntime.old: expected the path of onnxruntime-1.10.0.jar"),
            Path.of("target", "test-classes").toString()));
    command.add(OldRuntimeMain.class.getName());
    List<NetworkSpec> networks = List.of(Networks.article(), convolutional());
    for (int i = 0; i < networks.size(); i++) {
      String kind = i == 0 ? "article" : "convolutional";
      for (Precision precision : Precision.values()) {
        command.add(write(networks.get(i), folder, kind, precision, ImageOutput.FLOAT).toString());
      }
      command.add(
          write(networks.get(i), folder, kind, Precision.FP32, ImageOutput.UINT8).toString());
    }
    Path log = folder.resolve("old.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSize(networks.size() * (Precision.values().length + 1));
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .isLessThan(MOST));
  }

  private static NetworkSpec convolutional() {
    return NetworkSpec.of(
        InputSpec.latent(16),
        new Linear(16, 512),
        new Reshaping.Reshape(Shape.of(32, 4, 4)),
        new Normalization.BatchNorm(32, 1e-5, 0.1, true),
        new Activation.Relu(),
        ConvTranspose.of2d(32, 32, 4, 2, 1),
        new Normalization.InstanceNorm(32, 1e-5, true),
        new Activation.Silu(),
        new Upsample(List.of(2, 2), Upsample.Mode.LINEAR, false),
        Conv.of2d(32, 16, 3, 1, 1),
        new Normalization.GroupNorm(4, 16, 1e-5, true),
        new Activation.Gelu(false),
        Conv.of2d(16, 3, 3, 1, 1),
        new Activation.Tanh());
  }

  private static Path write(
      NetworkSpec network, Path folder, String kind, Precision precision, ImageOutput output)
      throws IOException {
    String name =
        "%s-%s-%s".formatted(kind, precision.label(), output).toLowerCase(java.util.Locale.ROOT);
    Path model = folder.resolve(name + ".onnx");
    ExportOptions options =
        ExportOptions.builder().precision(precision).imageOutput(output).build();
    assertThat(OnnxExporter.of(options).export(Networks.images(network, 1), model).opset())
        .isEqualTo(13);
    int size = network.inputs().get(0).shape().elements();
    float[] latents = new float[SAMPLES * size];
    Random random = new Random(3);
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    try (Generator generator = Generator.load(model)) {
      SampleRequest request = SampleRequest.ofLatents(TensorData.of(latents, SAMPLES, size));
      Files.write(folder.resolve(name + ".in"), bytes(latents));
      Files.write(
          folder.resolve(name + ".out"), bytes(generator.sample(request).toTensor().floats()));
    }
    return model;
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
