package dev.wgan.train.monitor;

import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightClipping;

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
    TrainingConfig c =
        Presets.of("wgan-gp")
            .with("preset=" + preset, "width=512", "depth=3", "latent=64", "seed=42", "threads=1")
            .with("critic_boost=" + boost);
    return new TrainingConfig(
        c.preset(),
        c.from(),
        c.task(),
        c.networks(),
        constraint,
        c.optimizer(),
        c.rates(),
        c.schedule(),
        c.data(),
        c.records(),
        c.machine());
  }
}
