package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table with their types, and its notation as CSV.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the columns, from left to right
 * @param csv the notation as CSV
 */
public record TableSchema(List<TableColumn> columns, CsvFormat csv) {
  /** The largest number of columns. */
  public static final int MAX_COLUMNS = 1 << 20;

  /**
   * Checks the columns.
   *
   * @throws SchemaException if there are none or too many, or two have one name
   */
  public TableSchema {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || columns.size() > MAX_COLUMNS) {
      throw new SchemaException(
          "a table of %s columns: expected 1 to %s".formatted(columns.size(), MAX_COLUMNS));
    }
    Set<String> names = new HashSet<>();
    for (TableColumn column : columns) {
      if (!names.add(column.name())) {
        throw new SchemaException(
            "two columns have the name '%s': expected names that differ"
                .formatted(ColumnSettings.shown(column.name())));
      }
    }
  }

  /**
   * Returns the columns that a generator makes: all but those of type {@link IgnoredType}.
   *
   * @return the columns, from left to right
   */
  public List<TableColumn> written() {
    return columns.stream().filter(column -> !(column.type() instanceof IgnoredType)).toList();
  }

  /**
   * Returns the place of a column.
   *
   * @param name its name
   * @return its place, 0 or more
   * @throws SchemaException if there is none; the message suggests the nearest name
   */
  public int indexOf(String name) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(name)) {
        return c;
      }
    }
    throw new SchemaException(
        "there is no column '%s': %s"
            .formatted(
                ColumnSettings.shown(name),
                Spelling.suggestion(
                    name, "the columns are", columns.stream().map(TableColumn::name).toList())));
  }
}
