package dev.wgan.train.monitor;

/**
 * What is not as it should be in a training, and what can be done about it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param step the generator iterations after which it was noticed
 * @param kind what it is about
 * @param message what was seen, and the remedy
 */
public record Warning(long step, Kind kind, String message) {
  /** What a warning is about. */
  public enum Kind {
    /** The critic's estimate is not that of a critic which has converged. */
    CRITIC_BEHIND,
    /** The critic tells training samples from others. */
    CRITIC_OVERFITTING,
    /** The generator's samples are nearly the same. */
    GENERATOR_COLLAPSED,
    /** The critic's scores grow without bound. */
    SCORES_DIVERGING,
    /** The slope that a gradient penalty pulls to 1 is far from it. */
    GRADIENT_NORM,
    /** Weight clipping leaves the critic too flat for the generator to learn from. */
    CRITIC_FLAT
  }
}
