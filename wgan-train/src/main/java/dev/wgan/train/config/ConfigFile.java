package dev.wgan.train.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.JsonProblem;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Configurations as JSON, and their changes by key: {@code batch=32}, {@code constraint.clip=0.02}.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ConfigFile {
  private static final ObjectMapper MAPPER = NetworkJson.mapper();

  private ConfigFile() {}

  /**
   * Reads a configuration that has every key, as the {@code config.json} of a run does. The keys of
   * tasks from images to images may be missing, as in runs of earlier versions.
   *
   * @param file a JSON file
   * @return the configuration
   * @throws TrainingException if a key is unknown or missing or a value out of range
   * @throws NetworkException if the file cannot be read
   */
  public static TrainingConfig read(Path file) {
    String text = NetworkJson.text(file);
    return bind(completed(NetworkJson.read(file, JsonNode.class)), path -> at(file, path, text));
  }

  /** A configuration of an earlier version, with the keys that it did not have yet. */
  private static JsonNode completed(JsonNode tree) {
    if (tree instanceof ObjectNode keys) {
      ObjectNode defaults = Grouping.flat(Presets.of("wgan-gp"));
      if (!keys.has("task")) {
        RunFolder.KEYS_OF_IMAGE_TASKS.forEach(key -> keys.set(key, defaults.get(key)));
      }
      for (String later : List.of("from", "penalty_every", "critic_warmup", "tensorboard")) {
        if (!keys.has(later)) {
          keys.set(later, defaults.get(later));
        }
      }
    }
    return tree;
  }

  /**
   * Changes the keys of a configuration that a JSON file lists.
   *
   * @param config the configuration
   * @param file a JSON file of an object
   * @return the changed configuration
   * @throws TrainingException if a key is unknown or a value out of range
   * @throws NetworkException if the file cannot be read
   */
  public static TrainingConfig with(TrainingConfig config, Path file) {
    String text = NetworkJson.text(file);
    JsonNode changes = NetworkJson.read(file, JsonNode.class);
    if (!changes.isObject()) {
      throw new TrainingException(file + " is not a JSON object of configuration keys");
    }
    ObjectNode tree = Grouping.flat(config);
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (!tree.has(change.getKey())) {
        throw new TrainingException(
            at(file, change.getKey(), text) + KeySuggestions.unknown(change.getKey(), config));
      }
      tree.set(change.getKey(), change.getValue());
    }
    return bind(tree, path -> at(file, path, text));
  }

  /**
   * Changes one key of a configuration.
   *
   * @param config the configuration
   * @param key the key; a dot leads into {@code constraint} and {@code optimizer}
   * @param value its new value as text
   * @return the changed configuration
   * @throws TrainingException if the key is unknown or the value out of range
   */
  public static TrainingConfig with(TrainingConfig config, String key, String value) {
    ObjectNode tree = Grouping.flat(config);
    if (!tree.has(key) && !flat(config).containsKey(key)) {
      throw new TrainingException(KeySuggestions.unknown(key, config));
    }
    set(tree, key, parsed(value));
    return bind(tree, path -> key + "=" + value + ": ");
  }

  /** A configuration of all keys, those of the constraint and the optimizer after a dot. */
  static TrainingConfig of(ObjectNode keys) {
    return with(MAPPER.createObjectNode(), keys);
  }

  /** Changes some keys, those of the constraint and the optimizer after a dot. */
  static TrainingConfig with(TrainingConfig config, ObjectNode keys) {
    return with(Grouping.flat(config), keys);
  }

  private static TrainingConfig with(ObjectNode tree, ObjectNode keys) {
    keys.properties().forEach(key -> set(tree, key.getKey(), key.getValue()));
    return bind(tree, path -> path + ": ");
  }

  /** Sets a key; a type of constraint or optimizer sets its default numbers, too. */
  private static void set(ObjectNode tree, String key, JsonNode value) {
    if (key.equals("constraint") || key.equals("constraint.type")) {
      tree.set("constraint", MAPPER.valueToTree(Presets.constraint(lower(value.asText()))));
    } else if (key.equals("optimizer") || key.equals("optimizer.type")) {
      tree.set("optimizer", MAPPER.valueToTree(Presets.optimizer(lower(value.asText()))));
    } else {
      int dot = key.indexOf('.');
      ObjectNode owner = dot < 0 ? tree : (ObjectNode) tree.get(key.substring(0, dot));
      owner.set(key.substring(dot + 1), value);
    }
  }

  /** A name in the spelling of the configuration; upper case is accepted. */
  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The place of a key in a file, as the start of a message. */
  private static String at(Path file, String path, String text) {
    return "%s%s: ".formatted(file, JsonProblem.place(path, text));
  }

  /** A number, a boolean, or otherwise a text. */
  private static JsonNode parsed(String value) {
    try {
      JsonNode node = MAPPER.readTree(value);
      if (node != null && node.isFloatingPointNumber() && isWhole(node.decimalValue())) {
        return MAPPER.getNodeFactory().numberNode(node.decimalValue().longValueExact()); // 2e4
      }
      return node != null && node.isValueNode() && !node.isNull()
          ? node
          : MAPPER.getNodeFactory().textNode(value);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(value);
    }
  }

  private static boolean isWhole(BigDecimal value) {
    return value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        && value.stripTrailingZeros().scale() <= 0;
  }

  /**
   * Writes a configuration, all keys in one object.
   *
   * @param config the configuration
   * @return the JSON of {@code config.json}
   */
  public static String write(TrainingConfig config) {
    return NetworkJson.write(Grouping.flat(config));
  }

  /**
   * Lists the keys in which two configurations differ.
   *
   * @param left a configuration
   * @param right another
   * @return such as {@code batch: 64 -> 32}, in the order of the keys
   */
  public static List<String> differences(TrainingConfig left, TrainingConfig right) {
    Map<String, String> before = flat(left);
    Map<String, String> after = flat(right);
    List<String> differences = new ArrayList<>();
    after.forEach(
        (key, value) -> {
          String was = before.getOrDefault(key, "none");
          if (!was.equals(value)) {
            differences.add("%s: %s -> %s".formatted(key, was, value));
          }
        });
    return differences;
  }

  /**
   * Returns the keys that may change when a run is resumed: those that change how long or where it
   * trains, and none of its numbers.
   *
   * @return the keys, sorted; {@code steps} only while the learning rate does not decay over them
   */
  public static Set<String> changeableOnResume() {
    return new TreeSet<>(RunFolder.KEYS_THAT_MAY_CHANGE);
  }

  /**
   * Returns all keys with their values, those of the constraint and the optimizer after a dot.
   *
   * @param config a configuration
   * @return the values as text by key, sorted
   */
  public static Map<String, String> flat(TrainingConfig config) {
    Map<String, String> flat = new TreeMap<>();
    flatten("", Grouping.flat(config), flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> to) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getValue().isObject()) {
        flatten(prefix + entry.getKey() + ".", entry.getValue(), to);
      } else {
        to.put(prefix + entry.getKey(), entry.getValue().asText());
      }
    }
  }

  /**
   * @param where begins the message about the value of a path
   */
  private static TrainingConfig bind(JsonNode tree, UnaryOperator<String> where) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      if (!Grouping.keys().containsKey(entry.getKey())) {
        throw new TrainingException(
            "%sthere is no key '%s': expected one of %s"
                .formatted(
                    where.apply(entry.getKey()),
                    entry.getKey(),
                    String.join(", ", Grouping.keys().keySet())));
      }
    }
    try {
      return MAPPER.treeToValue(Grouping.grouped(tree), TrainingConfig.class);
    } catch (JsonProcessingException e) {
      String path = Grouping.flatPath(JsonProblem.path(e));
      Throwable cause = e;
      while (cause != null
          && !(cause instanceof TrainingException)
          && !(cause.getClass() == IllegalArgumentException.class)) {
        cause = cause.getCause();
      }
      String detail = cause != null ? String.valueOf(cause.getMessage()) : words(path, e);
      throw new TrainingException(where.apply(keyOf(path, detail)) + detail, e);
    }
  }

  /** The key that a message is about, found at its beginning if reading did not report it. */
  private static String keyOf(String path, String detail) {
    String first = (path.isEmpty() ? "" : path + ".") + detail.replaceFirst(" .*", "");
    return ConfigKeys.values(first).isEmpty() ? path : first;
  }

  private static String words(String path, JsonProcessingException e) {
    String values = ConfigKeys.values(path);
    if (values.isEmpty() || e instanceof PropertyBindingException) {
      return JsonProblem.words(e);
    } else if (String.valueOf(e.getOriginalMessage()).startsWith("Numeric value")) {
      return "expected %s, below 2^%s".formatted(values, path.equals("seed") ? 63 : 31);
    }
    return e instanceof MismatchedInputException && !JsonProblem.words(e).endsWith("is missing")
        ? "expected " + values
        : JsonProblem.words(e);
  }
}
