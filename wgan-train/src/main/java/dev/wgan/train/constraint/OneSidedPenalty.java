package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * {@code weight E max(0, |grad f(x)| - 1)^2} at random points between real and generated samples:
 * only slopes above 1 are penalized, as the Lipschitz constraint requires (Petzka et al. 2018, "On
 * the regularization of Wasserstein GANs", equation 8).
 *
 * <p>Immutable and thread-safe.
 *
 * @param weight lambda, above 0; the paper's choices go from 0.1 to 100
 */
public record OneSidedPenalty(double weight) implements SlopePenalty {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public OneSidedPenalty {
    WEIGHT.require(weight);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(WEIGHT);
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return "return [%s * torch.mean(torch.relu(n - 1.0) ** 2), torch.mean(n)]\n".formatted(weight);
  }

  @Override
  public NormTarget normTarget() {
    return NormTarget.AT_MOST_ONE;
  }
}
