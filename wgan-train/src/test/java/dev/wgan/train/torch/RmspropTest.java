package dev.wgan.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine's RMSprop against the published formula, computed here in double precision. */
class RmspropTest {
  private static final double ALPHA = 0.99;
  private static final double EPS = 1e-8;
  private static final double RATE = 5e-3;

  private static final String STEP =
      """
      def step(self: __torch__.Program, w: List[Tensor], s: List[Tensor], d: List[Tensor], lr: Tensor) -> List[Tensor]:
        given = annotate(List[Optional[Tensor]], [d[0]])
        (self).update(w, given, s, float(lr))
        return w
      """;

  @Test
  void followsTheFormulaForAHundredSteps() {
    Random random = new Random(7);
    int size = 37;
    double[] weights = random.doubles(size, -1, 1).map(w -> (float) w).toArray();
    double[] squares = new double[size];
    try (TorchProgram program = TorchProgram.compile(Optimizers.rmsprop(ALPHA, EPS) + STEP);
        NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDList w = new NDList(manager.create(floats(weights)));
      NDList s = new NDList(manager.create(new float[size]));
      for (int step = 0; step < 100; step++) {
        double[] gradient = random.doubles(size, -2, 2).map(d -> (float) d).toArray();
        for (int i = 0; i < size; i++) {
          squares[i] = ALPHA * squares[i] + (1 - ALPHA) * gradient[i] * gradient[i];
          weights[i] -= RATE * gradient[i] / (Math.sqrt(squares[i]) + EPS);
        }
        try (NDManager scope = manager.newSubManager()) {
          NDList d = new NDList(scope.create(floats(gradient)));
          program
              .call("step", scope)
              .list(w)
              .list(s)
              .list(d)
              .tensor(scope.create((float) RATE))
              .run();
        }
      }
      float[] trained = w.get(0).toFloatArray();
      for (int i = 0; i < size; i++) {
        assertThat((double) trained[i]).isCloseTo(weights[i], within(2e-6));
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
