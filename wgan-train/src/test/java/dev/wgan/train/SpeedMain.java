package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.noise.Noise;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.optimizer.Rmsprop;
import dev.wgan.train.task.Generate;
import java.util.Locale;
import java.util.Random;

/**
 * Measures training steps: {@code SpeedMain NETWORK CONSTRAINT [WIDTH [SECONDS]]} prints critic
 * iterations a second, one generator step per five included, and milliseconds of each step alone.
 */
final class SpeedMain {
  private static final int BATCH = 64;
  private static final int LATENT = 100;

  private final WganModel model;
  private final Shape sample;
  private final float[] images;
  private long step;

  private SpeedMain(WganModel model, Shape sample) {
    this.model = model;
    this.sample = sample;
    this.images = new float[BATCH * sample.elements()];
    Random random = new Random(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = 2 * random.nextFloat() - 1;
    }
  }

  /**
   * Runs the measurement.
   *
   * @param args network, constraint, width, seconds
   */
  public static void main(String[] args) {
    Kind kind = Kind.valueOf(args[0].toUpperCase(Locale.ROOT));
    LipschitzConstraint constraint = constraint(args[1]);
    int width = args.length > 2 ? Integer.parseInt(args[2]) : kind == Kind.MLP ? 256 : 64;
    double seconds = args.length > 3 ? Double.parseDouble(args[3]) : 8;
    Shape sample = Shape.of(1, 28, 28);
    double dropout = constraint instanceof Consistency ? 0.5 : 0;
    Architecture architecture = new Architecture(kind, width, 1, LATENT, sample, 0, dropout);
    NetworkSpec generator = architecture.generator();
    NetworkSpec critic = architecture.critic(constraint);
    boolean clipped = constraint instanceof WeightClipping;
    try (WganModel model =
        new WganModel(
            generator,
            critic,
            constraint,
            clipped ? new Rmsprop(0.99, 1e-8) : new Adam(0, 0.9, 1e-8),
            new Generate(),
            RandomWeights.of(generator, 1),
            RandomWeights.of(critic, 2),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      new SpeedMain(model, sample).measure(String.join(" ", args), seconds);
    }
  }

  static LipschitzConstraint constraint(String name) {
    return switch (name) {
      case "wgan" -> new WeightClipping(0.01);
      case "wgan-gp" -> new GradientPenalty(10);
      case "wgan-ct" -> new Consistency(10, 2, 0);
      case "sngan" -> new SpectralNormalization(1);
      default -> throw new IllegalArgumentException("no constraint is named " + name);
    };
  }

  private void measure(String what, double seconds) {
    run(seconds / 4);
    long critic = 0;
    long generator = 0;
    int iterations = 0;
    long start = System.nanoTime();
    while (System.nanoTime() - start < seconds * 1e9) {
      long before = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        critic();
      }
      long between = System.nanoTime();
      generator();
      critic += between - before;
      generator += System.nanoTime() - between;
      iterations += 5;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f critic iterations/s; critic %.2f ms, generator %.2f ms%n",
        what,
        iterations * 1e9 / (critic + generator),
        critic / 1e6 / iterations,
        5.0 * generator / 1e6 / iterations);
  }

  private void run(double seconds) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < seconds * 1e9) {
      critic();
      generator();
    }
  }

  private void critic() {
    model.seed(step);
    float[] epsilon = new float[BATCH];
    Noise.uniform(step, 0, 1, BATCH, epsilon);
    model.criticStep(
        Batches.critic(Batches.samples(images, sample.batch(BATCH)), latents(), epsilon), 5e-5);
  }

  private void generator() {
    model.generatorStep(latents(), 5e-5);
  }

  private Batch latents() {
    float[] latents = new float[BATCH * LATENT];
    Noise.normal(step++, 0, BATCH, LATENT, latents);
    return Batches.latents(latents, BATCH, LATENT);
  }
}
