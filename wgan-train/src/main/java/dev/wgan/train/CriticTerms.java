package dev.wgan.train;

/**
 * The figures of one critic step, before its update.
 *
 * <p>Immutable and thread-safe.
 *
 * @param loss {@code fakeScore - realScore + term}
 * @param realScore the mean score of real samples
 * @param fakeScore the mean score of generated samples
 * @param term the term of the Lipschitz constraint
 * @param gradientNorm the mean norm of the critic's gradient, 0 if the constraint does not measure
 *     it
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
