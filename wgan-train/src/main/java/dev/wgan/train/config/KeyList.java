package dev.wgan.train.config;

import dev.wgan.train.key.NumberKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The explanation of every configuration key: its values, its default, and its defaults in presets
 * that have another one.
 *
 * <p>Thread-safe: there is no state. Made of the checks and the presets themselves, so that it
 * cannot differ from them.
 */
public final class KeyList {
  private static final String USUAL = "wgan-gp";
  private static final int INDENT = 26;

  private KeyList() {}

  /**
   * Returns the explanations as text.
   *
   * @return two or three lines per key
   */
  public static String text() {
    StringBuilder text = new StringBuilder();
    for (String name : ConfigKeys.names()) {
      if (name.equals("constraint")) {
        parts(
            text, name, ConfigKeys.constraints().keySet(), type -> Presets.constraint(type).keys());
      } else if (name.equals("optimizer")) {
        parts(text, name, ConfigKeys.optimizers().keySet(), type -> Presets.optimizer(type).keys());
      } else {
        add(text, name, ConfigKeys.values(name), defaults(name), ConfigKeys.meaning(name));
      }
    }
    return text.toString();
  }

  /** A key that names a type, and the numbers of each type. */
  private static void parts(
      StringBuilder text,
      String name,
      Set<String> types,
      Function<String, List<NumberKey>> numbers) {
    add(text, name, ConfigKeys.values(name), defaults(name + ".type"), ConfigKeys.meaning(name));
    for (String type : types) {
      for (NumberKey key : numbers.apply(type)) {
        String path = name + "." + key.name();
        add(
            text,
            path,
            ConfigKeys.values(key.range()),
            defaults(name, type, path),
            "for %s: %s".formatted(type, key.meaning()));
      }
    }
  }

  private static void add(
      StringBuilder text, String name, String values, String defaults, String meaning) {
    String indent = " ".repeat(INDENT);
    text.append(name)
        .append(" ".repeat(Math.max(1, INDENT - name.length())))
        .append(meaning)
        .append('\n')
        .append(indent)
        .append(values)
        .append('\n')
        .append(indent)
        .append("default: ")
        .append(defaults)
        .append('\n');
  }

  private static String defaults(String path) {
    Map<String, String> byPreset = new LinkedHashMap<>();
    Presets.all()
        .forEach((preset, config) -> byPreset.put(preset, value(ConfigFile.flat(config), path)));
    if (path.equals("from")) {
      return "empty; train --from sets it";
    }
    return path.equals("preset") ? "the name of the preset" : summary(value(USUAL, path), byPreset);
  }

  /** The defaults of a number that only presets with one type of constraint or optimizer have. */
  private static String defaults(String part, String type, String path) {
    String usual = value(ConfigFile.flat(ConfigFile.with(Presets.of(USUAL), part, type)), path);
    Map<String, String> byPreset = new LinkedHashMap<>();
    Presets.all()
        .forEach(
            (preset, config) -> {
              Map<String, String> flat = ConfigFile.flat(config);
              if (type.equals(flat.get(part + ".type"))) {
                byPreset.put(preset, value(flat, path));
              }
            });
    return summary(usual, byPreset);
  }

  private static String value(String preset, String path) {
    return value(ConfigFile.flat(Presets.of(preset)), path);
  }

  private static String value(Map<String, String> flat, String path) {
    return flat.getOrDefault(path, "none");
  }

  /** The most common default, then the presets that differ, by their values. */
  private static String summary(String usual, Map<String, String> byPreset) {
    Map<String, List<String>> others = new LinkedHashMap<>();
    byPreset.forEach(
        (preset, value) -> {
          if (!value.equals(usual)) {
            others.computeIfAbsent(value, v -> new ArrayList<>()).add(preset);
          }
        });
    StringBuilder summary = new StringBuilder(usual);
    others.forEach(
        (value, presets) ->
            summary.append("; %s in %s".formatted(value, String.join(", ", presets))));
    return summary.toString();
  }
}
