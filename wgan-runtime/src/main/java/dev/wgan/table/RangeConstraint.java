package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The constraint that the values of a column lie within a range. A missing value meets it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param column the name of the column
 * @param low the lowest value, as a cell is written; empty for no such limit
 * @param high the highest value, as a cell is written; empty for no such limit
 */
public record RangeConstraint(String column, Optional<String> low, Optional<String> high)
    implements RowConstraint {
  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ConstraintWord.KEY, ConstraintWord.RANGE.text());
    fields.put("column", column);
    low.ifPresent(text -> fields.put("low", text));
    high.ifPresent(text -> fields.put("high", text));
    return fields;
  }

  @Override
  public void requireFits(TableSchema schema) {
    set(schema);
  }

  /** Returns the test of a row. */
  RowFilter.Test test(TableSchema schema) {
    int place = schema.indexOf(column);
    PositionSet set = set(schema);
    return (cells, row) -> set.contains(cells.position(row, place));
  }

  private PositionSet set(TableSchema schema) {
    TableColumn owner = schema.requireLearned(column);
    if (low.isEmpty() && high.isEmpty()) {
      throw new SchemaException(
          "the range of the column '%s' has no limits: expected low, high or both"
              .formatted(ColumnSettings.shown(column)));
    }
    ColumnDomain domain =
        new ColumnDomain(owner, PositionSet.range(PositionSet.LOWEST, Long.MAX_VALUE));
    PositionSet set = domain.cells();
    if (low.isPresent()) {
      set = set.and(domain.set(comparison(Comparing.AT_LEAST, low.get())));
    }
    if (high.isPresent()) {
      set = set.and(domain.set(comparison(Comparing.AT_MOST, high.get())));
    }
    if (set.isEmpty()) {
      throw new SchemaException(
          "the range of the column '%s' goes from %s to %s: expected the lower limit first"
              .formatted(ColumnSettings.shown(column), low.orElse(""), high.orElse("")));
    }
    return set.withMissing();
  }

  private CellComparison comparison(Comparing operator, String value) {
    return new CellComparison(column, operator, java.util.List.of(value));
  }
}
