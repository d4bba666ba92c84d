package dev.wgan.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Networks and other descriptions as JSON: snake_case names, strict reading (no unknown or
 * duplicate keys, bounded depth and size).
 *
 * <p>Thread-safe: there is no state that changes.
 */
public final class NetworkJson {
  /** The name of the number 0, injected into a component that older files do not have. */
  public static final String ZERO_IF_ABSENT = "zero-if-absent";

  /** The name of a second number 0, because a type has each name once. */
  public static final String NO_DELAY_IF_ABSENT = "no-delay-if-absent";

  /** The name of an empty list, injected into a component that older files do not have. */
  public static final String EMPTY_IF_ABSENT = "empty-if-absent";

  /** The name of an empty map, injected into a component that older files do not have. */
  public static final String NO_TABLE_IF_ABSENT = "no-table-if-absent";

  /** The name of "no", injected into a component that is false where nobody gives it. */
  public static final String NO_IF_ABSENT = "no-if-absent";

  /** The name of an empty text, injected into a component that older files do not have. */
  public static final String NO_TEXT_IF_ABSENT = "no-text-if-absent";

  private static final int MAX_DEPTH = 128;

  /** The schema of a table with many long categories is the largest of these files. */
  private static final int MAX_BYTES = 32 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .injectableValues(
              new InjectableValues.Std()
                  .addValue(ZERO_IF_ABSENT, 0)
                  .addValue(NO_DELAY_IF_ABSENT, 0)
                  .addValue(EMPTY_IF_ABSENT, List.of())
                  .addValue(NO_TABLE_IF_ABSENT, Map.of())
                  .addValue(NO_IF_ABSENT, false)
                  .addValue(NO_TEXT_IF_ABSENT, ""))
          .build();

  private NetworkJson() {}

  /**
   * Returns the project's reader and writer of JSON.
   *
   * @return a new mapper, which the caller may change
   */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /**
   * Reads a network.
   *
   * @param file a JSON file
   * @return the network, checked
   * @throws NetworkException if the file is not readable, not the JSON of a network, or its layers
   *     do not fit each other
   */
  public static NetworkSpec read(Path file) {
    return parse(text(file), file.toString());
  }

  /**
   * Reads a network.
   *
   * @param json the JSON
   * @param source its origin, for messages
   * @return the network, checked
   * @throws NetworkException if it is not the JSON of a network, or its layers do not fit each
   *     other
   */
  public static NetworkSpec parse(String json, String source) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      LayerDefaults.fill(tree);
      List<String> problems = LayerProblems.find(tree, MAPPER);
      if (!problems.isEmpty()) {
        String first = JsonProblem.place(problems.get(0).replaceFirst(" .*", ""), json);
        throw new NetworkException(
            "%s: %s%s"
                .formatted(
                    source,
                    String.join("; ", problems),
                    first.isEmpty() ? "" : " (the first" + first + ")"));
      }
      return there(MAPPER.treeToValue(tree, NetworkSpec.class), source);
    } catch (JsonProcessingException e) {
      throw malformed(source, json, e);
    }
  }

  /**
   * Reads a small text file.
   *
   * @param file the file
   * @return its content
   * @throws NetworkException if it is missing, unreadable, or larger than 32 MB
   */
  public static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new NetworkException("there is no file " + file);
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new NetworkException(
            "%s has %s bytes: expected at most %s".formatted(file, Files.size(file), MAX_BYTES));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new NetworkException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a record from a JSON file.
   *
   * @param <T> the record's type
   * @param file a JSON file
   * @param type the record's class
   * @return the record
   * @throws NetworkException if the file is not readable or not the JSON of that record
   */
  public static <T> T read(Path file, Class<T> type) {
    String text = text(file);
    try {
      return there(MAPPER.readValue(text, type), file.toString());
    } catch (JsonProcessingException e) {
      throw malformed(file.toString(), text, e);
    }
  }

  /**
   * Returns the name of a record's component in JSON.
   *
   * @param component the component's name
   * @return such as {@code critic_learning_rate}
   */
  public static String key(String component) {
    return new PropertyNamingStrategies.SnakeCaseStrategy().translate(component);
  }

  /**
   * Writes a record, such as a network, as indented JSON that ends with a line break.
   *
   * @param value the record
   * @return the JSON; equal records always give equal text
   */
  public static String write(Object value) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultPrettyPrinter.FixedSpaceIndenter());
    try {
      return MAPPER.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the name of a layer's type in JSON.
   *
   * @param layer the layer
   * @return such as {@code conv_transpose}
   */
  public static String typeName(LayerSpec layer) {
    for (JsonSubTypes.Type type : LayerSpec.class.getAnnotation(JsonSubTypes.class).value()) {
      if (type.value().equals(layer.getClass())) {
        return type.name();
      }
    }
    throw new IllegalStateException("a layer without a name: " + layer.getClass());
  }

  private static <T> T there(@Nullable T value, String source) {
    if (value == null) {
      throw new NetworkException(source + " holds nothing: expected a JSON object");
    }
    return value;
  }

  private static NetworkException malformed(String source, String text, JsonProcessingException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof NetworkException)) {
      cause = cause.getCause();
    }
    String detail = cause != null ? cause.getMessage() : JsonProblem.words(e);
    return new NetworkException(
        "%s%s: %s".formatted(source, JsonProblem.place(e, text), detail), e);
  }
}
