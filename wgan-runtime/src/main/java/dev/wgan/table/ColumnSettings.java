package dev.wgan.table;

import dev.wgan.runtime.internal.MetadataForm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a column, by name.
 *
 * <p>Immutable and thread-safe.
 */
final class ColumnSettings {
  private static final int MOST_SHOWN = 40;

  private final String owner;
  private final Map<String, String> values;

  ColumnSettings(String owner, Map<String, String> values) {
    this.owner = owner;
    this.values = Map.copyOf(values);
  }

  /** A text for a message: short, and on one line. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }

  /** Names as one setting. */
  static String list(List<String> names) {
    return MetadataForm.NAMES.write(names);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new SchemaException("%s has no setting '%s': expected one".formatted(owner, name));
    }
    return value;
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  @Nullable String optional(String name) {
    return values.get(name);
  }

  List<String> names(String name, List<String> otherwise) {
    return values.containsKey(name) ? names(name) : otherwise;
  }

  List<String> names(String name) {
    return split(name, text(name));
  }

  /** Returns the names in a part of a setting. */
  List<String> split(String name, String value) {
    try {
      return MetadataForm.NAMES.read(value);
    } catch (IllegalArgumentException e) {
      throw refusal(name, "percent-encoded names between commas", e);
    }
  }

  long number(String name, String otherwise) {
    try {
      return Long.parseLong(text(name, otherwise));
    } catch (NumberFormatException e) {
      throw refusal(name, "a whole number", e);
    }
  }

  int count(String name, String otherwise) {
    try {
      return Math.toIntExact(number(name, otherwise));
    } catch (ArithmeticException e) {
      throw refusal(name, "a smaller number", e);
    }
  }

  /** Returns whether a setting is the first of two words; the second one if it is missing. */
  boolean is(String name, String first, String second) {
    String value = text(name, second);
    if (!value.equals(first) && !value.equals(second)) {
      throw refusal(name, first + " or " + second, null);
    }
    return value.equals(first);
  }

  private SchemaException refusal(String name, String expected, @Nullable Exception cause) {
    String message =
        "%s has the setting %s = '%s': expected %s"
            .formatted(owner, name, shown(text(name, "")), expected);
    return cause == null ? new SchemaException(message) : new SchemaException(message, cause);
  }
}
