package dev.wgan.train.report;

import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a typed table that a generator made, and the shares of values in its columns: the content
 * of {@code samples/table.json}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param step the generator iteration
 * @param names the names of the columns
 * @param rows the first rows as texts
 * @param columns the shares of values, by column
 */
public record TableSample(
    long step, List<String> names, List<List<String>> rows, List<Column> columns) {
  /** The name of the file in the folder of samples. */
  public static final String FILE = "table.json";

  /** Copies the lists. */
  public TableSample {
    names = List.copyOf(names);
    rows = rows.stream().map(List::copyOf).toList();
    columns = List.copyOf(columns);
  }

  /**
   * The shares of values in a column.
   *
   * @param name the name of the column
   * @param bins its values or ranges of values
   */
  public record Column(String name, List<Bin> bins) {
    /** Copies the list. */
    public Column {
      bins = List.copyOf(bins);
    }
  }

  /**
   * A value, or a range of values.
   *
   * @param label the value or range
   * @param real the share of it in the data, 0 to 1
   * @param generated the share of it in generated rows, 0 to 1
   */
  public record Bin(String label, double real, double generated) {}

  /**
   * Returns the file of a run.
   *
   * @param folder the run folder
   * @return the file, which only runs of typed tables have
   */
  public static Path file(RunFolder folder) {
    return folder.samples().resolve(FILE);
  }

  /** Reads the file of a run, if it has one. */
  static Optional<TableSample> read(RunFolder folder) {
    Path file = file(folder);
    return Files.exists(file)
        ? Optional.of(NetworkJson.read(file, TableSample.class))
        : Optional.empty();
  }
}
