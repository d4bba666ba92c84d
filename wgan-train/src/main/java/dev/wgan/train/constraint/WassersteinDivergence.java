package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * {@code weight E |grad f(x)|^power} at random points between real and generated samples: not a
 * Lipschitz constraint, but another divergence with equal losses (Wu et al. 2018, "Wasserstein
 * divergence for GANs", equation 8).
 *
 * <p>Immutable and thread-safe.
 *
 * @param weight k, above 0; the paper's is 2
 * @param power p, above 1; the paper's is 6
 */
public record WassersteinDivergence(double weight, double power) implements LipschitzConstraint {
  private static final NumberKey WEIGHT =
      new NumberKey("weight", NumberRange.above(0, 1e6), "k, the weight of the term");
  private static final NumberKey POWER =
      new NumberKey("power", NumberRange.above(1, 20), "p, the power of the gradient norm");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if k is not above 0 or p not above 1
   */
  public WassersteinDivergence {
    WEIGHT.require(weight);
    POWER.require(power);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(WEIGHT, POWER);
  }

  @Override
  public NormPoints points() {
    return NormPoints.BETWEEN;
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return "return [%s * torch.mean(n ** %s), torch.mean(n)]\n".formatted(weight, power);
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.NONE;
  }

  @Override
  public String estimateCaption() {
    return "The critic maximises another divergence, so the height is not a distance in units of"
        + " the data.";
  }
}
