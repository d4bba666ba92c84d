package dev.wgan.train.monitor;

import dev.wgan.runtime.LatentDistribution;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.optimizer.Adam;

/** Configurations for tests, all alike but for the constraint. */
public final class Configs {
  private Configs() {}

  /** A training of 20,000 generator iterations, with a row every 100. */
  public static TrainingConfig of(String preset, LipschitzConstraint constraint) {
    return of(preset, constraint, false);
  }

  /** The same with weight clipping and more critic iterations at times. */
  static TrainingConfig boosted() {
    return of("wgan", new WeightClipping(0.01), true);
  }

  private static TrainingConfig of(String preset, LipschitzConstraint constraint, boolean boost) {
    return new TrainingConfig(
        preset,
        "mlp",
        512,
        3,
        64,
        LatentDistribution.NORMAL,
        false,
        0,
        constraint,
        new Adam(0, 0.9, 1e-8),
        1e-4,
        1e-4,
        TrainingConfig.Decay.NONE,
        64,
        5,
        boost,
        0,
        20_000,
        42,
        0.1,
        false,
        100,
        1000,
        1000,
        3,
        0,
        1,
        "cpu");
  }
}
