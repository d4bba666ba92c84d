package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table with their types, its notation as CSV, and constraints on its rows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the columns, from left to right
 * @param csv the notation as CSV
 * @param constraints statements that every drawn row meets
 */
public record TableSchema(
    List<TableColumn> columns, CsvFormat csv, List<RowConstraint> constraints) {
  /** The largest number of columns. */
  public static final int MAX_COLUMNS = 1 << 20;

  /**
   * Creates a schema without constraints.
   *
   * @param columns the columns, from left to right
   * @param csv the notation as CSV
   * @throws SchemaException if there are no or too many columns, or two have one name
   */
  public TableSchema(List<TableColumn> columns, CsvFormat csv) {
    this(columns, csv, List.of());
  }

  /**
   * Checks the columns and the constraints.
   *
   * @throws SchemaException if there are no or too many columns, two have one name, or a constraint
   *     does not fit them
   */
  public TableSchema {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
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
    TableSchema unconstrained =
        constraints.isEmpty() ? this : new TableSchema(columns, csv, List.of());
    constraints.forEach(constraint -> constraint.requireFits(unconstrained));
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

  /** The column of a name that a constraint is about. */
  TableColumn requireLearned(String name) {
    TableColumn column = columns.get(indexOf(name));
    if (column.type() instanceof IgnoredType) {
      throw new SchemaException(
          "a constraint is about the column '%s', which is ignored: expected another column, or"
                  .formatted(ColumnSettings.shown(name))
              + " another type");
    }
    return column;
  }
}
