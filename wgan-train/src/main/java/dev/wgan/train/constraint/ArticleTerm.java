package dev.wgan.train.constraint;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * The article's own term, kept as printed: {@code mean(max(|w|, 0.01)) - 0.01} over the last weight
 * matrix.
 *
 * <p>Immutable and thread-safe. It bounds nothing: in long trainings, the critic's scores diverge.
 */
public record ArticleTerm() implements LipschitzConstraint {
  @Override
  public void check(NetworkSpec critic) {
    if (WeightMatrix.of(critic).isEmpty()) {
      throw new IllegalArgumentException(
          "the article's term looks at the critic's last weight matrix: the critic has no linear or convolutional layer");
    }
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    List<WeightMatrix> matrices = WeightMatrix.of(critic.network());
    return """
    t = torch.mean(torch.clamp(torch.abs(w[%s]), 0.01)) - 0.01
    return [t, torch.zeros_like(t)]
    """
        .formatted(matrices.get(matrices.size() - 1).index());
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.NONE;
  }

  @Override
  public String estimateCaption() {
    return "Nothing bounds the critic here, so this is not a distance and may grow without bound.";
  }

  @Override
  public Failure failure() {
    return Failure.UNBOUNDED;
  }
}
