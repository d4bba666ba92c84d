package dev.wgan.examples;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.Samples;
import dev.wgan.table.DecimalType;
import dev.wgan.table.Table;
import dev.wgan.table.TableColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A database table with the columns of a model.
 *
 * <p>Not thread-safe, as connections are not.
 */
final class SqlTable {
  private static final Map<String, String> TYPES =
      Map.of(
          "Long", "BIGINT",
          "String", "VARCHAR",
          "Boolean", "BOOLEAN",
          "LocalDate", "DATE",
          "LocalTime", "TIME",
          "LocalDateTime", "TIMESTAMP",
          "UUID", "UUID");

  private final Connection connection;
  private final String name;
  private final Generator generator;
  private final List<TableColumn> columns;

  SqlTable(Connection connection, String name, Generator generator) {
    this.connection = connection;
    this.name = quoted(name);
    this.generator = generator;
    this.columns = generator.info().table().orElseThrow().schema().columns();
  }

  /** Creates the table; columns without missing values are NOT NULL. */
  void create() throws SQLException {
    String all =
        columns.stream()
            .map(
                column ->
                    "%s %s%s"
                        .formatted(
                            quoted(column.name()),
                            type(column),
                            column.missing().isPresent() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    execute(connection, "CREATE TABLE %s (%s)".formatted(name, all));
  }

  /** Draws rows chunk by chunk and inserts each chunk as a batch. */
  void insert(SampleRequest request) throws SQLException {
    String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(name, places))) {
      for (Iterator<Samples> chunks = generator.stream(request).iterator(); chunks.hasNext(); ) {
        Table table = chunks.next().table();
        for (int r = 0; r < table.size(); r++) {
          for (int c = 0; c < columns.size(); c++) {
            insert.setObject(c + 1, table.value(r, c));
          }
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }

  /** Drops a table. */
  static void drop(Connection connection, String name) throws SQLException {
    execute(connection, "DROP TABLE IF EXISTS " + quoted(name));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String type(TableColumn column) {
    if (column.type() instanceof DecimalType decimal) {
      return "DECIMAL(38, %s)".formatted(decimal.places());
    }
    String word = column.type().javaType().getSimpleName();
    return TYPES.getOrDefault(word, "VARCHAR");
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
