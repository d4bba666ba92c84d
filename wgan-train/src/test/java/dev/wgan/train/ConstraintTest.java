package dev.wgan.train;

import static dev.wgan.train.Identity.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.constraint.ArticleTerm;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.OneSidedPenalty;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WassersteinDivergence;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.constraint.ZeroCentredPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Rmsprop;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each constraint adds to the loss and does to the critic, where it can be computed by hand.
 */
class ConstraintTest {
  private static final float[] EPSILON = {0.1f, 0.9f, 0.4f};

  /** A linear critic's gradient is its weight everywhere: (2, -1, 2) of norm 3. */
  private static final float[] SLOPE = {2, -1, 2};

  private static final NetworkSpec LINEAR =
      NetworkSpec.of(InputSpec.sample(Shape.of(3)), new Linear(3, 1));

  @Test
  void penalizesTheSlopeOfALinearCritic() {
    expectTerm(new GradientPenalty(10), 10 * (3 - 1) * (3 - 1), 3);
    expectTerm(new OneSidedPenalty(0.5), 0.5 * (3 - 1) * (3 - 1), 3);
    expectTerm(new WassersteinDivergence(2, 6), 2 * Math.pow(3, 6), 3);
    expectTerm(new WassersteinDivergence(0.5, 2.5), 0.5 * Math.pow(3, 2.5), 3);
    expectTerm(new ZeroCentredPenalty(5), 5.0 / 2 * 3 * 3, 3);
    expectTerm(new WeightClipping(0.01), 0, 0);
    expectTerm(new SpectralNormalization(1), 0, 0);
    expectTerm(new ArticleTerm(), 5.0 / 3 - 0.01, 0);
  }

  private static void expectTerm(LipschitzConstraint constraint, double term, double norm) {
    CriticTerms terms = linear(constraint, SLOPE);
    assertThat(terms.term()).as("%s", constraint).isCloseTo(term, within(1e-5 * (1 + term)));
    assertThat(terms.gradientNorm()).as("%s", constraint).isCloseTo(norm, within(1e-6));
  }

  @Test
  void onlyTheTwoSidedPenaltyPunishesAFlatCritic() {
    float[] flat = {0.3f, 0, 0.4f};
    assertThat(linear(new GradientPenalty(10), flat).term()).isCloseTo(2.5, within(1e-6));
    assertThat(linear(new OneSidedPenalty(10), flat).term()).isZero();
  }

  /** The weights after steps with a factor are those of a penalty of that weight, to the bit. */
  @Test
  void aFactorWeightsTheTerm() {
    assertThat(stepped(new GradientPenalty(10), 4)).isEqualTo(stepped(new GradientPenalty(40), 1));
    assertThat(stepped(new GradientPenalty(10), 4))
        .isNotEqualTo(stepped(new GradientPenalty(10), 1));
    assertThat(stepped(new GradientPenalty(10), 0)).isEqualTo(stepped(new WeightClipping(1000), 1));
  }

  private static float[] stepped(LipschitzConstraint constraint, double factor) {
    try (WganModel model = model(constraint, LINEAR, weights(LINEAR, SLOPE, new float[] {0.5f}))) {
      model.criticStep(batch(), 0.01, factor);
      model.criticStep(batch(), 0.01, factor); // RMSprop's first step is as long for any gradient
      return model.criticWeights().get("0.weight").toArray();
    }
  }

  private static CriticTerms linear(LipschitzConstraint constraint, float[] slope) {
    try (WganModel model = model(constraint, LINEAR, weights(LINEAR, slope, new float[] {0.5f}))) {
      return step(model, 0);
    }
  }

  @Test
  void clipsEveryParameterBehindTheStep() {
    try (WganModel model =
        model(new WeightClipping(0.25), LINEAR, weights(LINEAR, SLOPE, new float[] {0.125f}))) {
      step(model, 0);
      assertThat(model.criticWeights().get("0.weight").toArray())
          .containsExactly(0.25f, -0.25f, 0.25f);
      assertThat(model.criticWeights().get("0.bias").toArray()).containsExactly(0.125f);
    }
  }

