package dev.wgan.train.table;

import dev.wgan.table.CombinationConstraint;
import dev.wgan.table.RowConstraint;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The constraints of a schema, with the combinations that the rows of a table have.
 *
 * <p>Thread-safe: there is no state.
 */
final class ConstraintFit {
  private ConstraintFit() {}

  /** Returns the constraints, which are complete. */
  static List<RowConstraint> of(TableSchema schema, CsvTable table) {
    List<RowConstraint> constraints = new ArrayList<>();
    for (RowConstraint constraint : schema.constraints()) {
      constraints.add(
          constraint instanceof CombinationConstraint fixed && fixed.rows().isEmpty()
              ? new CombinationConstraint(fixed.columns(), combinations(fixed, schema, table))
              : constraint);
    }
    return constraints;
  }

  private static List<List<String>> combinations(
      CombinationConstraint fixed, TableSchema schema, CsvTable table) {
    List<TableColumn> columns =
        fixed.columns().stream().map(name -> schema.columns().get(schema.indexOf(name))).toList();
    List<List<String>> cells =
        fixed.columns().stream().map(name -> table.column(table.names().indexOf(name))).toList();
    Set<List<String>> found = new LinkedHashSet<>();
    for (int r = 0; r < table.size(); r++) {
      List<String> row = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        TableColumn column = columns.get(c);
        row.add(column.text(column.parse(cells.get(c).get(r)))); // one notation for each value
      }
      found.add(row);
      if (found.size() > CombinationConstraint.MAX_ROWS) {
        throw new DataException(
            "the columns %s have more than %s combinations: expected fewer, or no such constraint"
                .formatted(fixed.columns(), CombinationConstraint.MAX_ROWS));
      }
    }
    return List.copyOf(found);
  }
}
