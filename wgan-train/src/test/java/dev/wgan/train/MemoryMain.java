package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.critic.Consistency;
import dev.wgan.train.critic.LipschitzConstraint;
import dev.wgan.train.networks.Architecture;
import dev.wgan.train.networks.Architecture.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Trains every constraint with every family of networks and watches the resident memory of its
 * process: {@code MemoryMain ITERATIONS [NETWORK]} prints a line a cell, and fails if one of them
 * grows by more than {@value #MOST} MB over its last three quarters.
 */
final class MemoryMain {
  private static final int MOST = 24;
  private static final int BATCH = 8;
  private static final int LATENT = 16;

  private MemoryMain() {}

  /**
   * Runs the check.
   *
   * @param args iterations, and a family of networks to leave out the others
   * @throws IOException if the system does not tell the resident memory
   */
  public static void main(String[] args) throws IOException {
    int iterations = Integer.parseInt(args[0]);
    boolean flat = true;
    for (Kind kind : Kind.values()) {
      if (args.length > 1 && kind != Kind.valueOf(args[1].toUpperCase(Locale.ROOT))) {
        continue;
      }
      for (LipschitzConstraint constraint : GradientTest.constraints()) {
        flat &= train(kind, constraint, iterations);
      }
    }
    if (!flat) {
      System.exit(1);
    }
  }

  private static boolean train(Kind kind, LipschitzConstraint constraint, int iterations)
      throws IOException {
    double dropout = constraint instanceof Consistency ? 0.5 : 0;
    Shape sample = Shape.of(1, 28, 28);
    Architecture architecture = new Architecture(kind, 4, 1, LATENT, sample, 3, dropout);
    NetworkSpec generator = architecture.generator();
    NetworkSpec critic = architecture.critic(constraint);
    long[] quarters = new long[5];
    try (WganModel model =
        new WganModel(
            generator,
            critic,
            constraint,
            new Optimizer.Adam(0, 0.9, 1e-8),
            RandomWeights.of(generator, 1),
            RandomWeights.of(critic, 2),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      model.startAverage();
      for (int i = 0; i < iterations; i++) {
        if (i % (iterations / 4) == 0) {
          quarters[i / (iterations / 4)] = resident();
        }
        step(model, sample, i);
      }
    }
    quarters[4] = resident();
    long growth = quarters[4] - quarters[1];
    System.out.printf(
        "%s, %s: %s MB, growth %d MB%n", kind, constraint, Arrays.toString(quarters), growth);
    return growth <= MOST;
  }

  private static void step(WganModel model, Shape sample, int i) {
    Batch real = Batch.of(new float[BATCH * sample.elements()], sample.batch(BATCH));
    Batch latents = Batch.of(new float[BATCH * LATENT], BATCH, LATENT);
    long[] labels = new long[BATCH];
    model.seed(i);
    model.criticStep(real.labelled(labels), latents.labelled(labels), new float[BATCH], 1e-4);
    if (i % 5 == 0) {
      model.generatorStep(latents.labelled(labels), 1e-4);
      model.updateAverage(0.999);
    }
    if (i % 50 == 0) {
      model.generate(latents.labelled(labels));
      model.score(real.labelled(labels));
      model.optimizerState();
    }
  }

  /** MB of the process that are in memory, the Java heap's garbage collected first. */
  private static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
