package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Batching;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.Samples;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  @TempDir private Path folder = Path.of("");

  /** Latents to images of 16 by 16 by convolutions behind upsampling. */
  private static NetworkSpec upsampling() {
    return NetworkSpec.of(
        InputSpec.latent(32),
        new Linear(32, 32 * 16),
        new Reshaping.Reshape(Shape.of(32, 4, 4)),
        new Normalization.BatchNorm(32, 1e-5, 0.1, true),
        new Activation.Relu(),
        Upsample.nearest2x(),
        Conv.of2d(32, 32, 3, 1, 1),
        new Normalization.BatchNorm(32, 1e-5, 0.1, true),
        new Activation.Relu(),
        Upsample.nearest2x(),
        Conv.of2d(32, 3, 3, 1, 1),
        new Activation.Tanh());
  }

  @Test
  void halfPrecisionHalvesTheFile() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    ExportReport full = export(trained, ExportOptions.builder(), "full.onnx");
    ExportReport half =
        export(trained, ExportOptions.builder().precision(Precision.FP16_WEIGHTS), "half.onnx");
    assertThat((double) half.bytes() / full.bytes()).isLessThan(0.52);
    assertThat(half.parity()).hasSize(2).allMatch(Parity::holds);
    assertThat(half.parity().get(1).relativeError()).isBetween(1e-5, 5e-3);
  }

  @Test
  void integersQuarterTheFileAndKeepSamplesAlike() throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    ExportReport full = export(trained, ExportOptions.builder(), "full.onnx");
    for (Precision precision : new Precision[] {Precision.INT8, Precision.INT8_DYNAMIC}) {
      ExportReport report =
          export(trained, ExportOptions.builder().precision(precision), "int8.onnx");
      assertThat((double) report.bytes() / full.bytes()).isLessThan(0.28);
      Rounding rounding = report.rounding().get(0);
      assertThat(rounding.weights()).hasSize(5);
      assertThat(rounding.signalToNoise()).isGreaterThan(25);
      assertThat(rounding.deviationAfter() / rounding.deviationBefore()).isBetween(0.97, 1.03);
    }
  }

  @Test
  void convolutionsBecomeIntegersWhereThatIsFaster() throws IOException {
    TrainedGenerator trained = Networks.images(upsampling(), 1);
    ExportOptions.Builder options = ExportOptions.builder().precision(Precision.INT8);
    Rounding calibrated = export(trained, options, "int8.onnx").rounding().get(0);
    assertThat(calibrated.weights()).containsExactly("0.weight", "5.weight");
    assertThat(calibrated.signalToNoise()).isGreaterThan(25);
    options.precision(Precision.INT8_DYNAMIC);
    Rounding dynamic = export(trained, options, "dynamic.onnx").rounding().get(0);
    assertThat(dynamic.weights()).containsExactly("0.weight");
  }

  @ParameterizedTest
  @EnumSource
  void aSampleDoesNotDependOnItsBatch(Precision precision) throws IOException {
    for (NetworkSpec network : new NetworkSpec[] {Networks.article(), upsampling()}) {
      Path file = folder.resolve("rounded.onnx");
      ExportOptions options = ExportOptions.builder().precision(precision).build();
      OnnxExporter.of(options).export(Networks.images(network, 1), file);
      try (Generator generator = Generator.load(file)) {
        assertThat(generator.info().batching().mode()).isEqualTo(Batching.Mode.INVARIANT);
        float[] all = generator.sample(16, 42).toTensor().floats();
        float[] last = generator.sampleRange(15, 1, 42).toTensor().floats();
        assertThat(last).containsExactly(Arrays.copyOfRange(all, all.length * 15 / 16, all.length));
      }
    }
  }

  @Test
  void integersAreRefusedWhereThereIsNothingForThem() {
    NetworkSpec small = NetworkSpec.of(InputSpec.latent(4), new Linear(4, 4));
    ExportOptions.Builder options = ExportOptions.builder().precision(Precision.INT8);
    assertThatThrownBy(() -> export(Networks.images(small, 1), options, "int8.onnx"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("fp16-weights");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void weightsBeyondHalfPrecisionAreNamed() {
    NetworkSpec network = NetworkSpec.of(InputSpec.latent(20), new Linear(20, 20));
    var weights = Networks.weights(network, 1);
    float[] values = weights.get("0.weight").toArray();
    values[7] = 7e4f;
    var tensors = new java.util.LinkedHashMap<String, dev.wgan.network.Tensor>();
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    tensors.put("0.weight", dev.wgan.network.Tensor.of(Shape.of(20, 20), values));
    ExportOptions options = ExportOptions.builder().precision(Precision.FP16_WEIGHTS).build();
    assertThatThrownBy(
            () ->
                OnnxExporter.of(options)
                    .export(
                        network, dev.wgan.network.Weights.of(tensors), folder.resolve("half.onnx")))
        .hasMessageContaining("0.weight is 70000.0 at 7");
  }

  @Test
  void bytesAreThoseOfTheRuntime() throws IOException {
    for (int opset : new int[] {9, 13, 22}) {
      TrainedGenerator trained = Networks.images(Networks.article(), 1);
      ExportOptions.Builder options = ExportOptions.builder().opset(opset);
      export(trained, options, "float.onnx");
      export(trained, options.imageOutput(ImageOutput.UINT8), "bytes.onnx");
      try (Generator floats = Generator.load(folder.resolve("float.onnx"));
          Generator bytes = Generator.load(folder.resolve("bytes.onnx"))) {
        Samples expected = floats.sample(64, 7);
        float[] found = bytes.sample(64, 7).toTensor().floats();
        float[] values = expected.toTensor().floats();
        ValueRange range = new ValueRange(-1, 1);
        for (int i = 0; i < values.length; i++) {
          values[i] = range.toByte(values[i]);
        }
        assertThat(found).containsExactly(values);
      }
    }
  }

  private ExportReport export(TrainedGenerator trained, ExportOptions.Builder options, String name)
      throws IOException {
    return OnnxExporter.of(options.build()).export(trained, folder.resolve(name));
  }
}
