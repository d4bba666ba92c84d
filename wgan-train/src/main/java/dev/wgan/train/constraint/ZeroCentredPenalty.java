package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * {@code weight / 2 E |grad f(x)|^2} at real samples: not a Lipschitz constraint, but a regularizer
 * that makes training converge locally (Mescheder et al. 2018, "Which training methods for GANs do
 * actually converge?", equation 9, R1).
 *
 * <p>Immutable and thread-safe.
 *
 * @param weight gamma, above 0; the paper's is 10
 */
public record ZeroCentredPenalty(double weight) implements LipschitzConstraint {
  private static final NumberKey WEIGHT =
      new NumberKey(
          "weight", NumberRange.above(0, 1e6), "gamma, twice the factor of the squared norm");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public ZeroCentredPenalty {
    WEIGHT.require(weight);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(WEIGHT);
  }

  @Override
  public NormPoints points() {
    return NormPoints.REAL;
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return "return [0.5 * %s * torch.mean(n ** 2), torch.mean(n)]\n".formatted(weight);
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.NONE;
  }

  @Override
  public String estimateCaption() {
    return "The critic's slope is held down at real samples only and bounded nowhere, so the height"
        + " is not a distance in units of the data.";
  }

  @Override
  public NormTarget normTarget() {
    return NormTarget.ZERO;
  }
}
