package dev.wgan.runtime.internal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The form of a metadata value: how it is written as ASCII text, and read again.
 *
 * <p>Immutable and thread-safe. Reading throws {@link IllegalArgumentException} for text of another
 * form.
 *
 * @param <T> the type of the value in Java
 */
public final class MetadataForm<T> {
  /** Text. */
  public static final MetadataForm<String> TEXT =
      new MetadataForm<>("text", AsciiText::escaped, text -> text);

  /** A word out of a closed list. */
  public static final MetadataForm<String> WORD =
      new MetadataForm<>("one of the words listed", text -> text, text -> text);

  /** A whole number. */
  public static final MetadataForm<Integer> INTEGER =
      new MetadataForm<>("a whole number", String::valueOf, Integer::valueOf);

  /** A finite number. */
  public static final MetadataForm<Float> NUMBER =
      new MetadataForm<>("a finite number", String::valueOf, MetadataForm::finite);

  /** A shape: positive whole numbers. */
  public static final MetadataForm<List<Integer>> SHAPE =
      list("positive whole numbers", String::valueOf, MetadataForm::positive);

  /** Finite numbers. */
  public static final MetadataForm<List<Float>> NUMBERS =
      list("finite numbers", String::valueOf, MetadataForm::finite);

  /** Names of any characters. */
  public static final MetadataForm<List<String>> NAMES =
      list("percent-encoded names", AsciiText::percentEncoded, AsciiText::percentDecoded);

  /** Names without line breaks. */
  public static final MetadataForm<List<String>> LINES =
      new MetadataForm<>(
          "names, one a line",
          names -> String.join("\n", names),
          text -> List.of(text.split("\n")));

  /** Names with values. */
  public static final MetadataForm<Map<String, String>> FIELDS =
      new MetadataForm<>(
          "percent-encoded pairs `name=value`, separated by spaces",
          MetadataForm::fields,
          MetadataForm::fields);

  /** Bytes. */
  public static final MetadataForm<byte[]> BYTES =
      new MetadataForm<>(
          "Base64 of values in row-major order: little-endian float32 or int64, or uint8",
          bytes -> Base64.getEncoder().encodeToString(bytes),
          text -> Base64.getDecoder().decode(text));

  /** A SHA-256. */
  public static final MetadataForm<String> DIGEST =
      new MetadataForm<>("64 lower-case hexadecimal digits", text -> text, text -> text);

  private final String expected;
  private final Function<T, String> writer;
  private final Function<String, T> reader;

  private MetadataForm(String expected, Function<T, String> writer, Function<String, T> reader) {
    this.expected = expected;
    this.writer = writer;
    this.reader = reader;
  }

  private static <E> MetadataForm<List<E>> list(
      String elements, Function<E, String> writer, Function<String, E> reader) {
    return new MetadataForm<>(
        elements,
        values -> values.stream().map(writer).collect(Collectors.joining(",")),
        text -> {
          List<E> values = new ArrayList<>();
          for (String part : text.split(",", -1)) {
            values.add(reader.apply(part));
          }
          return values;
        });
  }

  private static String fields(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + '=' + AsciiText.percentEncoded(field.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split(" ", -1)) {
      int end = pair.indexOf('=');
      if (end < 1
          || fields.put(pair.substring(0, end), AsciiText.percentDecoded(pair.substring(end + 1)))
              != null) {
        throw new IllegalArgumentException(text);
      }
    }
    return fields;
  }

  private static float finite(String text) {
    float value = Float.parseFloat(text);
    if (!Float.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private static int positive(String text) {
    int value = Integer.parseInt(text);
    if (value < 1) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /**
   * Writes a value.
   *
   * @param value the value
   * @return ASCII text
   */
  public String write(T value) {
    return writer.apply(value);
  }

  /**
   * Reads a value.
   *
   * @param text what {@link #write} returned
   * @return the value
   * @throws IllegalArgumentException if the text is of another form
   */
  public T read(String text) {
    return reader.apply(text);
  }

  /**
   * Returns what a reader expects, for the end of a message.
   *
   * @return a noun phrase such as "finite numbers"
   */
  public String expected() {
    return expected;
  }

  /**
   * Returns whether values are lists whose elements are separated by commas.
   *
   * @return true for {@link #SHAPE}, {@link #NUMBERS} and {@link #NAMES}
   */
  public boolean separatedByCommas() {
    return ((Collection<?>) List.of(SHAPE, NUMBERS, NAMES)).contains(this);
  }
}
