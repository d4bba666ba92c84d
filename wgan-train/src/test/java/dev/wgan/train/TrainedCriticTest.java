package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.OneSidedPenalty;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WassersteinDivergence;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.constraint.ZeroCentredPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The estimate of a trained critic between a Gaussian and the same Gaussian moved by m, whose
 * Wasserstein distance is |m|. The samples are moved one by one, so that of the samples it is
 * exactly |m| too.
 *
 * <p>A penalty lets the critic be steeper than 1 where that pays: along a line of slope a it wins
 * {@code a |m|} and pays {@code weight (a - 1)^2}, so that the best slope is {@code 1 + |m| / (2
 * weight)}, for any critic that can be linear.
 */
class TrainedCriticTest {
  private static final int SAMPLES = 128;
  private static final float[] MOVE = {1.2f, -0.9f};
  private static final double DISTANCE = 1.5;

  private static final NetworkSpec LINEAR =
      NetworkSpec.of(InputSpec.sample(Shape.of(2)), new Linear(2, 1));

  @Test
  void aClippedLinearCriticEstimatesTheBoundTimesTheSumOfTheMoves() {
    // The best weight is the bound in the direction of each coordinate.
    estimates(new WeightClipping(0.1), LINEAR, 0.1 * (1.2 + 0.9), 1e-5);
  }

  @Test
  void aPenalizedLinearCriticIsAsMuchTooSteepAsItPays() {
    double steep = 1 + DISTANCE / (2 * 2.0);
    estimates(new GradientPenalty(2), LINEAR, steep * DISTANCE, 1e-3);
    estimates(new OneSidedPenalty(2), LINEAR, steep * DISTANCE, 1e-3);
  }

  @Test
  void aPenalizedCriticEstimatesTheDistance() {
    NetworkSpec critic = mlp(new GradientPenalty(100), 0);
    estimates(new GradientPenalty(100), critic, DISTANCE, 0.03);
    estimates(new OneSidedPenalty(100), critic, DISTANCE, 0.03);
  }

  @Test
  void theConsistencyTermLeavesTheEstimateNearTheDistance() {
    Consistency constraint = new Consistency(100, 0.01, 0);
    estimates(constraint, mlp(constraint, 0.1), DISTANCE, 0.1);
  }

  @Test
  void aCriticUnderDivergenceHasTheSlopeThatPaysMost() {
    // a |m| - k a^p is largest at a = (|m| / (k p))^(1 / (p - 1)).
    double slope = Math.pow(DISTANCE / (2 * 6), 1 / 5.0);
    WassersteinDivergence constraint = new WassersteinDivergence(2, 6);
    estimates(constraint, LINEAR, slope * DISTANCE, 1e-3);
    estimates(constraint, mlp(constraint, 0), slope * DISTANCE, 0.03);
  }

  @Test
  void aCriticUnderAZeroCentredPenaltyHasTheSlopeThatPaysMost() {
    // a |m| - weight / 2 a^2 is largest at a = |m| / weight.
    estimates(new ZeroCentredPenalty(2), LINEAR, DISTANCE / 2 * DISTANCE, 1e-3);
  }

  @Test
  void aNormalizedLinearCriticEstimatesTheDistance() {
    estimates(new SpectralNormalization(1), LINEAR, DISTANCE, 1e-3);
  }

  @Test
  void aNormalizedCriticNeverExceedsTheDistance() {
    SpectralNormalization constraint = new SpectralNormalization(5);
    double estimate = estimate(constraint, mlp(constraint, 0));
    assertThat(estimate).isBetween(0.8 * DISTANCE, 1.001 * DISTANCE);
  }

  private static NetworkSpec mlp(LipschitzConstraint constraint, double dropout) {
    NetworkSpec critic =
        new Architecture(Kind.MLP, 32, 1, 2, Shape.of(2), 0, dropout).critic(constraint);
    List<LayerSpec> layers = critic.layers();
    assertThat(layers.stream().anyMatch(Dropout.class::isInstance)).isEqualTo(dropout > 0);
    return critic;
  }

  private static void estimates(
      LipschitzConstraint constraint, NetworkSpec critic, double expected, double relative) {
    assertThat(estimate(constraint, critic))
        .as("%s", constraint)
        .isCloseTo(expected, within(relative * expected));
  }

  private static double estimate(LipschitzConstraint constraint, NetworkSpec critic) {
    Random random = new Random(5);
    float[] fake = new float[2 * SAMPLES];
    float[] real = new float[2 * SAMPLES];
    for (int i = 0; i < fake.length; i++) {
      fake[i] = (float) random.nextGaussian();
      real[i] = fake[i] + MOVE[i % 2];
    }
    Batch latents = Batches.latents(fake, SAMPLES, 2);
    Batch reals = Batches.samples(real, SAMPLES, 2);
    try (WganModel model =
        Identity.model(
            constraint, new Adam(0.5, 0.99, 1e-8), critic, RandomWeights.of(critic, 6))) {
      float[] epsilon = new float[SAMPLES];
      int steps = 800;
      for (int step = 0; step < steps; step++) {
        for (int i = 0; i < SAMPLES; i++) {
          epsilon[i] = random.nextFloat();
        }
        model.seed(step);
        model.criticStep(
            Batches.critic(reals, latents, epsilon), 0.02 * (1 - (double) step / steps));
      }
      return mean(model.score(reals)) - mean(model.score(Batches.samples(fake, SAMPLES, 2)));
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
