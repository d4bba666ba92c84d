package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The word of a column's type in schemas. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum TypeWord {
  /** {@link IntegerType}. */
  INTEGER(s -> new IntegerType()),
  /** {@link DecimalType}. */
  DECIMAL(
      s ->
          new DecimalType(
              s.count("places", "0"),
              s.is("zeros", "trimmed", "kept"),
              s.is("mark", "comma", "point"))),
  /** {@link CategoryType} without an order. */
  CATEGORY(s -> CategoryType.of(s.names("levels"), false)),
  /** {@link CategoryType} with an order. */
  ORDERED(s -> CategoryType.of(s.names("levels"), true)),
  /** {@link BooleanType}. */
  BOOLEAN(s -> new BooleanType(s.text("false", "false"), s.text("true", "true"))),
  /** {@link DateType}. */
  DATE(s -> new DateType(TimeFormat.of(s.text("format", "uuuu-MM-dd")))),
  /** {@link TimeType}. */
  TIME(s -> new TimeType(TimeFormat.of(s.text("format", "HH:mm:ss")))),
  /** {@link TimestampType}. */
  TIMESTAMP(s -> new TimestampType(TimeFormat.of(s.text("format", "uuuu-MM-dd HH:mm:ss")))),
  /** {@link ConstantType}. */
  CONSTANT(s -> new ConstantType(s.text("value"))),
  /** {@link SequenceType}. */
  SEQUENCE(
      s -> new SequenceType(s.number("first", "1"), s.text("prefix", ""), s.count("digits", "1"))),
  /** {@link UuidType}. */
  UUID(s -> new UuidType()),
  /** {@link IgnoredType}. */
  IGNORED(s -> new IgnoredType(s.text("reason", "")));

  private final Function<ColumnSettings, ColumnType> reader;

  TypeWord(Function<ColumnSettings, ColumnType> reader) {
    this.reader = reader;
  }

  /**
   * Returns the type with settings.
   *
   * @param owner the subject of messages, such as "the column 'price'"
   * @param settings what {@link ColumnType#settings} returned; most may be missing
   * @return the type
   * @throws SchemaException if a setting is missing or wrong
   */
  public ColumnType type(String owner, Map<String, String> settings) {
    return reader.apply(new ColumnSettings(owner, settings));
  }

  /**
   * Returns the word as schemas write it.
   *
   * @return the constant's name in lower case
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the constant of a word.
   *
   * @param owner the subject of messages, such as "the column 'price'"
   * @param text a word in lower case
   * @return the constant
   * @throws SchemaException if there is no such type
   */
  public static TypeWord of(String owner, String text) {
    for (TypeWord word : values()) {
      if (word.text().equals(text)) {
        return word;
      }
    }
    List<String> words = Arrays.stream(values()).map(TypeWord::text).toList();
    throw new SchemaException(
        "%s has the type '%s', which does not exist: %s"
            .formatted(
                owner,
                ColumnSettings.shown(text),
                Spelling.suggestion(text, "the types are", words)));
  }
}
