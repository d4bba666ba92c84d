package dev.wgan.train.critic;

import dev.wgan.network.Dropout;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.train.critic.LipschitzConstraint.ArticleTerm;
import dev.wgan.train.critic.LipschitzConstraint.Consistency;
import dev.wgan.train.critic.LipschitzConstraint.GradientPenalty;
import dev.wgan.train.critic.LipschitzConstraint.OneSidedPenalty;
import dev.wgan.train.critic.LipschitzConstraint.SpectralNormalization;
import dev.wgan.train.critic.LipschitzConstraint.WassersteinDivergence;
import dev.wgan.train.critic.LipschitzConstraint.WeightClipping;
import dev.wgan.train.network.ScriptNetwork;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The TorchScript of a constraint, for one critic:
 *
 * <ul>
 *   <li>{@code term(w, b, real, fake, epsilon, label)}: what is added to the critic's loss, and the
 *       mean norm of the gradient where the term looks at it;
 *   <li>{@code constrain(w)}: what is done to the parameters after a step;
 *   <li>{@code effective(w, u, iterate)}: the parameters that the critic computes with.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class ConstraintScript {
  private static final String TERM =
      """
      def term(self: __torch__.Program, w: List[Tensor], b: List[Tensor], real: Tensor, fake: Tensor, epsilon: Tensor, label: Tensor) -> List[Tensor]:
      %s
      """;

  /** [batch]: the norm of the gradient of each sample's score, at points between the pairs. */
  private static final String NORMS =
      """
      def norms(self: __torch__.Program, w: List[Tensor], b: List[Tensor], real: Tensor, fake: Tensor, epsilon: Tensor, label: Tensor) -> Tensor:
        shape = [-1]
        for _ in range(torch.dim(real) - 1):
          shape = torch.add(shape, [1])
        e = torch.reshape(epsilon, shape)
        between = torch.add(torch.mul(e, real), torch.mul(torch.rsub(e, 1), fake))
        x = torch.requires_grad_(torch.detach(between))
        score = torch.sum(%s[0])
        g = torch.autograd.grad([score], [x], None, True, True)[0]
        assert g is not None
        return torch.linalg_vector_norm(torch.flatten(g, 1), 2, [1])
      """;

  private final LipschitzConstraint constraint;
  private final ScriptNetwork critic;

  private ConstraintScript(LipschitzConstraint constraint, ScriptNetwork critic) {
    this.constraint = constraint;
    this.critic = critic;
  }

  /**
   * Returns the script of a constraint.
   *
   * @param constraint the constraint
   * @param critic the critic's method
   * @return the script
   * @throws IllegalArgumentException if the critic is not one that the constraint can hold
   */
  public static ConstraintScript of(LipschitzConstraint constraint, ScriptNetwork critic) {
    if (constraint instanceof Consistency && !hasDropout(critic.network().layers())) {
      throw new IllegalArgumentException(
          "the consistency term compares two passes through dropout: the critic has no dropout layer");
    }
    return new ConstraintScript(constraint, critic);
  }

  private static boolean hasDropout(List<LayerSpec> layers) {
    return NetworkSpec.flattened(layers).stream().anyMatch(Dropout.class::isInstance);
  }

  /**
   * Writes the methods.
   *
   * @return TorchScript source
   */
  public String source() {
    String body = term();
    String norms =
        constraint.interpolates()
            ? NORMS.formatted(critic.call("w", "b", true, "x", labels()))
            : "";
    return norms + TERM.formatted(body.indent(2).stripTrailing()) + constrain() + effective();
  }

  private static List<String> labels() {
    return List.of("label");
  }

  private String term() {
    String norms = "n = (self).norms(w, b, real, fake, epsilon, label)\n";
    String twoSided = "torch.mul(torch.mean(torch.pow(torch.sub(n, 1.0), 2)), %s)";
    if (constraint instanceof ArticleTerm) {
      int last = lastMatrix();
      return """
      t = torch.sub(torch.mean(torch.clamp(torch.abs(w[%d]), min=0.01)), 0.01)
      return [t, torch.zeros_like(t)]"""
          .formatted(last);
    }
    if (constraint instanceof GradientPenalty penalty) {
      return norms + "return [" + format(twoSided, penalty.weight()) + ", torch.mean(n)]";
    }
    if (constraint instanceof OneSidedPenalty penalty) {
      return norms
          + format(
              "return [torch.mul(torch.mean(torch.pow(torch.relu(torch.sub(n, 1.0)), 2)), %s), torch.mean(n)]",
              penalty.weight());
    }
    if (constraint instanceof WassersteinDivergence divergence) {
      return norms
          + format(
              "return [torch.mul(torch.mean(torch.pow(n, %s)), %s), torch.mean(n)]",
              divergence.power(), divergence.weight());
    }
    if (constraint instanceof Consistency consistency) {
      String pass = critic.call("w", "b", true, "real", labels());
      return norms
          + "one = %s\ntwo = %s\n".formatted(pass, pass)
          + "scores = torch.pow(torch.flatten(torch.sub(one[0], two[0])), 2)\n"
          + "features = torch.mean(torch.pow(torch.flatten(torch.sub(one[1], two[1]), 1), 2), [1])\n"
          + format(
              "apart = torch.mul(torch.add(scores, features, alpha=0.1), %s)\n",
              consistency.weight())
          + format("free = torch.relu(torch.sub(apart, %s))\n", consistency.margin())
          + "return [torch.add("
          + format(twoSided, consistency.penaltyWeight())
          + ", torch.mean(free)), torch.mean(n)]";
    }
    return "zero = torch.zeros_like(torch.sum(w[0]))\nreturn [zero, zero]";
  }

  private static String format(String script, Object... numbers) {
    return String.format(Locale.ROOT, script, numbers);
  }

  private String constrain() {
    String body =
        constraint instanceof WeightClipping clipping
            ? format(
                "for t in w:\n    torch.clamp_(t, -%1$s, %1$s)\n  return None", clipping.clip())
            : "return None";
    return """
    def constrain(self: __torch__.Program, w: List[Tensor]) -> None:
      %s
    """
        .formatted(body);
  }

  /**
   * The parameters divided by their spectral norms; u, one vector a matrix, is iterated in place.
   */
  private String effective() {
    if (!(constraint instanceof SpectralNormalization normalization)) {
      return """
      def effective(self: __torch__.Program, w: List[Tensor], u: List[Tensor], iterate: bool) -> List[Tensor]:
        return w
      """;
    }
    List<Integer> matrices = normalized();
    return """
    def unit(self: __torch__.Program, v: Tensor) -> Tensor:
      return torch.div(v, torch.clamp(torch.linalg_vector_norm(v, 2), min=1e-12))
    def effective(self: __torch__.Program, w: List[Tensor], u: List[Tensor], iterate: bool) -> List[Tensor]:
      matrices = %s
      result = annotate(List[Tensor], [])
      for t in w:
        torch.append(result, t)
      for k in range(len(matrices)):
        i = matrices[k]
        m = torch.flatten(w[i], 1)
        d = torch.detach(m)
        v = (self).unit(torch.mv(torch.t(d), u[k]))
        if iterate:
          torch.copy_(u[k], (self).unit(torch.mv(d, v)))
          for _ in range(%d):
            v = (self).unit(torch.mv(torch.t(d), u[k]))
            torch.copy_(u[k], (self).unit(torch.mv(d, v)))
        sigma = torch.dot(torch.clone(u[k]), torch.mv(m, v))
        result[i] = torch.div(w[i], sigma)
      return result
    """
        .formatted(matrices, normalization.iterations() - 1);
  }

  /**
   * Returns which of the critic's trainable parameters are divided by their spectral norm.
   *
   * @return their places, none unless the constraint is spectral normalization
   */
  public List<Integer> normalized() {
    return constraint instanceof SpectralNormalization ? matrices() : List.of();
  }

  private int lastMatrix() {
    List<Integer> matrices = matrices();
    return matrices.get(matrices.size() - 1);
  }

  private List<Integer> matrices() {
    List<ParameterSpec> trainable =
        critic.network().parameters().stream().filter(ParameterSpec::trainable).toList();
    return IntStream.range(0, trainable.size())
        .filter(i -> trainable.get(i).name().endsWith(".weight"))
        .filter(i -> trainable.get(i).initial() instanceof ParameterSpec.Initial.Uniform)
        .boxed()
        .collect(Collectors.toList());
  }
}
