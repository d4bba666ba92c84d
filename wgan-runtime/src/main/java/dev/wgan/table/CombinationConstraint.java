package dev.wgan.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The constraint that some columns occur in fixed combinations only, such as a city and its
 * country.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the names of the columns, two or more
 * @param rows the combinations, as cells are written; none for those of the training data
 */
public record CombinationConstraint(List<String> columns, List<List<String>> rows)
    implements RowConstraint {
  /** The largest number of combinations. */
  public static final int MAX_ROWS = 1 << 16;

  /**
   * Copies the lists, and checks their sizes.
   *
   * @throws SchemaException if there are too many combinations, or one has another number of cells
   */
  public CombinationConstraint {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (columns.size() < 2 || rows.size() > MAX_ROWS) {
      throw new SchemaException(
          "a constraint has %s combinations of %s columns: expected at most %s, of two or more"
              .formatted(rows.size(), columns.size(), MAX_ROWS));
    }
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new SchemaException(
            "the combination %s has %s cells: expected %s, one for each of %s"
                .formatted(
                    ColumnSettings.shown(row.toString()), row.size(), columns.size(), columns));
      }
    }
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(ConstraintWord.KEY, ConstraintWord.COMBINATIONS.text());
    fields.put("columns", ColumnSettings.list(columns));
    if (!rows.isEmpty()) {
      fields.put("rows", ColumnSettings.list(rows.stream().map(ColumnSettings::list).toList()));
    }
    return fields;
  }

  @Override
  public void requireFits(TableSchema schema) {
    positions(schema);
  }

  private Set<List<Long>> positions(TableSchema schema) {
    List<TableColumn> owners = columns.stream().map(name -> schema.requireLearned(name)).toList();
    for (TableColumn owner : owners) {
      if (owner.type() instanceof SequenceType || owner.type() instanceof UuidType) {
        throw new SchemaException(
            "a constraint fixes combinations of the key '%s', which is made anew: expected a column"
                    .formatted(ColumnSettings.shown(owner.name()))
                + " that is learned");
      }
    }
    Set<List<Long>> positions = new HashSet<>();
    for (List<String> row : rows) {
      List<Long> cells = new ArrayList<>();
      for (int c = 0; c < row.size(); c++) {
        cells.add(owners.get(c).parse(row.get(c)));
      }
      positions.add(cells);
    }
    return positions;
  }

  /** Returns the test of a row. */
  RowFilter.Test test(TableSchema schema) {
    Set<List<Long>> allowed = positions(schema);
    int[] places = columns.stream().mapToInt(schema::indexOf).toArray();
    return (cells, row) -> {
      List<Long> combination = new ArrayList<>(places.length);
      for (int place : places) {
        combination.add(cells.position(row, place));
      }
      return allowed.contains(combination);
    };
  }
}
