package dev.wgan.train;

/**
 * What one critic step saw before its update.
 *
 * <p>Immutable and thread-safe.
 *
 * @param loss {@code fakeScore - realScore + term}
 * @param realScore the mean score of real samples
 * @param fakeScore the mean score of generated samples
 * @param term what the Lipschitz constraint adds
 * @param gradientNorm the mean norm of the critic's gradient where the constraint looks at it, 0
 *     where it does not
 */
public record CriticTerms(
    double loss, double realScore, double fakeScore, double term, double gradientNorm) {
  /**
   * Returns the estimate of the Wasserstein distance, {@code E f(real) - E f(fake)}.
   *
   * @return the estimate; with weight clipping only up to a constant factor
   */
  public double estimate() {
    return realScore - fakeScore;
  }
}