  /**
   * A critic {@code v tanh(W x + b)}, whose gradient is {@code W' (v (1 - tanh^2))}: its norm
   * differs from point to point, so one coefficient for the whole batch, or one norm over it, gives
   * another number.
   */
  @Test
  void interpolatesAndTakesNormsPerSample() {
    NetworkSpec critic =
        NetworkSpec.of(
            InputSpec.sample(Shape.of(3)),
            new Linear(3, 2),
            new Activation.Tanh(),
            new Linear(2, 1));
    float[] w = {1.5f, -0.5f, 0.7f, 0.3f, 2f, -1f};
    float[] b = {0.2f, -0.4f};
    float[] v = {1.2f, -0.8f};
    double perSample = 0;
    double oneCoefficient = 0;
    double squares = 0;
    for (int i = 0; i < EPSILON.length; i++) {
      double norm = norm(w, b, v, i, EPSILON[i]);
      perSample += (norm - 1) * (norm - 1) / EPSILON.length;
      squares += norm * norm;
      double other = norm(w, b, v, i, EPSILON[0]);
      oneCoefficient += (other - 1) * (other - 1) / EPSILON.length;
    }
    double oneNorm = (Math.sqrt(squares) - 1) * (Math.sqrt(squares) - 1);
    assertThat(Math.abs(oneCoefficient - perSample)).isGreaterThan(1e-3);
    assertThat(Math.abs(oneNorm - perSample)).isGreaterThan(1e-3);
    try (WganModel model =
        model(new GradientPenalty(1), critic, weights(critic, w, b, v, new float[] {0.1f}))) {
      assertThat(step(model, 0).term()).isCloseTo(perSample, within(1e-6));
    }
  }

  /** The same critic; at an epsilon of 1, the point between the samples is the real one. */
  @Test
  void theZeroCentredPenaltyLooksAtRealSamples() {
    NetworkSpec critic =
        NetworkSpec.of(
            InputSpec.sample(Shape.of(3)),
            new Linear(3, 2),
            new Activation.Tanh(),
            new Linear(2, 1));
    float[] w = {1.5f, -0.5f, 0.7f, 0.3f, 2f, -1f};
    float[] b = {0.2f, -0.4f};
    float[] v = {1.2f, -0.8f};
    double norms = 0;
    double squares = 0;
    for (int i = 0; i < EPSILON.length; i++) {
      double norm = norm(w, b, v, i, 1);
      norms += norm / EPSILON.length;
      squares += norm * norm / EPSILON.length;
    }
    try (WganModel model =
        model(new ZeroCentredPenalty(5), critic, weights(critic, w, b, v, new float[] {0.1f}))) {
      CriticTerms terms = step(model, 0);
      assertThat(terms.term()).isCloseTo(5 * squares / 2, within(1e-6));
      assertThat(terms.gradientNorm()).isCloseTo(norms, within(1e-6));
    }
  }

  private static double norm(float[] w, float[] b, float[] v, int sample, double epsilon) {
    double[] gradient = new double[3];
    for (int h = 0; h < 2; h++) {
      double sum = b[h];
      for (int k = 0; k < 3; k++) {
        double real = REAL[3 * sample + k];
        double fake = FAKE[3 * sample + k];
        sum += w[3 * h + k] * (epsilon * real + (1 - epsilon) * fake);
      }
      double slope = v[h] * (1 - Math.tanh(sum) * Math.tanh(sum));
      for (int k = 0; k < 3; k++) {
        gradient[k] += slope * w[3 * h + k];
      }
    }
    return Math.sqrt(
        gradient[0] * gradient[0] + gradient[1] * gradient[1] + gradient[2] * gradient[2]);
  }

