package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.train.critic.ArticleTerm;
import dev.wgan.train.critic.Consistency;
import dev.wgan.train.critic.GradientPenalty;
import dev.wgan.train.critic.LipschitzConstraint;
import dev.wgan.train.critic.OneSidedPenalty;
import dev.wgan.train.critic.SpectralNormalization;
import dev.wgan.train.critic.WassersteinDivergence;
import dev.wgan.train.critic.WeightClipping;
import dev.wgan.train.networks.Architecture;
import dev.wgan.train.networks.Architecture.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every constraint with every family of networks, with and without classes: each of them trains.
 */
class FamilyTest {
  private static final int BATCH = 4;
  private static final int LATENT = 6;
  private static final int CLASSES = 3;

  static Stream<Arguments> cells() {
    List<LipschitzConstraint> constraints =
        List.of(
            new ArticleTerm(),
            new WeightClipping(0.5),
            new GradientPenalty(10),
            new OneSidedPenalty(10),
            new WassersteinDivergence(2, 6),
            new SpectralNormalization(1),
            new Consistency(10, 2, 0));
    List<Arguments> cells = new ArrayList<>();
    for (LipschitzConstraint constraint : constraints) {
      for (Kind kind : Kind.values()) {
        double dropout = constraint instanceof Consistency ? 0.5 : 0;
        for (int classes : new int[] {0, CLASSES}) {
          Shape sample = classes == 0 ? Shape.of(1, 28, 28) : Shape.of(3, 32, 32);
          cells.add(
              Arguments.of(
                  constraint, new Architecture(kind, 8, 1, LATENT, sample, classes, dropout)));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void trains(LipschitzConstraint constraint, Architecture architecture) {
    NetworkSpec generator = architecture.generator();
    NetworkSpec critic = architecture.critic(constraint);
    Weights before = RandomWeights.of(generator, 1);
    Random random = new Random(3);
    try (WganModel model =
        new WganModel(
            generator,
            critic,
            constraint,
            new Optimizer.Adam(0, 0.9, 1e-8),
            before,
            RandomWeights.of(critic, 2),
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      Weights criticBefore = model.criticWeights();
      Batch latents = batch(random, architecture.classes(), Shape.of(LATENT));
      for (int i = 0; i < 2; i++) {
        Batch real = batch(random, architecture.classes(), architecture.sample());
        CriticTerms terms = model.criticStep(real, latents, uniform(random), 1e-3);
        assertThat(terms.loss()).isCloseTo(terms.term() - terms.estimate(), within(1e-4));
        assertThat(model.generatorStep(latents, 1e-3)).isFinite();
      }
      moved(before, model.generatorWeights(), before.names());
      moved(criticBefore, model.criticWeights(), withoutLast(criticBefore.names()));
      float[] samples = model.generate(latents);
      assertThat(samples).hasSize(BATCH * architecture.sample().elements());
      for (float value : samples) {
        assertThat(value).isBetween(-1f, 1f);
      }
      float[] scores = model.score(batch(random, architecture.classes(), architecture.sample()));
      assertThat(scores).hasSize(BATCH).doesNotContain(Float.NaN);
    }
  }

  /** The critic's last bias cancels in the difference of scores: its gradient is zero. */
  private static List<String> withoutLast(Set<String> names) {
    return List.copyOf(names).subList(0, names.size() - 1);
  }

  private static void moved(Weights before, Weights after, Collection<String> names) {
    for (String name : names) {
      assertThat(Arrays.equals(after.get(name).toArray(), before.get(name).toArray()))
          .as(name)
          .isFalse();
    }
  }

  private static Batch batch(Random random, int classes, Shape shape) {
    float[] values = new float[BATCH * shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    Batch batch = Batch.of(values, shape.batch(BATCH));
    return classes == 0
        ? batch
        : batch.labelled(IntStream.range(0, BATCH).mapToLong(i -> i % classes).toArray());
  }

  private static float[] uniform(Random random) {
    float[] epsilon = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      epsilon[i] = random.nextFloat();
    }
    return epsilon;
  }
}
