package dev.wgan.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Configurations as JSON, and their changes by key: {@code batch=32}, {@code constraint.clip=0.02}.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ConfigFile {
  private static final ObjectMapper MAPPER = NetworkJson.mapper();

  private ConfigFile() {}

  /**
   * Reads a configuration: every key must be there, as in the {@code config.json} of a run.
   *
   * @param file a JSON file
   * @return the configuration
   * @throws TrainingException if a key is unknown or missing or a value out of range
   * @throws NetworkException if the file cannot be read
   */
  public static TrainingConfig read(Path file) {
    return bind(NetworkJson.read(file, JsonNode.class), file.toString());
  }

  /**
   * Changes a configuration by what a JSON file holds: some of its keys.
   *
   * @param config the configuration
   * @param file a JSON file of an object
   * @return the changed configuration
   * @throws TrainingException if a key is unknown or a value out of range
   * @throws NetworkException if the file cannot be read
   */
  public static TrainingConfig with(TrainingConfig config, Path file) {
    JsonNode changes = NetworkJson.read(file, JsonNode.class);
    if (!changes.isObject()) {
      throw new TrainingException(file + " is no JSON object of configuration keys");
    }
    ObjectNode tree = MAPPER.valueToTree(config);
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      known(tree, change.getKey());
      tree.set(change.getKey(), change.getValue());
    }
    return bind(tree, file.toString());
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
    ObjectNode tree = MAPPER.valueToTree(config);
    known(tree, key);
    if (key.equals("constraint")) {
      tree.set(key, MAPPER.valueToTree(Presets.constraint(value)));
    } else if (key.equals("optimizer")) {
      tree.set(key, MAPPER.valueToTree(Presets.optimizer(value)));
    } else {
      int dot = key.indexOf('.');
      ObjectNode owner = dot < 0 ? tree : (ObjectNode) tree.get(key.substring(0, dot));
      owner.set(key.substring(dot + 1), parsed(value));
    }
    return bind(tree, key + "=" + value);
  }

  /** A number, a truth value, or else a text. */
  private static JsonNode parsed(String value) {
    try {
      JsonNode node = MAPPER.readTree(value);
      return node != null && node.isValueNode() && !node.isNull()
          ? node
          : MAPPER.getNodeFactory().textNode(value);
    } catch (JsonProcessingException e) {
      return MAPPER.getNodeFactory().textNode(value);
    }
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
   * Returns all keys with their values, those of the constraint and the optimizer behind a dot.
   *
   * @param config a configuration
   * @return the values as text by key, sorted
   */
  public static Map<String, String> flat(TrainingConfig config) {
    Map<String, String> flat = new TreeMap<>();
    flatten("", MAPPER.valueToTree(config), flat);
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

  private static void known(ObjectNode tree, String key) {
    if (tree.has(key)) {
      return;
    }
    Map<String, String> keys = new TreeMap<>();
    flatten("", tree, keys);
    if (keys.containsKey(key)) {
      return;
    }
    String nearest =
        keys.keySet().stream().min(Comparator.comparingInt(k -> distance(k, key))).orElse("");
    throw new TrainingException(
        "there is no configuration key '%s': did you mean '%s'?".formatted(key, nearest));
  }

  /** Levenshtein's distance: how many letters to insert, delete or exchange. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchange = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchange, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static TrainingConfig bind(JsonNode tree, String source) {
    try {
      return MAPPER.treeToValue(tree, TrainingConfig.class);
    } catch (JsonProcessingException e) {
      Throwable cause = e;
      while (cause != null
          && !(cause instanceof TrainingException)
          && !(cause instanceof IllegalArgumentException)) {
        cause = cause.getCause();
      }
      String detail = cause != null ? cause.getMessage() : e.getOriginalMessage();
      throw new TrainingException("%s: %s".formatted(source, detail), e);
    }
  }
}
