package dev.wgan.train.optimizer;

import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import java.util.List;
import java.util.Locale;

/**
 * RMSprop without momentum, with which Arjovsky et al. 2017 train (Tieleman and Hinton, lecture 6.5
 * of "Neural networks for machine learning", 2012), as PyTorch computes it: {@code s = alpha s + (1
 * - alpha) d^2; w = w - lr d / (sqrt(s) + eps)}.
 *
 * <p>Immutable and thread-safe. State: one tensor per parameter.
 *
 * @param alpha the decay of the mean square, in [0, 1); usually 0.99
 * @param eps the summand of the root, from 1e-12 to 1; commonly 1e-8
 */
public record Rmsprop(double alpha, double eps) implements Optimizer {
  private static final NumberKey ALPHA =
      new NumberKey("alpha", NumberRange.share(), "the decay of the mean square of the gradients");
  private static final NumberKey EPS =
      new NumberKey(
          "eps", NumberRange.from(1e-12, 1), "the summand of the root of the mean square");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Rmsprop {
    ALPHA.require(alpha);
    EPS.require(eps);
  }

  /**
   * Returns the optimizer with the numbers of PyTorch.
   *
   * @return alpha 0.99 and eps 1e-8
   */
  public static Rmsprop usual() {
    return new Rmsprop(0.99, 1e-8);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(ALPHA, EPS);
  }

  @Override
  public List<Shape> state(List<ParameterSpec> parameters) {
    return parameters.stream().map(ParameterSpec::shape).toList();
  }

  @Override
  public String script() {
    return String.format(
        Locale.ROOT,
        """
        def update(self: __torch__.Program, w: List[Tensor], d: List[Optional[Tensor]], s: List[Tensor], lr: float) -> None:
          for i in range(len(w)):
            di = d[i]
            assert di is not None
            torch.addcmul_(torch.mul_(s[i], %s), di, di, value=%s)
            torch.addcdiv_(w[i], di, torch.add_(torch.sqrt(s[i]), %s), value=-lr)
        """,
        alpha,
        1 - alpha,
        eps);
  }
}
