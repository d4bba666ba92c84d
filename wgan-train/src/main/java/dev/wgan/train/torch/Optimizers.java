package dev.wgan.train.torch;

import java.util.Locale;

/**
 * The update rules as TorchScript methods {@code update(self, w, d, s, lr)}: parameters {@code w}
 * and state {@code s} change in place, {@code d} are the gradients.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * RMSprop as PyTorch computes it (Tieleman and Hinton, lecture 6.5 of "Neural networks for
   * machine learning", 2012): {@code s = alpha s + (1 - alpha) d^2; w = w - lr d / (sqrt(s) +
   * eps)}. State: one tensor a parameter, zero at first.
   *
   * @param alpha the decay of the mean square, in [0, 1)
   * @param eps what is added to the root, above 0
   * @return the method {@code rmsprop}
   */
  public static String rmsprop(double alpha, double eps) {
    return String.format(
        Locale.ROOT,
        """
        def rmsprop(self: __torch__.Program, w: List[Tensor], d: List[Optional[Tensor]], s: List[Tensor], lr: float) -> None:
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

  /** Writes a number so that TorchScript reads a float, never an int. */
  private static String number(double value) {
    return Double.toString(value);
  }
}
