package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The cells that a model can draw in a column, and the sets of cells that comparisons describe.
 *
 * <p>Immutable and thread-safe.
 *
 * @param column the column
 * @param cells the cells that its code gives
 */
record ColumnDomain(TableColumn column, PositionSet cells) {
  /** Returns the domain of a column with its code. */
  static ColumnDomain of(TableColumn column, ColumnCode code) {
    PositionSet cells;
    boolean missing = false;
    if (code instanceof LogitCode logits) {
      cells = PositionSet.of(logits.positions());
      missing = logits.missing();
    } else if (code instanceof ScoreCode score) {
      cells = PositionSet.range(score.quantile(0), score.quantile(1));
      missing = score.missing();
    } else {
      cells = PositionSet.range(0, 0);
    }
    return new ColumnDomain(column, missing ? cells.withMissing() : cells);
  }

  /**
   * Returns the cells that meet a comparison.
   *
   * @throws SchemaException if the comparison makes no sense for the column
   */
  PositionSet set(CellComparison comparison) {
    requireSense(comparison);
    PositionSet all = PositionSet.range(PositionSet.LOWEST, Long.MAX_VALUE);
    return switch (comparison.operator()) {
      case MISSING -> PositionSet.range(0, -1).withMissing();
      case PRESENT -> all;
      case EQUAL, IN -> values(comparison);
      case NOT_EQUAL, NOT_IN -> PositionSet.without(values(comparison));
      case LESS, AT_MOST, MORE, AT_LEAST -> half(comparison);
    };
  }

  private void requireSense(CellComparison comparison) {
    ColumnType type = column.type();
    if (type instanceof SequenceType || type instanceof UuidType) {
      throw new SchemaException(
          "the condition '%s' is about a key, which is made anew from the index of a row: expected"
                  .formatted(comparison)
              + " a column that the model has learned");
    }
    boolean unordered =
        type instanceof BooleanType
            || type instanceof ConstantType
            || (type instanceof CategoryType category && !category.ordered());
    if (comparison.operator().orders() && unordered) {
      throw new SchemaException(
          "the condition '%s' compares values of type %s, which have no order: expected = != or in"
                  .formatted(comparison, type.word().text())
              + (type instanceof CategoryType ? ", or a column of the type ordered" : ""));
    }
    if (!comparison.operator().orders() && type instanceof TimestampType) {
      for (String value : comparison.values()) {
        requireMoment(comparison, value);
      }
    }
  }

  private static void requireMoment(CellComparison comparison, String value) {
    try {
      LocalDate.parse(value);
    } catch (DateTimeException e) {
      return; // not a date without a time
    }
    throw new SchemaException(
        "the condition '%s' compares moments with a date: expected a date with a time, or >= and <"
            .formatted(comparison));
  }

  /** The positions of the values of a comparison. */
  private PositionSet values(CellComparison comparison) {
    long[] positions = new long[comparison.values().size()];
    int size = 0;
    for (String value : comparison.values()) {
      if (column.type() instanceof MeasureType) {
        Located located = Located.of(column, value);
        positions[size] = located.floor();
        size += located.exact() ? 1 : 0;
      } else {
        positions[size++] = level(value);
      }
    }
    return PositionSet.of(Arrays.stream(positions, 0, size).sorted().distinct().toArray());
  }

  private PositionSet half(CellComparison comparison) {
    Located value =
        column.type() instanceof MeasureType
            ? Located.of(column, comparison.values().get(0))
            : new Located(level(comparison.values().get(0)), true);
    long floor = value.floor();
    return switch (comparison.operator()) {
      case LESS -> PositionSet.range(PositionSet.LOWEST, value.exact() ? floor - 1 : floor);
      case AT_MOST -> PositionSet.range(PositionSet.LOWEST, floor);
      case MORE -> PositionSet.range(floor + 1, Long.MAX_VALUE);
      default -> PositionSet.range(value.exact() ? floor : floor + 1, Long.MAX_VALUE);
    };
  }

  private long level(String value) {
    if (column.type() instanceof BooleanType && (value.equals("true") || value.equals("false"))) {
      return value.equals("true") ? 1 : 0;
    }
    if (column.type() instanceof CategoryType type && !type.levels().contains(value)) {
      throw new SchemaException(
          "the column '%s' has no category '%s': %s"
              .formatted(
                  ColumnSettings.shown(column.name()),
                  ColumnSettings.shown(value),
                  Spelling.suggestion(value, "its categories are", shown(type.levels()))));
    }
    return column.parse(value);
  }

  private static List<String> shown(List<String> levels) {
    return levels.stream().map(ColumnSettings::shown).toList();
  }

  /** Returns what the model draws, for the end of a sentence. */
  String describe() {
    String missing = cells.missing() ? ", or missing values" : "";
    long[] bounds = cells.bounds();
    String name = "'" + ColumnSettings.shown(column.name()) + "'";
    if (column.type() instanceof MeasureType) {
      return "the model draws %s from %s to %s%s"
          .formatted(name, column.text(bounds[0]), column.text(bounds[bounds.length - 1]), missing);
    }
    return "the model draws %s from %s values%s".formatted(name, cells.size(), missing);
  }
}
