package dev.wgan.train.config;

import dev.wgan.runtime.LatentDistribution;
import dev.wgan.train.constraint.ArticleTerm;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.optimizer.Rmsprop;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configurations to start from: each constraint after its paper, and two that measurement chose,
 * {@code best} for images and {@code points} for vectors of few dimensions.
 *
 * <p>Thread-safe: there is no state that changes.
 */
public final class Presets {
  private static final Optimizer RMSPROP = Rmsprop.usual();
  private static final Optimizer ADAM = Adam.usual();

  private static final Map<String, TrainingConfig> ALL = new LinkedHashMap<>();

  static {
    add("article", new ArticleTerm(), RMSPROP, 5e-5, 1);
    add("wgan", constraint("weight_clipping"), RMSPROP, 5e-5, 5);
    add("wgan-gp", constraint("gradient_penalty"), ADAM, 1e-4, 5);
    add("wgan-lp", constraint("one_sided_gradient_penalty"), ADAM, 1e-4, 5);
    add("wgan-div", constraint("wasserstein_divergence"), ADAM, 1e-4, 5);
    add("sngan", constraint("spectral_normalization"), ADAM, 1e-4, 5);
    add("wgan-ct", constraint("consistency"), ADAM, 1e-4, 5);
    ALL.put(
        "best",
        changed(
            "best",
            "network=dcgan",
            "width=48",
            "critic_iterations=2",
            "critic_learning_rate=4e-4",
            "generator_learning_rate=4e-4",
            "learning_rate_decay=linear",
            "average=0.999",
            "held_out=0.05",
            "steps=20000"));
    ALL.put(
        "points",
        changed(
            "points",
            "network=mlp",
            "width=256",
            "depth=3",
            "latent=4",
            "batch=256",
            "constraint.weight=0.1",
            "critic_iterations=2",
            "critic_learning_rate=1e-3",
            "generator_learning_rate=1e-3",
            "learning_rate_decay=linear",
            "average=0.999",
            "steps=12000",
            "sample_every=2000"));
  }

  private static final TrainingConfig DEMO =
      changed(
          "demo",
          "network=dcgan",
          "width=16",
          "critic_iterations=2",
          "critic_learning_rate=5e-4",
          "generator_learning_rate=5e-4",
          "learning_rate_decay=linear",
          "average=0.995",
          "steps=4500",
          "sample_every=1000",
          "checkpoint_every=1000");

  private Presets() {}

  /** The gradient penalty's preset with other numbers. */
  private static TrainingConfig changed(String name, String... changes) {
    TrainingConfig config = ConfigFile.with(of("wgan-gp"), "preset", name);
    for (String change : changes) {
      int equals = change.indexOf('=');
      config = ConfigFile.with(config, change.substring(0, equals), change.substring(equals + 1));
    }
    return config;
  }

  private static void add(
      String name,
      LipschitzConstraint constraint,
      Optimizer optimizer,
      double rate,
      int criticIterations) {
    ALL.put(
        name,
        new TrainingConfig(
            name,
            "mlp",
            256,
            1,
            100,
            LatentDistribution.NORMAL,
            false,
            constraint.dropout(),
            constraint,
            optimizer,
            rate,
            rate,
            TrainingConfig.Decay.NONE,
            64,
            criticIterations,
            false,
            0,
            20_000,
            1,
            0.1,
            false,
            100,
            1_000,
            1_000,
            3,
            0,
            0,
            "cpu"));
  }

  /**
   * Returns all presets.
   *
   * @return the configurations by name
   */
  public static Map<String, TrainingConfig> all() {
    return Map.copyOf(ALL);
  }

  /** All presets, in the order in which they are explained. */
  static Map<String, TrainingConfig> inOrder() {
    return Collections.unmodifiableMap(ALL);
  }

  /**
   * Returns a preset.
   *
   * @param name its name
   * @return the configuration
   * @throws TrainingException if there is none of that name
   */
  public static TrainingConfig of(String name) {
    TrainingConfig config = name.equals("demo") ? DEMO : ALL.get(name);
    if (config == null) {
      throw new TrainingException(
          "there is no preset '%s': expected one of %s".formatted(name, ALL.keySet()));
    }
    return config;
  }

  /** A constraint by the name of its type, with its paper's numbers. */
  static LipschitzConstraint constraint(String type) {
    return named("constraint", type, ConfigKeys.constraints(), LipschitzConstraint.all());
  }

  /** An optimizer by the name of its type, with its usual numbers. */
  static Optimizer optimizer(String type) {
    return named("optimizer", type, ConfigKeys.optimizers(), Optimizer.all());
  }

  private static <T> T named(String what, String type, Map<String, Class<?>> types, List<T> all) {
    for (T one : all) {
      if (one.getClass() == types.get(type)) {
        return one;
      }
    }
    throw new TrainingException(
        "there is no %s '%s': expected %s"
            .formatted(what, type, ConfigKeys.listed(types.keySet())));
  }
}
