package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * {@code weight E (|grad f(x)| - 1)^2} at random points between real and generated samples
 * (Gulrajani et al. 2017, "Improved training of Wasserstein GANs", equation 3).
 *
 * <p>Immutable and thread-safe.
 *
 * @param weight lambda, above 0; the paper's is 10
 */
public record GradientPenalty(double weight) implements LipschitzConstraint {
  private static final NumberKey WEIGHT =
      new NumberKey("weight", NumberRange.above(0, 1e6), "lambda, the weight of the penalty");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public GradientPenalty {
    WEIGHT.require(weight);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(WEIGHT);
  }

  @Override
  public boolean interpolates() {
    return true;
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return "return [%s * torch.mean((n - 1.0) ** 2), torch.mean(n)]\n".formatted(weight);
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.ONE;
  }

  @Override
  public String estimateCaption() {
    return SLOPE_NEAR_ONE;
  }

  @Override
  public NormTarget normTarget() {
    return NormTarget.ONE;
  }
}
