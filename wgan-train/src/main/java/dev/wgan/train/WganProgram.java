package dev.wgan.train;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.critic.ConstraintScript;
import dev.wgan.train.critic.LipschitzConstraint;
import dev.wgan.train.network.ScriptNetwork;
import java.util.List;

/**
 * The TorchScript program of a WGAN: one method for a critic step, one for a generator step, so
 * that losses, penalties, gradients and updates run in the engine without a way back to Java.
 *
 * <p>Immutable and thread-safe. Lists that would be empty, which the engine cannot take, are left
 * out of the methods' arguments.
 */
final class WganProgram {
  private final ScriptNetwork generator;
  private final ScriptNetwork critic;
  private final ConstraintScript constraint;
  private final Optimizer optimizer;

  WganProgram(
      NetworkSpec generator,
      NetworkSpec critic,
      LipschitzConstraint constraint,
      Optimizer optimizer) {
    this.generator = ScriptNetwork.of("generator", generator);
    this.critic = ScriptNetwork.of("critic", critic);
    this.constraint = ConstraintScript.of(constraint, this.critic);
    this.optimizer = optimizer;
  }

  /** Which of the critic's trainable parameters carry a vector of the power iteration. */
  List<Integer> normalized() {
    return constraint.normalized();
  }

  String source() {
    return generator.source()
        + critic.source()
        + constraint.source()
        + optimizer.script()
        + TRACKED
        + criticLoss()
        + criticStep()
        + generatorStep()
        + AVERAGE
        + evaluation();
  }

  /** Copies that gradients are taken of; they share memory with what they are copied from. */
  private static final String TRACKED =
      """
      def tracked(self: __torch__.Program, w: List[Tensor]) -> List[Tensor]:
        p = annotate(List[Tensor], [])
        for t in w:
          torch.append(p, torch.requires_grad_(torch.detach(t)))
        return p
      """;

  /** {@code a = decay a + (1 - decay) w}. */
  private static final String AVERAGE =
      """
      def average(self: __torch__.Program, a: List[Tensor], w: List[Tensor], decay: Tensor) -> Tensor:
        for i in range(len(a)):
          torch.lerp_(a[i], w[i], 1.0 - float(decay))
        return decay
      """;

  /** [loss, score of real, score of fake, term, gradient norm], the first with its graph. */
  private String criticLoss() {
    return """
    def critic_loss(self: __torch__.Program, p: List[Tensor], gw: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], real: Tensor, z: Tensor, epsilon: Tensor, real_label: Tensor, fake_label: Tensor, iterate: bool) -> List[Tensor]:
      c = (self).effective(p, u, iterate)
      fake = torch.detach(%s[0])
      real_score = torch.mean(%s[0])
      fake_score = torch.mean(%s[0])
      extra = (self).term(c, cb, real, fake, epsilon, real_label)
      loss = torch.add(torch.sub(fake_score, real_score), extra[0])
      return [loss, real_score, fake_score, extra[0], extra[1]]
    """
        .formatted(
            generator.call("gw", "gb", true, "z", List.of("fake_label")),
            critic.call("c", "cb", true, "real", List.of("real_label")),
            critic.call("c", "cb", true, "fake", List.of("fake_label")));
  }

  private String criticStep() {
    return """
    def critic_step(self: __torch__.Program, cw: List[Tensor], gw: List[Tensor], s: List[Tensor]%s, real: Tensor, z: Tensor, epsilon: Tensor, real_label: Tensor, fake_label: Tensor, lr: Tensor) -> Tensor:
    %s  p = (self).tracked(cw)
      terms = (self).critic_loss(p, gw, cb, gb, u, real, z, epsilon, real_label, fake_label, True)
      d = torch.autograd.grad([terms[0]], p)
      (self).update(cw, d, s, float(lr))
      (self).constrain(cw)
      return torch.detach(torch.stack(terms))
    """
        .formatted(declared("cb", "gb", "u"), defaults("cb", "gb", "u"));
  }

  private String generatorStep() {
    return """
    def generator_step(self: __torch__.Program, gw: List[Tensor], cw: List[Tensor], s: List[Tensor]%s, z: Tensor, label: Tensor, lr: Tensor) -> Tensor:
    %s  p = (self).tracked(gw)
      c = (self).effective(cw, u, False)
      fake = %s[0]
      loss = torch.neg(torch.mean(%s[0]))
      d = torch.autograd.grad([loss], p)
      (self).update(gw, d, s, float(lr))
      return torch.detach(loss)
    """
        .formatted(
            declared("cb", "gb", "u"),
            defaults("cb", "gb", "u"),
            generator.call("p", "gb", true, "z", List.of("label")),
            critic.call("c", "cb", true, "fake", List.of("label")));
  }

  private String evaluation() {
    return """
    def generate(self: __torch__.Program, gw: List[Tensor]%s, z: Tensor, label: Tensor) -> Tensor:
    %s  return %s[0]
    def score(self: __torch__.Program, cw: List[Tensor]%s, x: Tensor, label: Tensor) -> Tensor:
    %s  c = (self).effective(cw, u, False)
      return torch.flatten(%s[0])
    """
        .formatted(
            declared("gb"),
            defaults("gb"),
            generator.call("gw", "gb", false, "z", List.of("label")),
            declared("cb", "u"),
            defaults("cb", "u"),
            critic.call("c", "cb", false, "x", List.of("label")));
  }

  private boolean present(String list) {
    return switch (list) {
      case "cb" -> hasRunning(critic.network());
      case "gb" -> hasRunning(generator.network());
      default -> !normalized().isEmpty();
    };
  }

  private static boolean hasRunning(NetworkSpec network) {
    return network.parameters().stream().anyMatch(parameter -> !parameter.trainable());
  }

  private String declared(String... lists) {
    StringBuilder declared = new StringBuilder();
    for (String list : lists) {
      if (present(list)) {
        declared.append(", ").append(list).append(": List[Tensor]");
      }
    }
    return declared.toString();
  }

  private String defaults(String... lists) {
    StringBuilder defaults = new StringBuilder();
    for (String list : lists) {
      if (!present(list)) {
        defaults.append("  ").append(list).append(" = annotate(List[Tensor], [])\n");
      }
    }
    return defaults.toString();
  }
}
