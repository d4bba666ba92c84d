package dev.wgan.train.torchscript;

import java.util.Locale;

/**
 * The update rules as TorchScript methods {@code update(self, w, d, s, lr)}: parameters {@code w}
 * and state {@code s} change in place, {@code d} are the gradients.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Optimizers {
  /**
   * The method {@code tracked(self, w)}: copies that gradients are taken of, which share memory
   * with what they are copied from.
   */
  public static final String TRACKED =
      """
      def tracked(self: __torch__.Program, w: List[Tensor]) -> List[Tensor]:
        p = annotate(List[Tensor], [])
        for t in w:
          torch.append(p, torch.requires_grad_(torch.detach(t)))
        return p
      """;

  private Optimizers() {}

  /**
   * RMSprop as PyTorch computes it (Tieleman and Hinton, lecture 6.5 of "Neural networks for
   * machine learning", 2012): {@code s = alpha s + (1 - alpha) d^2; w = w - lr d / (sqrt(s) +
   * eps)}. State: one tensor a parameter, zero at first.
   *
   * @param alpha the decay of the mean square, in [0, 1)
   * @param eps what is added to the root, above 0
   * @return the method {@code update}
   */
  public static String rmsprop(double alpha, double eps) {
    return String.format(
        Locale.ROOT,
        """
        def update(self: __torch__.Program, w: List[Tensor], d: List[Optional[Tensor]], s: List[Tensor], lr: float) -> None:
          for i in range(len(w)):
            di = d[i]
            assert di is not None
            torch.addcmul_(torch.mul_(s[i], %1$s), di, di, value=%2$s)
            torch.addcdiv_(w[i], di, torch.add_(torch.sqrt(s[i]), %3$s), value=-lr)
        """,
        number(alpha),
        number(1 - alpha),
        number(eps));
  }

  /**
   * Adam as PyTorch computes it, with epsilon outside the root of the bias-corrected second moment
   * (Kingma and Ba, "Adam", ICLR 2015, Algorithm 1). State: the first moments of all parameters,
   * then the second moments of all, then one scalar that counts the steps; zero at first.
   *
   * @param beta1 the decay of the first moment, in [0, 1)
   * @param beta2 the decay of the second moment, in [0, 1)
   * @param eps what is added to the root, above 0
   * @return the method {@code update}
   */
  public static String adam(double beta1, double beta2, double eps) {
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
        number(beta1),
        number(1 - beta1),
        number(beta2),
        number(1 - beta2),
        number(eps));
  }

  /** Writes a number so that TorchScript reads a float, never an int. */
  private static String number(double value) {
    return Double.toString(value);
  }
}
