package dev.wgan.train.table;

import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema inferred from the texts of a CSV file, with what a person should know about it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param schema the schema
 * @param notes phrases, each about one column
 */
public record SchemaGuess(TableSchema schema, List<String> notes) {
  /** Copies the list. */
  public SchemaGuess {
    notes = List.copyOf(notes);
  }

  /**
   * Infers the schema of a file. A column gets the most specific type that writes every cell as it
   * came.
   *
   * @param table the file as texts
   * @return the schema; columns of free text are ignored
   */
  public static SchemaGuess of(CsvTable table) {
    List<TableColumn> columns = new ArrayList<>();
    List<String> notes = new ArrayList<>(table.notes());
    for (int c = 0; c < table.names().size(); c++) {
      columns.add(new ColumnGuess(table.names().get(c), table.column(c), notes).column());
    }
    return new SchemaGuess(new TableSchema(columns, table.csv()), notes);
  }
}
