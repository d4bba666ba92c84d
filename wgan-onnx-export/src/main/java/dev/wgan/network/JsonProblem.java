package dev.wgan.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes what is wrong with a JSON text, and where, without names of Java classes.
 *
 * <p>Thread-safe: there is no state.
 */
public final class JsonProblem {
  /** Jackson has no exception types for these. */
  private static final Pattern MISSING = Pattern.compile("(?:M|m)issing .*property '(\\w+)'.*");

  private static final Pattern NULL = Pattern.compile("Null value for creator property '(\\w+)'.*");

  private JsonProblem() {}

  /**
   * Describes the problem.
   *
   * @param e the exception of the reader
   * @return a clause that can follow a colon
   */
  public static String words(JsonProcessingException e) {
    String original = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    Matcher missing = MISSING.matcher(original);
    Matcher empty = NULL.matcher(original);
    if (e instanceof JsonEOFException) {
      return "the text ends too early";
    } else if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<?> known = Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
      return "there is no key '%s': expected one of %s"
          .formatted(
              unknown.getPropertyName(),
              known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
    } else if (e instanceof InvalidTypeIdException type) {
      return "there is no type '%s'".formatted(type.getTypeId());
    } else if (missing.matches()) {
      return "the key '%s' is missing".formatted(missing.group(1));
    } else if (empty.matches()) {
      return "'%s' is null: expected a value".formatted(empty.group(1));
    } else if (e instanceof InvalidFormatException format) {
      return "'%s' is '%s': expected %s"
          .formatted(path(format), format.getValue(), type(format.getTargetType()));
    }
    return original.replaceFirst(" ?\\(start marker at .*", "").replaceFirst(" at \\[Source.*", "");
  }

  private static String type(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Stream.of(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    } else if (type == int.class || type == long.class || type == Integer.class) {
      return "a whole number";
    } else if (type == double.class || type == float.class || type == Double.class) {
      return "a number";
    }
    return type == boolean.class ? "true or false" : "a value of another kind";
  }

  /**
   * Returns the path of the value that could not be read.
   *
   * @param e the exception of the reader
   * @return such as {@code constraint.weight} or {@code layers[2].in}; empty for the whole text
   */
  public static String path(JsonProcessingException e) {
    StringBuilder path = new StringBuilder();
    for (Reference step :
        e instanceof JsonMappingException m ? m.getPath() : List.<Reference>of()) {
      if (step.getFieldName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.toString();
  }

  /**
   * Returns the place of the problem in a text.
   *
   * @param e the exception of the reader
   * @param text the text
   * @return such as {@code , line 3, column 7}; empty if it is unknown
   */
  static String place(JsonProcessingException e, String text) {
    JsonLocation location = e.getLocation();
    if (!(e instanceof JsonMappingException) && location != null && location.getLineNr() > 0) {
      return ", line %s, column %s".formatted(location.getLineNr(), location.getColumnNr());
    }
    return place(path(e), text);
  }

  /**
   * Returns the place of a value in a text.
   *
   * @param path its path, such as {@code layers[2].in}
   * @param text the text
   * @return such as {@code , line 3, column 7}, of the value or of the object that lacks it; empty
   *     if the text has neither
   */
  public static String place(String path, String text) {
    JsonPointer pointer =
        JsonPointer.compile(
            path.isEmpty() ? "" : "/" + path.replace('.', '/').replaceAll("\\[(\\d+)]", "/$1"));
    while (pointer != null) {
      Optional<String> found = find(pointer, text);
      if (found.isPresent()) {
        return found.get();
      }
      pointer = pointer.head();
    }
    return "";
  }

  private static Optional<String> find(JsonPointer pointer, String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().pathAsPointer().equals(pointer)) {
          JsonLocation at = parser.currentTokenLocation();
          return Optional.of(", line %s, column %s".formatted(at.getLineNr(), at.getColumnNr()));
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // the text is not JSON, so the value cannot be found
    }
    return Optional.empty();
  }
}
