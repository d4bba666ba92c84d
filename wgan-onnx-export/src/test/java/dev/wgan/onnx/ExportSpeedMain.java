package dev.wgan.onnx;

import dev.wgan.network.Activation;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Prints how long the article's generator takes to be exported, and its size and speed in each
 * precision; or writes a large network ({@code weights FOLDER WIDTH DEPTH}) whose export can then
 * be watched from outside.
 */
final class ExportSpeedMain {
  private static final int ROUNDS = 400;
  private static final int SAMPLES = 64;
  private static final List<Precision> PRECISIONS = List.of(Precision.values());

  private ExportSpeedMain() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 4) {
      weights(
          Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      article(Files.createTempDirectory("speed"));
    }
  }

  private static void article(Path folder) throws IOException {
    TrainedGenerator trained = Networks.images(Networks.article(), 1);
    List<Generator> generators = new ArrayList<>();
    long fullSize = 0;
    for (Precision precision : PRECISIONS) {
      Path file = folder.resolve(precision.label() + ".onnx");
      ExportOptions options = ExportOptions.builder().precision(precision).build();
      long start = System.nanoTime();
      ExportReport report = OnnxExporter.of(options).export(trained, file);
      long milliseconds = (System.nanoTime() - start) / 1_000_000;
      fullSize = precision == Precision.FP32 ? report.bytes() : fullSize;
      System.out.printf(
          "%s: exported in %d ms, %d bytes, %.3f of fp32%n",
          precision.label(), milliseconds, report.bytes(), (double) report.bytes() / fullSize);
      generators.add(Generator.load(file));
    }
    double[][] times = new double[generators.size()][ROUNDS];
    for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        generators.get(i).sample(SAMPLES, round);
        times[i][Math.max(0, round)] = (System.nanoTime() - start) / 1e3;
      }
    }
    for (int i = 0; i < times.length; i++) {
      Arrays.sort(times[i]);
      double median = times[i][ROUNDS / 2];
      System.out.printf(
          "%s: %d samples in %.0f us, %.2f times the speed of fp32%n",
          PRECISIONS.get(i).label(), SAMPLES, median, times[0][ROUNDS / 2] / median);
      generators.get(i).close();
    }
  }

  private static void weights(Path folder, int width, int depth) throws IOException {
    List<LayerSpec> layers = new ArrayList<>();
    int features = 100;
    for (int i = 0; i < depth; i++) {
      layers.add(new Linear(features, width));
      layers.add(new Activation.LeakyRelu(0.2));
      features = width;
    }
    layers.add(new Linear(features, 784));
    NetworkSpec network = new NetworkSpec(List.of(InputSpec.latent(100)), layers);
    // Every layer of a shape shares its values: they need not be there twice to be written.
    Map<String, FloatBuffer> shared = new LinkedHashMap<>();
    Random random = new Random(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      FloatBuffer values =
          shared.computeIfAbsent(
              parameter.shape().toString(),
              shape -> {
                float[] drawn = new float[parameter.shape().elements()];
                for (int i = 0; i < drawn.length; i++) {
                  drawn[i] = (random.nextFloat() - 0.5f) / 25;
                }
                return FloatBuffer.wrap(drawn);
              });
      tensors.put(parameter.name(), Tensor.over(parameter.shape(), values));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("generator.json"), NetworkJson.write(network));
    Safetensors.write(folder.resolve("generator.safetensors"), Weights.of(tensors));
  }
}
