package dev.wgan.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The constraint that the value of one column is at most that of another column of the row. A row
 * in which one of the two is missing meets it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the name of the column with the lower values
 * @param high the name of the column with the higher values
 */
public record OrderConstraint(String low, String high) implements RowConstraint {
  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ConstraintWord.KEY, ConstraintWord.ORDER.text());
    fields.put("low", low);
    fields.put("high", high);
    return fields;
  }

  @Override
  public void requireFits(TableSchema schema) {
    ColumnType first = schema.requireLearned(low).type();
    ColumnType second = schema.requireLearned(high).type();
    boolean levels =
        first instanceof CategoryType category && category.ordered() && first.equals(second);
    if (low.equals(high) || !(levels || family(first) != Family.NONE)) {
      throw refusal(first, second);
    }
    if (!levels && family(first) != family(second)) {
      throw refusal(first, second);
    }
  }

  private SchemaException refusal(ColumnType first, ColumnType second) {
    return new SchemaException(
        "a constraint orders the columns '%s' of type %s and '%s' of type %s: expected two columns"
                .formatted(
                    ColumnSettings.shown(low),
                    first.word().text(),
                    ColumnSettings.shown(high),
                    second.word().text())
            + " of numbers, of dates, of times, or of the same ordered categories");
  }

  /** Returns the test of a row. */
  RowFilter.Test test(TableSchema schema) {
    int first = schema.indexOf(low);
    int second = schema.indexOf(high);
    ColumnType lower = schema.columns().get(first).type();
    ColumnType higher = schema.columns().get(second).type();
    boolean sameUnit = sameUnit(lower, higher);
    return (cells, row) -> {
      long a = cells.position(row, first);
      long b = cells.position(row, second);
      return a == ColumnType.MISSING
          || b == ColumnType.MISSING
          || (sameUnit ? a <= b : atMost(lower.value(a), higher.value(b)));
    };
  }

  private enum Family {
    NUMBER,
    DATE,
    TIME,
    NONE
  }

  private static Family family(ColumnType type) {
    if (type instanceof IntegerType || type instanceof DecimalType) {
      return Family.NUMBER;
    } else if (type instanceof DateType || type instanceof TimestampType) {
      return Family.DATE;
    }
    return type instanceof TimeType ? Family.TIME : Family.NONE;
  }

  private static boolean sameUnit(ColumnType first, ColumnType second) {
    if (first instanceof DecimalType a && second instanceof DecimalType b) {
      return a.places() == b.places();
    } else if (first instanceof TimestampType a && second instanceof TimestampType b) {
      return a.format().unit() == b.format().unit();
    } else if (first instanceof TimeType a && second instanceof TimeType b) {
      return a.format().unit() == b.format().unit();
    }
    return first.getClass() == second.getClass();
  }

  /** Compares two Java values of one family. */
  private static boolean atMost(Object first, Object second) {
    if (first instanceof Number && second instanceof Number) {
      return new BigDecimal(first.toString()).compareTo(new BigDecimal(second.toString())) <= 0;
    } else if (first instanceof java.time.LocalTime a && second instanceof java.time.LocalTime b) {
      return !a.isAfter(b);
    }
    return !moment(first).isAfter(moment(second));
  }

  private static java.time.LocalDateTime moment(Object value) {
    return value instanceof LocalDate date ? date.atStartOfDay() : (java.time.LocalDateTime) value;
  }
}
