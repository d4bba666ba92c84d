package dev.wgan.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.wgan.train.torchscript.TorchProgram;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The engine's optimizers for 100 steps against the updates that torch.optim documents, computed
 * here in plain Java in double precision; gradients go down to where epsilon decides the step, so
 * that its place shows.
 */
class OptimizersTest {
  private static final int SIZE = 40;
  private static final int STEPS = 100;
  private static final double RATE = 5e-3;

  private static final String STEP =
      """
      def step(self: __torch__.Program, w: List[Tensor], s: List[Tensor], d: List[Tensor], lr: Tensor) -> List[Tensor]:
        given = annotate(List[Optional[Tensor]], [d[0]])
        (self).update(w, given, s, float(lr))
        return w
      """;

  /** What one step does to a weight, given its gradient and the number of the step from 1. */
  private interface Formula {
    double step(int i, double gradient, int step);
  }

  @ParameterizedTest
  @CsvSource({"0.99, 1e-8", "0.9, 1e-3", "0, 1e-8"})
  void rmspropFollowsItsFormula(double alpha, double eps) {
    double[] squares = new double[SIZE];
    follows(
        new Rmsprop(alpha, eps).script(),
        new int[] {SIZE},
        (i, gradient, step) -> {
          squares[i] = alpha * squares[i] + (1 - alpha) * gradient * gradient;
          return RATE * gradient / (Math.sqrt(squares[i]) + eps);
        });
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.999, 1e-8", "0, 0.9, 1e-8", "0.5, 0.9, 1e-3"})
  void adamFollowsItsFormula(double beta1, double beta2, double eps) {
    double[] first = new double[SIZE];
    double[] second = new double[SIZE];
    follows(
        new Adam(beta1, beta2, eps).script(),
        new int[] {SIZE, SIZE, 0},
        (i, gradient, step) -> {
          first[i] = beta1 * first[i] + (1 - beta1) * gradient;
          second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
          double mean = first[i] / (1 - Math.pow(beta1, step));
          double square = second[i] / (1 - Math.pow(beta2, step));
          return RATE * mean / (Math.sqrt(square) + eps);
        });
  }

  private static void follows(String script, int[] state, Formula formula) {
    Random random = new Random(7);
    double[] weights = random.doubles(SIZE, -1, 1).toArray();
    double[] start = weights.clone();
    try (TorchProgram program = TorchProgram.compile(script + STEP);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDList w = new NDList(manager.create(weights).toType(DataType.FLOAT64, true));
      NDList single = new NDList(manager.create(weights).toType(DataType.FLOAT32, true));
      NDList s = state(manager, state, DataType.FLOAT64);
      NDList singleState = state(manager, state, DataType.FLOAT32);
      for (int step = 1; step <= STEPS; step++) {
        double[] gradient = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
          gradient[i] = (float) (random.nextGaussian() * Math.pow(10, -(i % 10)));
          weights[i] -= formula.step(i, gradient[i], step);
        }
        step(program, manager, w, s, gradient, DataType.FLOAT64);
        step(program, manager, single, singleState, gradient, DataType.FLOAT32);
      }
      double[] trained = w.get(0).toDoubleArray();
      float[] trainedSingle = single.get(0).toFloatArray();
      double scale = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < SIZE; i++) {
        assertThat(Math.abs(weights[i] - start[i])).isGreaterThan(1e-8);
        assertThat(trained[i]).isCloseTo(weights[i], within(1e-12));
        // Each step rounds to a multiple of 6e-8 of the largest weight: 4e-7 in all, as measured.
        assertThat((double) trainedSingle[i]).isCloseTo(weights[i], within(1e-6 * scale));
      }
    }
  }

  private static NDList state(NDManager manager, int[] sizes, DataType type) {
    NDList state = new NDList();
    for (int size : sizes) {
      state.add(
          manager.zeros(
              size == 0 ? new ai.djl.ndarray.types.Shape() : new ai.djl.ndarray.types.Shape(size),
              type));
    }
    return state;
  }

  private static void step(
      TorchProgram program,
      NDManager manager,
      NDList w,
      NDList s,
      double[] gradient,
      DataType type) {
    try (NDManager scope = manager.newSubManager()) {
      program
          .call("step", scope)
          .list(w)
          .list(s)
          .list(new NDList(scope.create(gradient).toType(type, true)))
          .tensor(scope.create(RATE))
          .run();
    }
  }
}
