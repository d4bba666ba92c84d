package dev.wgan.train.critic;

import dev.wgan.train.network.ScriptNetwork;

/**
 * {@code weight E (|grad f(x)| - 1)^2} at random points between real and generated samples
 * (Gulrajani et al. 2017, "Improved training of Wasserstein GANs", equation 3).
 *
 * <p>Immutable and thread-safe.
 *
 * @param weight lambda, above 0; the paper's is 10
 */
public record GradientPenalty(double weight) implements LipschitzConstraint {
  /**
   * Checks the number.
   *
   * @param weight lambda
   * @throws IllegalArgumentException if it is not above 0
   */
  public GradientPenalty {
    Checks.positive("weight", weight);
  }

  @Override
  public boolean interpolates() {
    return true;
  }

  @Override
  public String term(ScriptNetwork critic) {
    return "return [%s * torch.mean((n - 1.0) ** 2), torch.mean(n)]\n".formatted(weight);
  }
}
