package dev.wgan.train;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.constraint.ConstraintScript;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightMatrix;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.torchscript.ScriptNetwork;
import dev.wgan.train.torchscript.Tracked;
import java.util.List;

/**
 * The TorchScript program of a WGAN: one method for a critic step, one for a generator step, so
 * that losses, penalties, gradients and updates run in the engine without a way back to Java.
 *
 * <p>Immutable and thread-safe. The methods' lists: {@code gw} and {@code cw} the networks'
 * parameters, {@code gb} and {@code cb} their running statistics, {@code u} the vectors of the
 * power iteration, {@code s} an optimizer's state.
 */
final class WganProgram {
  private final ScriptNetwork generator;
  private final ScriptNetwork critic;
  private final LipschitzConstraint constraint;
  private final Optimizer optimizer;

  WganProgram(
      NetworkSpec generator,
      NetworkSpec critic,
      LipschitzConstraint constraint,
      Optimizer optimizer) {
    this.generator = ScriptNetwork.of("generator", generator);
    this.critic = ScriptNetwork.of("critic", critic);
    this.constraint = constraint;
    this.optimizer = optimizer;
  }

  /** The critic's matrices that the power iteration keeps a vector for. */
  List<WeightMatrix> normalized() {
    return constraint.normalized(critic.network());
  }

  /** Whether a step draws random numbers in the engine. */
  boolean random() {
    return generator.random() || critic.random();
  }

  String source() {
    return generator.source()
        + critic.source()
        + ConstraintScript.of(constraint, critic).source()
        + optimizer.script()
        + Tracked.SOURCE
        + criticLoss()
        + CRITIC_STEP
        + generatorStep()
        + AVERAGE
        + evaluation();
  }

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
    %s  real_score = torch.mean(seen[0])
      fake_score = torch.mean(fake_scores)
      extra = (self).term(c, cb, real, fake, epsilon, real_label, seen)
      loss = fake_score - real_score + extra[0]
      return [loss, real_score, fake_score, extra[0], extra[1]]
    """
        .formatted(
            generator.call("gw", "gb", true, "z", List.of("fake_label")), scores().indent(2));
  }

  /** One pass scores real and fake, unless samples of a batch would see each other. */
  private String scores() {
    if (critic.mixesBatch()) {
      return """
      seen = %s
      fake_scores = %s[0]
      """
          .formatted(
              critic.call("c", "cb", true, "real", List.of("real_label")),
              critic.call("c", "cb", true, "fake", List.of("fake_label")));
    }
    return """
    n = torch.size(real, 0)
    both = %s
    seen = [torch.narrow(both[0], 0, 0, n), torch.narrow(both[1], 0, 0, n)]
    fake_scores = torch.narrow(both[0], 0, n, torch.size(fake, 0))
    """
        .formatted(
            critic.call(
                "c",
                "cb",
                true,
                "torch.cat([real, fake])",
                List.of("torch.cat([real_label, fake_label])")));
  }

  private static final String CRITIC_STEP =
      """
      def critic_step(self: __torch__.Program, cw: List[Tensor], gw: List[Tensor], s: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], real: Tensor, z: Tensor, epsilon: Tensor, real_label: Tensor, fake_label: Tensor, lr: Tensor) -> Tensor:
        p = (self).tracked(cw)
        terms = (self).critic_loss(p, gw, cb, gb, u, real, z, epsilon, real_label, fake_label, True)
        d = torch.autograd.grad([terms[0]], p)
        (self).update(cw, d, s, float(lr))
        (self).constrain(cw)
        return torch.detach(torch.stack(terms))
      """;

  private String generatorStep() {
    return """
    def generator_loss(self: __torch__.Program, p: List[Tensor], cw: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], z: Tensor, label: Tensor) -> Tensor:
      c = (self).effective(cw, u, False)
      fake = %s[0]
      return -torch.mean(%s[0])
    def generator_step(self: __torch__.Program, gw: List[Tensor], cw: List[Tensor], s: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], z: Tensor, label: Tensor, lr: Tensor) -> Tensor:
      p = (self).tracked(gw)
      loss = (self).generator_loss(p, cw, cb, gb, u, z, label)
      d = torch.autograd.grad([loss], p)
      (self).update(gw, d, s, float(lr))
      return torch.detach(loss)
    """
        .formatted(
            generator.call("p", "gb", true, "z", List.of("label")),
            critic.call("c", "cb", true, "fake", List.of("label")));
  }

  private String evaluation() {
    return """
    def generate(self: __torch__.Program, gw: List[Tensor], gb: List[Tensor], z: Tensor, label: Tensor) -> Tensor:
      return %s[0]
    def score(self: __torch__.Program, cw: List[Tensor], cb: List[Tensor], u: List[Tensor], x: Tensor, label: Tensor) -> Tensor:
      c = (self).effective(cw, u, False)
      return torch.flatten(%s[0])
    """
        .formatted(
            generator.call("gw", "gb", false, "z", List.of("label")),
            critic.call("c", "cb", false, "x", List.of("label")));
  }
}
