package dev.wgan.train.monitor;

/**
 * A problem of a training, with its remedy.
 *
 * <p>Immutable and thread-safe.
 *
 * @param step the generator iterations after which it was noticed
 * @param kind the kind of problem
 * @param message the observation and the remedy
 */
public record Warning(long step, Kind kind, String message) {
  /** The kind of a warning. */
  public enum Kind {
    /** The critic has not converged. */
    CRITIC_BEHIND,
    /** The critic overfits: it distinguishes training samples from other real samples. */
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
