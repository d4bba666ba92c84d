package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
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
public record GradientPenalty(double weight) implements SlopePenalty {
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
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return "return [%s * torch.mean((n - 1.0) ** 2), torch.mean(n)]\n".formatted(weight);
  }
}
