package dev.wgan.train.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.wgan.network.NetworkJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The two forms of a configuration: flat in JSON, where all keys stand in one object, and in parts
 * in Java, where {@link TrainingConfig} has a record per part.
 *
 * <p>Thread-safe: there is no state that changes.
 */
final class Grouping {
  private static final ObjectMapper MAPPER =
      NetworkJson.mapper().registerModule(new SimpleModule().addSerializer(new LowerCase()));

  /** The parts by name, in the order of {@link TrainingConfig}. */
  private static final Map<String, Class<?>> PARTS = parts();

  /** The type of each key of the flat form, in order. */
  private static final Map<String, Class<?>> TYPES = types();

  /** The part of each key that is in one. */
  private static final Map<String, String> OWNERS = owners();

  private Grouping() {}

  /**
   * Writes the constants of an enum in lower case, in every locale: I becomes i in Turkish, too.
   */
  private static final class LowerCase extends StdSerializer<Enum<?>> {
    private static final long serialVersionUID = 1L;

    LowerCase() {
      super(Enum.class, false);
    }

    @Override
    public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(constant.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Map<String, Class<?>> parts() {
    Map<String, Class<?>> parts = new LinkedHashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      if (component.getType().isRecord()) {
        parts.put(component.getName(), component.getType());
      }
    }
    return parts;
  }

  private static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new LinkedHashMap<>();
    for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
      if (!PARTS.containsKey(component.getName())) {
        types.put(NetworkJson.key(component.getName()), component.getType());
        continue;
      }
      for (RecordComponent inner : component.getType().getRecordComponents()) {
        types.put(NetworkJson.key(inner.getName()), inner.getType());
      }
    }
    return types;
  }

  private static Map<String, String> owners() {
    Map<String, String> owners = new HashMap<>();
    PARTS.forEach(
        (name, part) -> {
          for (RecordComponent inner : part.getRecordComponents()) {
            owners.put(NetworkJson.key(inner.getName()), name);
          }
        });
    return owners;
  }

  /** The type of each key of the flat form, in order. */
  static Map<String, Class<?>> keys() {
    return TYPES;
  }

  /** All keys in one object, in the order of the records. */
  static ObjectNode flat(TrainingConfig config) {
    ObjectNode flat = MAPPER.createObjectNode();
    ObjectNode grouped = MAPPER.valueToTree(config);
    for (Map.Entry<String, JsonNode> entry : grouped.properties()) {
      if (PARTS.containsKey(entry.getKey())) {
        flat.setAll((ObjectNode) entry.getValue());
      } else {
        flat.set(entry.getKey(), entry.getValue());
      }
    }
    return flat;
  }

  /** The keys of a flat object, each in its part; unknown keys stay where they are. */
  static ObjectNode grouped(JsonNode flat) {
    ObjectNode grouped = MAPPER.createObjectNode();
    PARTS.keySet().forEach(grouped::putObject);
    for (Map.Entry<String, JsonNode> entry : flat.properties()) {
      String part = OWNERS.get(entry.getKey());
      ObjectNode owner = part == null ? grouped : (ObjectNode) grouped.get(part);
      owner.set(entry.getKey(), entry.getValue());
    }
    return grouped;
  }

  /** The path of a value in the flat form. */
  static String flatPath(String path) {
    int dot = path.indexOf('.');
    String first = dot < 0 ? path : path.substring(0, dot);
    return PARTS.containsKey(first) ? (dot < 0 ? "" : path.substring(dot + 1)) : path;
  }
}
