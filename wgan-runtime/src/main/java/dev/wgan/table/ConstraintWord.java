package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The word of a constraint in schemas. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
public enum ConstraintWord {
  /** {@link RangeConstraint}. */
  RANGE(
      s ->
          new RangeConstraint(
              s.text("column"),
              Optional.ofNullable(s.optional("low")),
              Optional.ofNullable(s.optional("high")))),
  /** {@link OrderConstraint}. */
  ORDER(s -> new OrderConstraint(s.text("low"), s.text("high"))),
  /** {@link CombinationConstraint}. */
  COMBINATIONS(
      s ->
          new CombinationConstraint(
              s.names("columns"),
              s.names("rows", List.of()).stream().map(row -> s.split("rows", row)).toList())),
  /** {@link UniqueConstraint}. */
  UNIQUE(s -> new UniqueConstraint(s.names("columns")));

  /** The name of the field that holds the word. */
  public static final String KEY = "constraint";

  private final Function<ColumnSettings, RowConstraint> reader;

  ConstraintWord(Function<ColumnSettings, RowConstraint> reader) {
    this.reader = reader;
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
   * Returns the constraint of a description.
   *
   * @param fields what {@link RowConstraint#fields} returned
   * @return the constraint
   * @throws SchemaException if there is no such constraint, or a setting is missing or wrong
   */
  public static RowConstraint of(Map<String, String> fields) {
    ColumnSettings settings = new ColumnSettings("a constraint", fields);
    String text = settings.text(KEY);
    for (ConstraintWord word : values()) {
      if (word.text().equals(text)) {
        return word.reader.apply(settings);
      }
    }
    throw new SchemaException(
        "there is no constraint '%s': %s"
            .formatted(
                ColumnSettings.shown(text),
                Spelling.suggestion(
                    text,
                    "the constraints are",
                    Arrays.stream(values()).map(ConstraintWord::text).toList())));
  }
}
