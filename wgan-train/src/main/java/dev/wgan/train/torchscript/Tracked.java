package dev.wgan.train.torchscript;

/**
 * The TorchScript method {@code tracked(self, w)}: copies of parameters, for gradients. A copy
 * shares its memory with the parameter.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Tracked {
  /** The method. */
  public static final String SOURCE =
      """
      def tracked(self: __torch__.Program, w: List[Tensor]) -> List[Tensor]:
        p = annotate(List[Tensor], [])
        for t in w:
          torch.append(p, torch.requires_grad_(torch.detach(t)))
        return p
      """;

  private Tracked() {}
}
