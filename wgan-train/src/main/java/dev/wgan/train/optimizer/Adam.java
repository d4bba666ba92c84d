package dev.wgan.train.optimizer;

import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adam, with which Gulrajani et al. 2017 train at beta1 = 0 and beta2 = 0.9 (Kingma and Ba, "Adam",
 * ICLR 2015, Algorithm 1), as PyTorch computes it: epsilon is added outside the root of the
 * bias-corrected second moment.
 *
 * <p>Immutable and thread-safe. State: the first moments of all parameters, then the second moments
 * of all, then one scalar that counts the steps.
 *
 * @param beta1 the decay of the first moment, in [0, 1)
 * @param beta2 the decay of the second moment, in [0, 1)
 * @param eps the summand of the root, from 1e-12 to 1; commonly 1e-8
 */
public record Adam(double beta1, double beta2, double eps) implements Optimizer {
  private static final NumberKey BETA1 =
      new NumberKey("beta1", NumberRange.share(), "the decay of the mean of the gradients");
  private static final NumberKey BETA2 =
      new NumberKey("beta2", NumberRange.share(), "the decay of the mean square of the gradients");
  private static final NumberKey EPS =
      new NumberKey(
          "eps", NumberRange.from(1e-12, 1), "the summand of the root of the mean square");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Adam {
    BETA1.require(beta1);
    BETA2.require(beta2);
    EPS.require(eps);
  }

  /**
   * Returns the optimizer with the numbers of Gulrajani et al. 2017.
   *
   * @return beta1 0, beta2 0.9 and eps 1e-8
   */
  public static Adam usual() {
    return new Adam(0, 0.9, 1e-8);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(BETA1, BETA2, EPS);
  }

  @Override
  public List<Shape> state(List<ParameterSpec> parameters) {
    List<Shape> shapes = new ArrayList<>();
    parameters.forEach(parameter -> shapes.add(parameter.shape()));
    parameters.forEach(parameter -> shapes.add(parameter.shape()));
    shapes.add(Shape.of());
    return shapes;
  }

  @Override
  public String script() {
    return String.format(
        Locale.ROOT,
        """
        def update(self: __torch__.Program, w: List[Tensor], d: List[Optional[Tensor]], s: List[Tensor], lr: float) -> None:
          n = len(w)
          step = float(torch.add_(s[2 * n], 1.0))
          bias1 = 1.0 - %1$s ** step
          bias2 = 1.0 - %3$s ** step
          for i in range(n):
            di = d[i]
            assert di is not None
            torch.add_(torch.mul_(s[i], %1$s), di, alpha=%2$s)
            torch.addcmul_(torch.mul_(s[n + i], %3$s), di, di, value=%4$s)
            root = torch.add_(torch.div_(torch.sqrt(s[n + i]), bias2 ** 0.5), %5$s)
            torch.addcdiv_(w[i], s[i], root, value=-lr / bias1)
        """,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        eps);
  }
}
