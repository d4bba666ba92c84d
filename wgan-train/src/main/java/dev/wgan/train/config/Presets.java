package dev.wgan.train.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.key.NearNames;
import dev.wgan.train.optimizer.Optimizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Configurations to start from: one for each constraint, with the numbers of its paper, and two
 * that were chosen by measurement, {@code best} for images and {@code points} for vectors of few
 * dimensions.
 *
 * <p>Thread-safe: there is no state that changes. The presets are in {@code presets.json}: the
 * first one has every key, each of the others the keys in which it differs from the first.
 */
public final class Presets {
  private static final String FILE = "presets.json";
  private static final String DEMO = "demo";

  private static final Map<String, TrainingConfig> ALL = read();

  private Presets() {}

  private static Map<String, TrainingConfig> read() {
    Map<String, TrainingConfig> presets = new LinkedHashMap<>();
    TrainingConfig first = null;
    for (Map.Entry<String, JsonNode> entry : tree().properties()) {
      ObjectNode keys = (ObjectNode) entry.getValue();
      keys.put("preset", entry.getKey());
      first = first == null ? ConfigFile.of(keys) : first;
      presets.put(entry.getKey(), ConfigFile.with(first, keys));
    }
    return presets;
  }

  private static JsonNode tree() {
    try (InputStream in = Presets.class.getResourceAsStream(FILE)) {
      return NetworkJson.mapper().readTree(Objects.requireNonNull(in, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the presets to choose from.
   *
   * @return the configurations by name, in the order in which the documentation lists them
   */
  public static Map<String, TrainingConfig> all() {
    Map<String, TrainingConfig> chosen = new LinkedHashMap<>(ALL);
    chosen.remove(DEMO);
    return Collections.unmodifiableMap(chosen);
  }

  /**
   * Returns a preset.
   *
   * @param name its name
   * @return the configuration
   * @throws TrainingException if no preset has that name
   */
  public static TrainingConfig of(String name) {
    TrainingConfig config = ALL.get(name);
    if (config == null) {
      throw new TrainingException(
          "there is no preset '%s': %s".formatted(name, NearNames.among(name, all().keySet())));
    }
    return config;
  }

  /** A constraint by the name of its type, with its paper's numbers. */
  static LipschitzConstraint constraint(String type) {
    return named("constraint", type, ConfigKeys.constraints(), LipschitzConstraint.all());
  }

  /** An optimizer by the name of its type, with its default numbers. */
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
