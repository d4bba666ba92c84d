package dev.wgan.train.constraint;

import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.Optional;

/**
 * The TorchScript methods of a constraint for one critic: {@code term}, {@code constrain} and
 * {@code effective}, as {@link LipschitzConstraint} describes them.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConstraintScript {
  /** [batch]: the norm of the gradient of each sample's score, at the points of the constraint. */
  private static final String NORMS =
      """
      def norms(self: __torch__.Program, w: List[Tensor], b: List[Tensor], batch: List[Tensor], fake: Tensor) -> Tensor:
        real = %s
        %s
        x = torch.requires_grad_(torch.detach(points))
        score = torch.sum(%s[0])
        g = torch.autograd.grad([score], [x], None, True, True)[0]
        assert g is not None
        return torch.linalg_vector_norm(torch.flatten(%s, 1), 2, [1])
      """;

  private final LipschitzConstraint constraint;
  private final ScriptNetwork critic;
  private final NamedTensors batch;
  private final Optional<String> scope;

  private ConstraintScript(
      LipschitzConstraint constraint,
      ScriptNetwork critic,
      NamedTensors batch,
      Optional<String> scope) {
    this.constraint = constraint;
    this.critic = critic;
    this.batch = batch;
    this.scope = scope;
  }

  /**
   * Returns the script of a constraint.
   *
   * @param constraint the constraint
   * @param critic the critic's method
   * @param batch the tensors of each method's list {@code batch}
   * @param scope the tensor that a gradient is multiplied by before its norm is taken; empty for
   *     the whole gradient
   * @return the script
   * @throws IllegalArgumentException if the constraint cannot bound this critic
   */
  public static ConstraintScript of(
      LipschitzConstraint constraint,
      ScriptNetwork critic,
      NamedTensors batch,
      Optional<String> scope) {
    constraint.check(critic.network());
    return new ConstraintScript(constraint, critic, batch, scope);
  }

  /**
   * Writes the methods.
   *
   * @return TorchScript source
   */
  public String source() {
    return norms()
        + constraint.methods()
        + """
        def term(self: __torch__.Program, w: List[Tensor], b: List[Tensor], batch: List[Tensor], fake: Tensor, seen: List[Tensor]) -> List[Tensor]:
        %sdef constrain(self: __torch__.Program, w: List[Tensor]) -> None:
        %sdef effective(self: __torch__.Program, w: List[Tensor], u: List[Tensor], iterate: bool) -> List[Tensor]:
        %s"""
            .formatted(
                indented(readNorms() + constraint.term(critic, batch)),
                indented(constraint.constrain()),
                indented(constraint.effective(critic.network())));
  }

  private String norms() {
    return measures()
        ? NORMS.formatted(
            batch.get("sample"),
            points().indent(2).strip(),
            critic.call("w", "b", true, batch.with("sample", "x")),
            scope.map(name -> "g * " + batch.get(name)).orElse("g"))
        : "";
  }

  private boolean measures() {
    return constraint.points() != NormPoints.NONE;
  }

  /** Statements that set {@code points} [batch, shape]. */
  private String points() {
    return switch (constraint.points()) {
      case NONE -> "";
      case REAL -> "points = real";
      case BETWEEN ->
          """
          e = torch.reshape(%s, [-1] + [1] * (torch.dim(real) - 1))
          points = e * real + (1.0 - e) * fake
          """
              .formatted(batch.get("epsilon"));
    };
  }

  private String readNorms() {
    return measures() ? "n = (self).norms(w, b, batch, fake)\n" : "";
  }

  private static String indented(String body) {
    return body.indent(2);
  }
}
