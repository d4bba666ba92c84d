package dev.wgan.train.cli;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableSchema;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.table.SchemaGuess;
import dev.wgan.train.table.SchemaJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The choice whether a CSV file is read as typed columns or as plain numbers, and its schema.
 *
 * <p>Thread-safe: there is no state.
 */
final class TypedTable {
  /** A column of more numbers than this is one of numbers, perhaps with a typing error. */
  private static final double MOSTLY = 0.9;

  private static final int FEWEST_ROWS = 2;
  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".txt", ".dat");

  private TypedTable() {}

  /** Reads a schema that a person gave. */
  static String read(Path file) {
    try {
      return SchemaJson.write(SchemaJson.read(NetworkJson.text(file)));
    } catch (SchemaException | NetworkException e) {
      throw new TrainingException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Infers the schema of a file. */
  static String guess(DataSource source) {
    try {
      return SchemaJson.write(SchemaGuess.of(table(source)).schema());
    } catch (DataException e) {
      throw new RefusedData(e);
    } catch (IOException e) {
      throw new TrainingException(
          "%s cannot be read: %s".formatted(source.path(), e.getMessage()), e);
    }
  }

  /**
   * Infers the schema of a file that cannot be read as plain numbers; empty unless a column of it
   * holds something else on purpose.
   */
  static Optional<String> guessIfTyped(DataSource source) {
    try {
      if (!isTable(source) || source.readsNumbers()) {
        return Optional.empty();
      }
      CsvTable table = table(source);
      TableSchema schema = SchemaGuess.of(table).schema();
      boolean typed = false;
      for (int c = 0; c < table.names().size(); c++) {
        boolean missing = schema.columns().get(c).missing().isPresent();
        typed |= missing || !isMostlyNumbers(table.column(c));
      }
      return typed && table.size() >= FEWEST_ROWS
          ? Optional.of(SchemaJson.write(schema))
          : Optional.empty();
    } catch (DataException | SchemaException | IOException e) {
      return Optional.empty(); // the refusal of reading it as numbers stands
    }
  }

  /** Returns whether the data are a file that may hold a table. */
  static boolean isTable(DataSource source) {
    String name = source.path().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return ENDINGS.stream().anyMatch(plain::endsWith);
  }

  private static CsvTable table(DataSource source) throws IOException {
    return CsvTable.read(Path.of(source.path()), format(source));
  }

  private static TableFormat format(DataSource source) {
    return new TableFormat(source.header(), source.separator(), source.decimal(), Optional.empty());
  }

  private static boolean isMostlyNumbers(List<String> cells) {
    long numbers = cells.stream().filter(TypedTable::isNumber).count();
    return numbers > MOSTLY * cells.size();
  }

  private static boolean isNumber(String cell) {
    return cell.strip().matches("[-+]?(\\d+[.,]?\\d*|[.,]\\d+)([eE][-+]?\\d+)?");
  }
}
