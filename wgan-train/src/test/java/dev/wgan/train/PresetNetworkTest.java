package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.onnx.cli.Cli;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.architecture.Initializer;
import dev.wgan.train.cli.Wgan;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.NormPoints;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.constraint.WeightMatrix;
import dev.wgan.train.data.TestImages;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each preset with each family of networks, as a user trains it: from a folder of images to an ONNX
 * file that is verified against the run. Every other cell is conditional, in colour, of 32 pixels.
 */
class PresetNetworkTest {
  private static final int STEPS = 6;

  @TempDir private static Path folder = Path.of("");

  /** Bars on black: darker than what an untrained generator makes. */
  @BeforeAll
  static void draw() throws IOException {
    for (int i = 0; i < 60; i++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setColor(Color.getHSBColor(i / 60f, 1, 1));
      boolean across = i % 2 == 0;
      int at = i % 30;
      graphics.fillRect(across ? 0 : at, across ? at : 0, across ? 32 : 6, across ? 6 : 32);
      graphics.dispose();
      TestImages.write(
          folder.resolve("images").resolve(across ? "across" : "down").resolve(i + ".png"), image);
    }
  }

  /** All families for the presets of a constraint; its own for those that measurement chose. */
  static List<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (String preset : new TreeSet<>(Presets.all().keySet())) {
      Kind own = Presets.of(preset).networks().network();
      if (Presets.of(preset).task().task() != TaskChoice.Type.GENERATE) {
        continue; // restores pictures: ImageTaskTest trains it
      }
      boolean one = List.of("best", "points", "table").contains(preset);
      for (Kind kind : Kind.values()) {
        String network = kind.name().toLowerCase(Locale.ROOT);
        if (!kind.sound() && !kind.film() && (!one || kind == own)) {
          cells.add(Arguments.of(preset, network));
        }
      }
    }
    return cells;
  }

  @ParameterizedTest(name = "{0} × {1}")
  @MethodSource("cells")
  void trains(String preset, String network) throws IOException {
    boolean conditional = (preset.length() + network.length()) % 2 == 0;
    String name = preset + "-" + network;
    // Fast, to get somewhere in six steps; but the power iteration follows slow weights only.
    String rate = preset.equals("sngan") ? "1e-4" : "1e-3";
    run(
        "train --preset %s --data @/images %s -o @/%s --steps %d --threads 1 --set network=%s"
                .formatted(
                    preset,
                    conditional ? "--set conditional=true" : "--size 28 --colour GREY",
                    name,
                    STEPS,
                    network)
            + " --set width=4 --set latent=6 --set batch=8 --set critic_iterations=5"
            + " --set log_every=3 --set critic_learning_rate="
            + rate);
    RunFolder run = new RunFolder(folder.resolve(name));
    TrainingConfig config = ConfigFile.read(run.config());
    assertThat(config.preset()).isEqualTo(preset);
    NetworkSpec critic = NetworkJson.read(run.critic());
    assertThat(critic.inputs()).hasSize(conditional ? 2 : 1);
    measured(new MetricsFile(run.metrics()).read(), config.constraint());
    moved(config, NetworkJson.read(run.generator()), critic, run.latest());
    held(config.constraint(), critic, run.latest());
    run("verify @/%s/generator.onnx --against @/%s".formatted(name, name));
  }

  /** All numbers are finite, and the critic tells real samples from generated ones. */
  private static void measured(List<Measurement> rows, LipschitzConstraint constraint) {
    assertThat(rows).hasSize(2);
    for (Measurement row : rows) {
      assertThat(row.criticLoss()).isFinite();
      assertThat(row.generatorLoss()).isFinite();
      assertThat(row.term()).isFinite().isNotNegative();
      if (constraint.points() != NormPoints.NONE) {
        assertThat(row.gradientNorm()).isFinite().isPositive();
      }
    }
    Measurement last = rows.get(1);
    assertThat(last.wasserstein()).isPositive();
    assertThat(last.heldOut().getAsDouble()).isPositive();
  }

  /**
   * All tensors left their initial values, but for some of a generator whose gradients vanish
   * through the many small weights of a clipped critic.
   */
  private static void moved(
      TrainingConfig config, NetworkSpec generator, NetworkSpec critic, Checkpoint checkpoint) {
    TrainingNoise noise = new TrainingNoise(config, 0);
    double least = config.constraint() instanceof WeightClipping ? 0.1 : 1;
    Weights first = Initializer.weights(generator, noise.seed(Stream.GENERATOR_WEIGHTS));
    assertThat(changed(first, checkpoint.generator())).isGreaterThanOrEqualTo(least);
    Weights second = Initializer.weights(critic, noise.seed(Stream.CRITIC_WEIGHTS));
    // The critic's last bias cancels in the difference of scores.
    assertThat(changed(second, checkpoint.critic())).isGreaterThan(0.7);
  }

  private static double changed(Weights before, Path file) {
    Weights after = Safetensors.read(file);
    return before.names().stream()
        .mapToInt(
            name -> Arrays.equals(before.get(name).toArray(), after.get(name).toArray()) ? 0 : 1)
        .average()
        .orElseThrow();
  }

  /** What the constraint promises holds of the weights that were kept. */
  private static void held(
      LipschitzConstraint constraint, NetworkSpec critic, Checkpoint checkpoint) {
    Weights weights = Safetensors.read(checkpoint.critic());
    List<ParameterSpec> trainable =
        critic.parameters().stream().filter(ParameterSpec::trainable).toList();
    if (constraint instanceof WeightClipping clipping) {
      for (ParameterSpec parameter : trainable) {
        for (float value : weights.get(parameter.name()).toArray()) {
          assertThat(Math.abs(value)).isLessThanOrEqualTo((float) clipping.clip());
        }
      }
    }
    if (constraint instanceof SpectralNormalization) {
      Weights iterates = Safetensors.read(checkpoint.optimizer());
      List<WeightMatrix> matrices = WeightMatrix.of(critic);
      for (int i = 0; i < matrices.size(); i++) {
        WeightMatrix matrix = matrices.get(i);
        double[] w = rows(weights.get(trainable.get(matrix.index()).name()), matrix);
        double[] u = doubles(iterates.get("iterate." + i).toArray());
        double divisor = norm(product(w, u, true));
        for (int k = 0; k < 200; k++) {
          u = product(w, product(w, u, true), false);
          double length = norm(u);
          u = Arrays.stream(u).map(value -> value / length).toArray();
        }
        double largest = norm(product(w, u, true));
        assertThat(largest / divisor).isBetween(1 - 1e-6, 1.1);
      }
    }
  }

  /** [rows, columns] of a weight in rows. */
  private static double[] rows(Tensor weight, WeightMatrix matrix) {
    assertThat(matrix.transposed()).isFalse();
    return doubles(weight.toArray());
  }

  /** The matrix, or its transpose, times a vector. */
  private static double[] product(double[] matrix, double[] vector, boolean transpose) {
    int n = matrix.length / vector.length;
    double[] result = new double[n];
    for (int i = 0; i < matrix.length; i++) {
      int inner = transpose ? i / n : i % vector.length;
      int outer = transpose ? i % n : i / vector.length;
      result[outer] += matrix[i] * vector[inner];
    }
    return result;
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static void run(String arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    int code =
        Cli.of(new Wgan())
            .setOut(writer)
            .setErr(writer)
            .execute(arguments.replace("@", folder.toString()).split(" "));
    assertThat(code).as(said.toString()).isZero();
  }
}
