package dev.wgan.train.config;

import dev.wgan.runtime.internal.Spelling;
import dev.wgan.train.key.NearNames;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Suggestions for a misspelt configuration key.
 *
 * <p>Thread-safe: there is no state.
 */
final class KeySuggestions {
  /** Names that other libraries and articles use, letters and digits only. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("lr", List.of("critic_learning_rate", "generator_learning_rate")),
          Map.entry("rate", List.of("critic_learning_rate", "generator_learning_rate")),
          Map.entry("stepsize", List.of("critic_learning_rate", "generator_learning_rate")),
          Map.entry("lrd", List.of("critic_learning_rate")),
          Map.entry("lrg", List.of("generator_learning_rate")),
          Map.entry("lrdecay", List.of("learning_rate_decay")),
          Map.entry("schedule", List.of("learning_rate_decay")),
          Map.entry("lambda", List.of("constraint.weight", "constraint.penalty_weight")),
          Map.entry("lambdagp", List.of("constraint.weight", "constraint.penalty_weight")),
          Map.entry("gpweight", List.of("constraint.weight", "constraint.penalty_weight")),
          Map.entry(
              "penalty", List.of("constraint.weight", "constraint.penalty_weight", "constraint")),
          Map.entry("k", List.of("constraint.weight")),
          Map.entry("p", List.of("constraint.power", "dropout")),
          Map.entry("c", List.of("constraint.clip")),
          Map.entry("clipvalue", List.of("constraint.clip")),
          Map.entry("ncritic", List.of("critic_iterations")),
          Map.entry("criticiters", List.of("critic_iterations")),
          Map.entry("criticsteps", List.of("critic_iterations")),
          Map.entry("batchsize", List.of("batch")),
          Map.entry("epochs", List.of("steps")),
          Map.entry("epoch", List.of("steps")),
          Map.entry("iterations", List.of("steps", "critic_iterations")),
          Map.entry("zdim", List.of("latent")),
          Map.entry("nz", List.of("latent")),
          Map.entry("noise", List.of("latents", "latent")),
          Map.entry("ngf", List.of("width")),
          Map.entry("ndf", List.of("width")),
          Map.entry("hidden", List.of("width", "depth")),
          Map.entry("units", List.of("width")),
          Map.entry("channels", List.of("width")),
          Map.entry("layers", List.of("depth")),
          Map.entry("ema", List.of("average")),
          Map.entry("betas", List.of("optimizer.beta1", "optimizer.beta2")),
          Map.entry("epsilon", List.of("optimizer.eps")),
          Map.entry("momentum", List.of("optimizer.beta1")),
          Map.entry("rho", List.of("optimizer.alpha")),
          Map.entry("cuda", List.of("device")),
          Map.entry("gpu", List.of("device")),
          Map.entry("workers", List.of("threads")),
          Map.entry("validation", List.of("held_out")),
          Map.entry("classes", List.of("conditional")),
          Map.entry("labels", List.of("conditional")),
          Map.entry("mirror", List.of("flip")),
          Map.entry("architecture", List.of("network")),
          Map.entry("model", List.of("network")));

  private static final int MOST = 3;

  private KeySuggestions() {}

  /** The message about a key that a configuration does not have. */
  static String unknown(String typed, TrainingConfig config) {
    Set<String> keys = ConfigFile.flat(config).keySet();
    List<String> near = near(typed, keys);
    String start = "there is no configuration key '%s'".formatted(typed);
    if (typed.startsWith("constraint.") || typed.startsWith("optimizer.")) {
      String part = typed.substring(0, typed.indexOf('.'));
      start += " for the %s %s".formatted(part, ConfigFile.flat(config).get(part + ".type"));
    }
    return near.isEmpty()
        ? start + ": expected one of " + String.join(", ", keys)
        : start
            + ": did you mean "
            + near.stream().map(key -> "'" + key + "'").collect(Collectors.joining(" or "))
            + "?";
  }

  /** The keys of similar spelling, the nearest first; none if no key is near. */
  static List<String> near(String typed, Set<String> all) {
    List<String> keys = all.stream().filter(key -> !key.endsWith(".type")).toList();
    String bare = NearNames.bare(typed);
    String last = NearNames.bare(typed.substring(typed.lastIndexOf('.') + 1));
    for (String name : List.of(bare, last)) {
      List<String> exact = keys.stream().filter(key -> NearNames.bare(key).equals(name)).toList();
      List<String> other =
          OTHER_NAMES.getOrDefault(name, List.of()).stream().filter(keys::contains).toList();
      if (!exact.isEmpty() || !other.isEmpty()) {
        return exact.isEmpty() ? other : exact;
      }
    }
    List<String> misspelt =
        keys.stream()
            .filter(
                key -> Spelling.edits(NearNames.bare(key), bare) <= Math.max(1, bare.length() / 3))
            .sorted(Comparator.comparingInt(key -> Spelling.edits(NearNames.bare(key), bare)))
            .limit(1)
            .toList();
    if (!misspelt.isEmpty()) {
      return misspelt;
    }
    if (last.length() >= 3) {
      List<String> parts =
          keys.stream().filter(key -> NearNames.bare(key).contains(last)).limit(MOST).toList();
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    int dot = typed.indexOf('.');
    String part = typed.substring(0, Math.max(0, dot) + (dot < 0 ? 0 : 1));
    return dot < 0
        ? List.of()
        : keys.stream().filter(key -> key.startsWith(part)).limit(MOST).toList();
  }
}
