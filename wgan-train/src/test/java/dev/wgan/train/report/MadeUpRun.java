package dev.wgan.train.report;

import dev.wgan.network.Activation;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.kind.ImageKind;
import dev.wgan.train.monitor.Configs;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A run folder that no training wrote, with curves like those of one. */
final class MadeUpRun {
  private static final List<Integer> SHAPE = List.of(1, 28, 28);
  private static final int GRID = 64;

  private MadeUpRun() {}

  static RunFolder configured(Path path, LipschitzConstraint constraint) throws IOException {
    RunFolder folder = new RunFolder(path);
    Files.createDirectories(folder.samples());
    Files.writeString(folder.config(), ConfigFile.write(Configs.of("wgan-gp", constraint)));
    return folder;
  }

  static void describe(RunFolder folder) throws IOException {
    Files.writeString(
        folder.data(),
        NetworkJson.write(
            new TrainingData(
                "Fashion-MNIST <10,000>",
                SampleKind.IMAGE,
                Shape.of(1, 28, 28),
                new ValueRange(-1, 1),
                9000,
                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                List.of("T-shirt/top", "Trouser", "Bag"),
                List.of(),
                List.of(),
                List.of(),
                0,
                0)));
    Files.writeString(
        folder.generator(),
        NetworkJson.write(
            NetworkSpec.of(
                InputSpec.latent(64),
                new Linear(64, 512, true),
                new Activation.Relu(),
                new Linear(512, 784, true),
                new Activation.Tanh(),
                new Reshaping.Reshape(Shape.of(1, 28, 28)))));
    Files.writeString(
        folder.critic(),
        NetworkJson.write(
            NetworkSpec.of(
                InputSpec.sample(Shape.of(1, 28, 28)),
                new Reshaping.Flatten(),
                new Linear(784, 512, true),
                new Activation.LeakyRelu(0.2),
                new Linear(512, 1, true))));
  }

  static List<Measurement> rows(RunFolder folder, LipschitzConstraint constraint, int n) {
    Monitor monitor = Monitor.of(Configs.of("wgan-gp", constraint));
    MetricsFile file = new MetricsFile(folder.metrics());
    SplittableRandom random = new SplittableRandom(3);
    List<Measurement> rows = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      double w = 12 * (1 - Math.exp(-i / 4.0)) * Math.exp(-i / 40.0) + 1.5 + noise(random, 0.4);
      double held = w * (1 - 0.6 * i / n) + noise(random, 0.3);
      double term = 0.3 + noise(random, 0.05);
      rows.add(
          new Measurement(
              100L * i,
              500L * i,
              term - w,
              6 * Math.sin(i / 30.0) + noise(random, 0.5),
              w,
              monitor.smooth(w),
              OptionalDouble.of(held),
              term,
              1 + noise(random, 0.05),
              0.9 * (1 - Math.exp(-i / 20.0)) + noise(random, 0.01),
              i % 10 == 0
                  ? OptionalDouble.of(0.02 + 0.3 * Math.exp(-i / 50.0))
                  : OptionalDouble.empty(),
              i * 3.7));
      monitor.add(rows.get(i - 1));
      file.append(rows.get(i - 1));
    }
    return rows;
  }

  private static double noise(SplittableRandom random, double size) {
    return size * (random.nextDouble() + random.nextDouble() - 1);
  }

  /** Real images that come out of noise. */
  static void pictures(RunFolder folder, int n, long last) throws IOException {
    try (Dataset data = Datasets.embedded()) {
      for (int i = 1; i <= n; i++) {
        ImageRenderer.writePng(grid(data, (double) i / n), folder.samples(last * i / n));
      }
      ImageRenderer.writePng(grid(data, 0.8), folder.samples().resolve(ImageKind.INTERPOLATION));
    }
  }

  private static java.awt.image.BufferedImage grid(Dataset data, double share) {
    SplittableRandom random = new SplittableRandom(1);
    int size = data.description().sampleSize();
    float[] samples = new float[GRID * size];
    for (int i = 0; i < GRID; i++) {
      data.read(i, samples, i * size);
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (share * samples[i] + (1 - share) * (2 * random.nextDouble() - 1));
    }
    return ImageRenderer.of(SHAPE, new ValueRange(-1, 1)).grid(samples, 8);
  }
}
