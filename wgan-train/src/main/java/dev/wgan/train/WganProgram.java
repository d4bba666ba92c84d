package dev.wgan.train;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.constraint.ConstraintScript;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightMatrix;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.task.Task;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import dev.wgan.train.torchscript.Tracked;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The TorchScript program of a WGAN: one method for a critic step, one for a generator step, so
 * that losses, penalties, gradients and updates run in the engine without a return to Java.
 *
 * <p>Immutable and thread-safe. Every method takes lists of tensors: {@code gw} and {@code cw} the
 * networks' parameters, {@code gb} and {@code cb} their running statistics, {@code u} the vectors
 * of the power iteration, {@code s} an optimizer's state, and {@code batch} the named tensors of
 * the step, in the order of {@link Method#batch}.
 */
final class WganProgram {
  /**
   * A method that Java calls.
   *
   * @param name its name
   * @param batch the names of the tensors in its list {@code batch}
   */
  record Method(String name, List<String> batch) {
    NamedTensors tensors() {
      return NamedTensors.list("batch", batch);
    }
  }

  private final ScriptNetwork generator;
  private final ScriptNetwork critic;
  private final CriticView view;
  private final LipschitzConstraint constraint;
  private final Optimizer optimizer;
  private final Task task;

  WganProgram(
      NetworkSpec generator,
      NetworkSpec critic,
      LipschitzConstraint constraint,
      Optimizer optimizer,
      Task task) {
    this.generator = ScriptNetwork.of("generator", generator);
    this.view = CriticView.of(critic, task.form());
    this.critic = ScriptNetwork.of("critic", view.judged());
    this.constraint = constraint;
    this.optimizer = optimizer;
    this.task = task;
  }

  /** The critic's matrices for which the power iteration keeps a vector. */
  List<WeightMatrix> normalized() {
    return constraint.normalized(critic.network());
  }

  /** Returns whether a step draws random numbers in the engine. */
  boolean random() {
    return generator.random() || critic.random();
  }

  Method criticStep() {
    return method(
        "critic_step",
        List.of(Batch.SAMPLE, Batch.EPSILON),
        generator.inputs(),
        critic.inputs(),
        task.scope().stream().toList(),
        view.drawing(),
        view.judging());
  }

  Method generatorStep() {
    List<String> scored =
        critic.inputs().stream().filter(name -> !name.equals(Batch.SAMPLE)).toList();
    return method(
        "generator_step",
        generator.inputs(),
        scored,
        task.contentTensors(),
        view.drawing(),
        view.judging());
  }

  /** A generator step on the content term alone; for tasks that have one. */
  Method contentStep() {
    return method("content_step", generator.inputs(), task.contentTensors());
  }

  /** The generator's output as samples in the form of the data. */
  Method generate() {
    return method("generate", generator.inputs(), view.drawing());
  }

  /** The generator's output as the exported network has it. */
  Method values() {
    return method("values", generator.inputs());
  }

  Method score() {
    return method("score", critic.inputs(), view.judging());
  }

  @SafeVarargs
  private static Method method(String name, List<String>... tensors) {
    Set<String> names = new LinkedHashSet<>();
    for (List<String> some : tensors) {
      names.addAll(some);
    }
    return new Method(name, List.copyOf(names));
  }

  String source() {
    return generator.source()
        + view.source()
        + critic.source()
        + ConstraintScript.of(constraint, critic, criticStep().tensors(), task.scope()).source()
        + optimizer.script()
        + Tracked.SOURCE
        + criticLoss(criticStep().tensors())
        + CRITIC_STEP
        + generatorLoss(generatorStep().tensors())
        + GENERATOR_STEP
        + contentStepSource()
        + AVERAGE
        + evaluation();
  }

  /**
   * [loss, score of real, score of fake, term, gradient norm], the first with its graph; the term
   * counts {@code factor} times and is not computed if that is 0.
   */
  private String criticLoss(NamedTensors batch) {
    return """
    def critic_loss(self: __torch__.Program, p: List[Tensor], gw: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], batch: List[Tensor], iterate: bool, factor: float) -> List[Tensor]:
      c = (self).effective(p, u, iterate)
      fake = torch.detach(%s)
    %s%s  real_score = torch.mean(seen[0])
      fake_score = torch.mean(fake_scores)
      zero = torch.zeros_like(real_score)
      extra = [zero, zero]
      if factor > 0.0:
        extra = (self).term(c, cb, batch, fake, seen)
      loss = fake_score - real_score + extra[0] * factor
      return [loss, real_score, fake_score, extra[0], extra[1]]
    """
        .formatted(
            view.drawn(generator.call("gw", "gb", true, batch) + "[0]", batch),
            view.statements("batch", batch, "fake").indent(2),
            scores(batch).indent(2));
  }

  /** One pass scores real and fake samples, unless samples of a batch influence each other. */
  private String scores(NamedTensors batch) {
    if (critic.mixesBatch()) {
      return """
      seen = %s
      fake_scores = %s[0]
      """
          .formatted(
              critic.call("c", "cb", true, batch),
              critic.call("c", "cb", true, batch.with(Batch.SAMPLE, "fake")));
    }
    NamedTensors both =
        batch
            .map("torch.cat([%1$s, %1$s])"::formatted)
            .with(Batch.SAMPLE, "torch.cat([%s, fake])".formatted(batch.get(Batch.SAMPLE)));
    return """
    n = torch.size(%s, 0)
    both = %s
    seen = [torch.narrow(both[0], 0, 0, n), torch.narrow(both[1], 0, 0, n)]
    fake_scores = torch.narrow(both[0], 0, n, torch.size(fake, 0))
    """
        .formatted(batch.get(Batch.SAMPLE), critic.call("c", "cb", true, both));
  }

  private static final String CRITIC_STEP =
      """
      def critic_step(self: __torch__.Program, cw: List[Tensor], gw: List[Tensor], s: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], batch: List[Tensor], lr: Tensor, factor: Tensor) -> Tensor:
        p = (self).tracked(cw)
        terms = (self).critic_loss(p, gw, cb, gb, u, batch, True, float(factor))
        d = torch.autograd.grad([terms[0]], p)
        (self).update(cw, d, s, float(lr))
        (self).constrain(cw)
        return torch.detach(torch.stack(terms))
      """;

  private String generatorLoss(NamedTensors batch) {
    return """
    def generator_loss(self: __torch__.Program, p: List[Tensor], cw: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], batch: List[Tensor]) -> Tensor:
      c = (self).effective(cw, u, False)
      made = %s
      fake = %s
      raw = made[1]
      return -torch.mean(%s[0])%s
    """
        .formatted(
            generator.call("p", "gb", true, batch),
            view.drawn("made[0]", batch),
            critic.call("c", "cb", true, batch.with(Batch.SAMPLE, view.of("fake", batch))),
            hasContent() ? " + (" + task.content(batch) + ")" : "");
  }

  private boolean hasContent() {
    return !task.content(generatorStep().tensors()).isEmpty();
  }

  private String contentStepSource() {
    if (!hasContent()) {
      return "";
    }
    NamedTensors batch = contentStep().tensors();
    return """
    def content_step(self: __torch__.Program, gw: List[Tensor], s: List[Tensor], gb: List[Tensor], batch: List[Tensor], lr: Tensor) -> Tensor:
      p = (self).tracked(gw)
      made = %s
      fake = made[0]
      raw = made[1]
      loss = %s
      d = torch.autograd.grad([loss], p)
      (self).update(gw, d, s, float(lr))
      return torch.detach(loss)
    """
        .formatted(generator.call("p", "gb", true, batch), task.content(batch));
  }

  private static final String GENERATOR_STEP =
      """
      def generator_step(self: __torch__.Program, gw: List[Tensor], cw: List[Tensor], s: List[Tensor], cb: List[Tensor], gb: List[Tensor], u: List[Tensor], batch: List[Tensor], lr: Tensor) -> Tensor:
        p = (self).tracked(gw)
        loss = (self).generator_loss(p, cw, cb, gb, u, batch)
        d = torch.autograd.grad([loss], p)
        (self).update(gw, d, s, float(lr))
        return torch.detach(loss)
      """;

  /** {@code a = decay a + (1 - decay) w}. */
  private static final String AVERAGE =
      """
      def average(self: __torch__.Program, a: List[Tensor], w: List[Tensor], decay: Tensor) -> Tensor:
        for i in range(len(a)):
          torch.lerp_(a[i], w[i], 1.0 - float(decay))
        return decay
      """;

  private String evaluation() {
    return """
    def generate(self: __torch__.Program, gw: List[Tensor], gb: List[Tensor], batch: List[Tensor]) -> Tensor:
      return %s
    def values(self: __torch__.Program, gw: List[Tensor], gb: List[Tensor], batch: List[Tensor]) -> Tensor:
      return %s[0]
    def score(self: __torch__.Program, cw: List[Tensor], cb: List[Tensor], u: List[Tensor], batch: List[Tensor]) -> Tensor:
      c = (self).effective(cw, u, False)
      return torch.flatten(%s[0])
    """
        .formatted(
            view.drawn(
                generator.call("gw", "gb", false, generate().tensors()) + "[0]",
                generate().tensors()),
            generator.call("gw", "gb", false, values().tensors()),
            critic.call(
                "c",
                "cb",
                false,
                score()
                    .tensors()
                    .with(
                        Batch.SAMPLE,
                        view.of(score().tensors().get(Batch.SAMPLE), score().tensors()))));
  }
}
