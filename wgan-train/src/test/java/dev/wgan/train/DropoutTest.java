package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.task.Generate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Dropout's random numbers follow from the seed of the step, whatever was drawn before. */
class DropoutTest {
  private static final LipschitzConstraint CONSTRAINT = new Consistency(10, 2, 0);
  private static final Architecture ARCHITECTURE =
      new Architecture(Kind.MLP, 16, 2, 4, Shape.of(5), 0, 0.5);
  private static final NetworkSpec GENERATOR = ARCHITECTURE.generator();
  private static final NetworkSpec CRITIC = ARCHITECTURE.critic(CONSTRAINT);

  @Test
  void aSeededStepIsTheSameStep() {
    Weights one;
    Weights other;
    try (WganModel model = start()) {
      steps(model, 0, 2);
      one = model.criticWeights();
    }
    try (WganModel model = start()) {
      model.seed(99);
      steps(model, 50, 51);
      other = model.criticWeights();
    }
    try (WganModel model = start()) {
      steps(model, 0, 2);
      same(model.criticWeights(), one);
      assertThat(model.criticWeights().get("0.weight").toArray())
          .isNotEqualTo(other.get("0.weight").toArray());
    }
  }

  @Test
  void resumedStepsAreThoseOfAnUninterruptedTraining() {
    Weights critic;
    Weights generator;
    Weights state;
    try (WganModel model = start()) {
      steps(model, 0, 3);
      critic = model.criticWeights();
      generator = model.generatorWeights();
      state = model.optimizerState();
      steps(model, 3, 6);
      try (WganModel resumed = model(generator, critic)) {
        resumed.restore(state, null);
        steps(resumed, 3, 6);
        same(resumed.criticWeights(), model.criticWeights());
        same(resumed.generatorWeights(), model.generatorWeights());
        same(resumed.optimizerState(), model.optimizerState());
      }
    }
  }

  @Test
  void anotherSeedIsAnotherStep() {
    double[] terms = new double[3];
    for (int i = 0; i < terms.length; i++) {
      try (WganModel model = start()) {
        model.seed(i / 2);
        terms[i] = step(model, 0).term();
      }
    }
    assertThat(terms[1]).isEqualTo(terms[0]);
    assertThat(terms[2]).isNotEqualTo(terms[0]);
  }

  private static WganModel start() {
    return model(RandomWeights.of(GENERATOR, 1), RandomWeights.of(CRITIC, 2));
  }

  private static WganModel model(Weights generator, Weights critic) {
    return new WganModel(
        GENERATOR,
        CRITIC,
        CONSTRAINT,
        new Adam(0, 0.9, 1e-8),
        new Generate(),
        generator,
        critic,
        Device.cpu(),
        DataType.FLOAT32,
        "");
  }

  private static void steps(WganModel model, int from, int to) {
    for (int step = from; step < to; step++) {
      model.seed(1000L * step);
      step(model, step);
      model.seed(1000L * step + 1);
      model.generatorStep(Batches.latents(values(step, 8 * 4), 8, 4), 1e-2);
    }
  }

  private static CriticTerms step(WganModel model, int step) {
    return model.criticStep(
        Batches.critic(
            Batches.samples(values(step, 8 * 5), 8, 5),
            Batches.latents(values(step + 100, 8 * 4), 8, 4),
            values(step + 200, 8)),
        1e-2);
  }

  private static float[] values(int seed, int size) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static void same(Weights actual, Weights expected) {
    assertThat(actual.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(Arrays.equals(actual.get(name).toArray(), expected.get(name).toArray()))
          .as(name)
          .isTrue();
    }
  }
}
