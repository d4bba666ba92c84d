package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.task.Generate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Trains every constraint with every family of networks and watches the resident memory of its
 * process: {@code MemoryMain ITERATIONS [NETWORK]} prints a row a cell, and fails if one of them
 * grows by more than {@value #MOST} MB from its first tenth to its end, and again when all of it is
 * run once more.
 */
final class MemoryMain {
  private static final double MOST = 10;
  private static final int WIDTH = 2;
  private static final int BATCH = 4;
  private static final int LATENT = 8;
  private static final Shape SAMPLE = Shape.of(1, 28, 28);

  private MemoryMain() {}

  /**
   * Runs the check.
   *
   * @param args critic iterations, and a family of networks to leave out the others
   * @throws IOException if the system does not tell the resident memory
   */
  public static void main(String[] args) throws IOException {
    int iterations = Integer.parseInt(args[0]);
    System.out.printf(
        "| constraint | network | MB at %d | MB at %d | growth |%n", iterations / 10, iterations);
    System.out.println("|---|---|---|---|---|");
    boolean flat = true;
    for (Kind kind : Kind.values()) {
      boolean other = args.length > 1 && kind != Kind.valueOf(args[1].toUpperCase(Locale.ROOT));
      if (kind.sound() || kind.film() || other) {
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
    Architecture architecture = new Architecture(kind, WIDTH, 1, LATENT, SAMPLE, 3, dropout);
    NetworkSpec generator = architecture.generator();
    NetworkSpec critic = architecture.critic(constraint);
    double before;
    double after;
    try (WganModel model =
        new WganModel(
            generator,
            critic,
            constraint,
            new Adam(0, 0.9, 1e-8),
            new Generate(),
            RandomWeights.of(generator, 1),
            RandomWeights.of(critic, 2),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      model.startAverage();
      before = run(model, 0, iterations / 10);
      after = run(model, iterations / 10, iterations);
      if (after - before > MOST) { // a leak grows again; what an allocator keeps for later does not
        before = after;
        after = run(model, 0, iterations);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %.1f |%n",
        constraint.getClass().getSimpleName(),
        kind.name().toLowerCase(Locale.ROOT),
        before,
        after,
        after - before);
    return after - before <= MOST;
  }

  /** Runs the steps from one number to another, which is left out; MB in memory after them. */
  private static double run(WganModel model, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      step(model, i);
    }
    return resident();
  }

  private static void step(WganModel model, int i) {
    Batch real = Batches.samples(new float[BATCH * SAMPLE.elements()], SAMPLE.batch(BATCH));
    Batch latents = Batches.latents(new float[BATCH * LATENT], BATCH, LATENT);
    long[] labels = new long[BATCH];
    model.seed(i);
    model.criticStep(Batches.critic(real.labelled(labels), latents, new float[BATCH]), 1e-4);
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
  private static double resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
