package dev.wgan.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the {@code wgan.} properties of a model: flat ASCII strings, each checked as it is read.
 */
final class Metadata {
  private static final String FORMAT = "wgan.format";
  private static final String NEWEST = "2";
  private static final Set<String> SUPPORTED = Set.of("1", NEWEST);

  private final String model;
  private final Map<String, String> properties;

  Metadata(String model, Map<String, String> properties) {
    this.model = model;
    this.properties = Map.copyOf(properties);
    String format = properties.getOrDefault(FORMAT, NEWEST);
    if (!SUPPORTED.contains(format)) {
      throw new ModelLoadException(
          "%s is of format %s: this version of wgan-runtime reads formats up to %s, use a newer one"
              .formatted(model, format, NEWEST));
    }
  }

  Map<String, String> properties() {
    return properties;
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(properties.get(key));
  }

  /** A shape: positive integers, comma separated. */
  Optional<List<Integer>> shape(String key) {
    return list(
        key,
        "positive whole numbers",
        text -> {
          int dim = Integer.parseInt(text);
          if (dim < 1) {
            throw new NumberFormatException(text);
          }
          return dim;
        });
  }

  /** Finite floats, comma separated. */
  Optional<List<Float>> floats(String key) {
    return list(
        key,
        "finite numbers",
        text -> {
          float value = Float.parseFloat(text);
          if (!Float.isFinite(value)) {
            throw new NumberFormatException(text);
          }
          return value;
        });
  }

  /** Names, comma separated, each percent-encoded. */
  Optional<List<String>> names(String key) {
    return list(key, "percent-encoded names", Metadata::percentDecoded);
  }

  Optional<ValueRange> range(String key) {
    return floats(key)
        .map(
            bounds -> {
              if (bounds.size() != 2) {
                throw malformed(key, "two numbers");
              }
              try {
                return new ValueRange(bounds.get(0), bounds.get(1));
              } catch (InputException e) {
                throw malformed(key, "two numbers, the lower one first");
              }
            });
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> Optional<E> constant(String key, Class<E> type) {
    return text(key)
        .map(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(java.util.Locale.ROOT).equals(text)) {
                  return constant;
                }
              }
              throw malformed(key, "one of " + List.of(type.getEnumConstants()));
            });
  }

  private <T> Optional<List<T>> list(String key, String expected, Function<String, T> parse) {
    String text = properties.get(key);
    if (text == null) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        values.add(parse.apply(part));
      } catch (IllegalArgumentException e) {
        ModelLoadException malformed = malformed(key, expected);
        malformed.initCause(e);
        throw malformed;
      }
    }
    return Optional.of(values);
  }

  private ModelLoadException malformed(String key, String expected) {
    return new ModelLoadException(
        "%s has the property %s = '%s': expected %s"
            .formatted(model, key, properties.get(key), expected));
  }

  static String percentDecoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 3 > text.length()) {
          throw new IllegalArgumentException(text);
        }
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