  @Test
  void aSpectrallyNormalizedLinearCriticHasSlopeOne() {
    try (WganModel model =
        model(new SpectralNormalization(1), LINEAR, weights(LINEAR, SLOPE, new float[] {0.5f}))) {
      float[] scores = model.score(Batches.samples(REAL, 3, 3));
      for (int i = 0; i < 3; i++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += SLOPE[k] * REAL[3 * i + k];
        }
        assertThat((double) scores[i]).isCloseTo(product / 3 + 0.5, within(1e-6));
      }
    }
  }

  /** W = U diag(3, 1) V' with rotations U and V: its largest singular value is 3. */
  @ParameterizedTest
  @CsvSource({"1, 12", "4, 3"})
  void findsAKnownSingularValue(int iterations, int steps) {
    float[] w = rotated(0.7, 3, 1, -0.3);
    NetworkSpec critic =
        NetworkSpec.of(InputSpec.sample(Shape.of(2)), new Linear(2, 2, false), new Linear(2, 1));
    float[] last = {0, 1};
    try (WganModel model =
        model(
            new SpectralNormalization(iterations),
            critic,
            weights(critic, w, last, new float[] {0}))) {
      for (int i = 0; i < steps; i++) {
        model.criticStep(
            Batches.critic(
                Batches.samples(new float[4], 2, 2),
                Batches.latents(new float[4], 2, 2),
                new float[2]),
            0);
      }
      float[] scores = model.score(Batches.samples(new float[] {1, 0, 0, 1}, 2, 2));
      assertThat(scores[0]).isCloseTo(w[2] / 3, within(1e-6f));
      assertThat(scores[1]).isCloseTo(w[3] / 3, within(1e-6f));
    }
  }

  private static float[] rotated(double left, double large, double small, double right) {
    double[][] u = {{Math.cos(left), -Math.sin(left)}, {Math.sin(left), Math.cos(left)}};
    double[][] v = {{Math.cos(right), -Math.sin(right)}, {Math.sin(right), Math.cos(right)}};
    float[] w = new float[4];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        w[2 * i + j] = (float) (large * u[i][0] * v[j][0] + small * u[i][1] * v[j][1]);
      }
    }
    return w;
  }

  /** {@code v = unit(W' u); u = unit(W v)}, as torch.nn.utils.spectral_norm does. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void iteratesAsPyTorchDoes(int iterations) {
    NetworkSpec critic =
        NetworkSpec.of(
            InputSpec.sample(Shape.of(3, 4, 4)),
            Conv.of2d(3, 4, 3, 1, 1),
            ConvTranspose.of2d(4, 2, 2, 2, 0),
            new Reshaping.Flatten(),
            new Linear(128, 1));
    Weights weights = RandomWeights.of(critic, 4);
    double[][] conv = rows(weights.get("0.weight"), false);
    double[][] transposed = rows(weights.get("1.weight"), true);
    assertThat(transposed).hasDimensions(2, 16);
    try (WganModel model = model(new SpectralNormalization(iterations), critic, weights)) {
      double[] first = doubles(model.optimizerState().get("iterate.0"));
      double[] second = doubles(model.optimizerState().get("iterate.1"));
      Random random = new Random(6);
      for (int step = 0; step < 3; step++) {
        model.criticStep(
            Batches.critic(
                images(random), Batches.latents(new float[96], 2, 48), new float[] {0.5f, 0.5f}),
            0);
        for (int i = 0; i < iterations; i++) {
          first = iterated(conv, first);
          second = iterated(transposed, second);
        }
        close(model.optimizerState().get("iterate.0"), first);
        close(model.optimizerState().get("iterate.1"), second);
      }
      // Scoring and generator steps leave the vectors alone.
      model.score(images(random));
      model.generatorStep(Batches.latents(new float[96], 2, 48), 0);
      close(model.optimizerState().get("iterate.0"), first);
    }
  }

  private static Batch images(Random random) {
    float[] values = new float[96];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Batches.samples(values, 2, 3, 4, 4);
  }

  /** [out, rest]; a transposed convolution's weight is [in, out, kernel]. */
  private static double[][] rows(Tensor weight, boolean transposed) {
    float[] values = weight.toArray();
    int first = weight.shape().dim(0);
    int second = weight.shape().dim(1);
    int kernel = values.length / first / second;
    double[][] rows = new double[transposed ? second : first][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[values.length / rows.length];
    }
    for (int i = 0; i < first; i++) {
      for (int j = 0; j < second; j++) {
        for (int k = 0; k < kernel; k++) {
          int row = transposed ? j : i;
          int column = (transposed ? i : j) * kernel + k;
          rows[row][column] = values[(i * second + j) * kernel + k];
        }
      }
    }
    return rows;
  }

  private static double[] iterated(double[][] w, double[] u) {
    double[] v = new double[w[0].length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < v.length; j++) {
        v[j] += w[i][j] * u[i];
      }
    }
    unit(v);
    double[] next = new double[u.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < v.length; j++) {
        next[i] += w[i][j] * v[j];
      }
    }
    unit(next);
    return next;
  }

  private static void unit(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= Math.sqrt(squares);
    }
  }

  private static double[] doubles(Tensor tensor) {
    float[] values = tensor.toArray();
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static void close(Tensor actual, double[] expected) {
    assertThat(doubles(actual)).containsExactly(expected, within(1e-6));
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatThrownBy(() -> model(new Consistency(10, 2, 0), LINEAR, RandomWeights.of(LINEAR, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the consistency constraint compares two passes through the critic's dropout, and the critic has no dropout layer: set dropout above 0, such as 0.2, or add a dropout layer to a critic of your own");
    NetworkSpec bare = NetworkSpec.of(InputSpec.sample(Shape.of(1)), new Activation.PRelu(1));
    for (LipschitzConstraint constraint :
        new LipschitzConstraint[] {new SpectralNormalization(1), new ArticleTerm()}) {
      assertThatThrownBy(() -> constraint.check(bare))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the critic has no linear or convolutional layer");
    }
    assertThatThrownBy(() -> new WeightClipping(0))
        .hasMessage("clip is 0.0: expected a number above 0, at most 1000");
    assertThatThrownBy(() -> new SpectralNormalization(0))
        .hasMessage("iterations is 0: expected from 1 to 1000");
    assertThatThrownBy(() -> new Consistency(10, 2, -0.1))
        .hasMessage("margin is -0.1: expected a number from 0 to 1000000");
    assertThatThrownBy(() -> new WassersteinDivergence(2, 1))
        .hasMessage("power is 1.0: expected a number above 1, at most 20");
    assertThatThrownBy(() -> new ZeroCentredPenalty(0))
        .hasMessage("weight is 0.0: expected a number above 0, at most 1000000");
    assertThatThrownBy(() -> new GradientPenalty(Double.NaN))
        .hasMessage("weight is NaN: expected a number above 0, at most 1000000");
  }

  /**
   * Dropout zeroes or doubles each of a sample's two features, of which the first is the score. A
   * sample whose first differs between the passes has scores 2 apart, and each feature that differs
   * adds 4 / 2 to the mean square: with a margin of 0.3 inside the weight of 2 a sample costs 2 (4
   * + 0.1 × 2 - 0.3), 2 (4 + 0.1 × 4 - 0.3), or nothing, also where 0.1 × 2 stays below the margin.
   */
  @Test
  void consistencyComparesScoresAndFeatures() {
    NetworkSpec critic =
        NetworkSpec.of(InputSpec.sample(Shape.of(2)), new Dropout(0.5), new Linear(2, 1, false));
    try (WganModel model =
        model(new Consistency(1e-9, 2, 0.3), critic, weights(critic, new float[] {1, 0}))) {
      Set<Long> seen = new TreeSet<>();
      for (int seed = 0; seed < 64; seed++) {
        double term = consistency(model, seed, 1);
        assertThat(10 * term).isCloseTo(Math.rint(10 * term), within(1e-5));
        seen.add(Math.round(10 * term));
      }
      assertThat(seen).containsExactly(0L, 78L, 82L);
      // The mean over samples, half of which differ in the score.
      assertThat(consistency(model, 1, 64)).isBetween(2.0, 6.0);
    }
  }

  private static double consistency(WganModel model, int seed, int samples) {
    float[] ones = new float[2 * samples];
    Arrays.fill(ones, 1);
    Batch real = Batches.samples(ones, samples, 2);
    Batch latents = Batches.latents(ones, samples, 2);
    model.seed(seed);
    return model.criticStep(Batches.critic(real, latents, new float[samples]), 0).term();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"article_term\"}",
        "{\"type\":\"weight_clipping\",\"clip\":0.01}",
        "{\"type\":\"gradient_penalty\",\"weight\":10.0}",
        "{\"type\":\"one_sided_gradient_penalty\",\"weight\":10.0}",
        "{\"type\":\"wasserstein_divergence\",\"weight\":2.0,\"power\":6.0}",
        "{\"type\":\"zero_centred_penalty\",\"weight\":10.0}",
        "{\"type\":\"spectral_normalization\",\"iterations\":1}",
        "{\"type\":\"consistency\",\"penalty_weight\":10.0,\"weight\":2.0,\"margin\":0.0}",
      })
  void isItsJson(String json) throws Exception {
    LipschitzConstraint constraint =
        NetworkJson.mapper().readValue(json, LipschitzConstraint.class);
    assertThat(NetworkJson.mapper().writeValueAsString(constraint)).isEqualTo(json);
  }

  private static final float[] REAL = {1, 2, -1, 0.5f, 0, 1, -2, 1, 1.5f};
  private static final float[] FAKE = {-1, 0.5f, 0.25f, 2, -0.5f, 0, 1, 1, -1};

  private static WganModel model(
      LipschitzConstraint constraint, NetworkSpec critic, Weights weights) {
    return Identity.model(constraint, new Rmsprop(0.99, 1e-8), critic, weights);
  }

  private static CriticTerms step(WganModel model, double rate) {
    return model.criticStep(batch(), rate);
  }

  private static Batch batch() {
    return Batches.critic(Batches.samples(REAL, 3, 3), Batches.latents(FAKE, 3, 3), EPSILON);
  }
}
