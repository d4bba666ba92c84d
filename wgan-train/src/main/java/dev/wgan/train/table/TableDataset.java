package dev.wgan.train.table;

import dev.wgan.noise.Threefry;
import dev.wgan.runtime.ValueRange;
import dev.wgan.table.ColumnCode;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.Findings;
import dev.wgan.train.data.StoredDataset;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.kind.TableKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Typed rows as training sees them: a normal score for each number or time, 0 if it is missing, and
 * a one-hot value for each category and for each mark of missing values.
 *
 * <p>Thread-safe for reading; closing it does nothing. Values that several rows share have a band
 * of scores. A use of a row draws its scores within their bands; {@link #read} takes the middles.
 */
public final class TableDataset extends StoredDataset {
  private static final long KEY = 0x7469_6573L; // "ties"

  private final FittedTable table;
  private final LogitBlocks layout;
  private final List<Bands> bands; // of each score
  private final List<int[]> places; // of each block: the place of the 1 in a row's values
  private @Nullable CopulaStart copula;
  private @Nullable Whitening whitening;

  private TableDataset(FittedTable table, DataDescription description) {
    super(description, table.size(), new int[0]);
    this.table = table;
    this.layout = LogitBlocks.of(table.codec());
    this.bands = new ArrayList<>();
    this.places = new ArrayList<>();
    List<ColumnCode> codes = table.codec().codes();
    for (int c = 0; c < codes.size(); c++) {
      if (codes.get(c) instanceof ScoreCode code) {
        bands.add(Bands.of(code, table.positions(c)));
      }
    }
    for (LogitBlocks.Block block : layout.blocks()) {
      ColumnCode code = codes.get(block.column());
      int[] logits = LogitBlocks.numbers(code, table.positions(block.column()));
      places.add(IntStream.of(logits).map(logit -> block.first() + logit).toArray());
    }
  }

  /**
   * Reads a CSV file.
   *
   * @param file the file, plain or gzipped
   * @param schema the types of its columns; empty to infer them
   * @param format the separator, and whether the first line holds names
   * @return the rows
   * @throws DataException if the file is not a table, or a cell is not a value of its column
   */
  public static TableDataset open(Path file, Optional<TableSchema> schema, TableFormat format) {
    try {
      CsvTable rows = CsvTable.read(file, format);
      List<String> notes = new ArrayList<>();
      TableSchema types =
          schema.orElseGet(
              () -> {
                SchemaGuess guess = SchemaGuess.of(rows);
                notes.addAll(guess.notes());
                return guess.schema();
              });
      Path last = Objects.requireNonNullElse(file.getFileName(), file);
      return of(last.toString(), file.toString(), FittedTable.of(types, rows), notes);
    } catch (IOException e) {
      throw new DataException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Returns the rows of a table.
   *
   * @param name a short name
   * @param source the origin of the rows
   * @param table the rows and their codes
   * @param notes phrases about everything that was left out or assumed
   * @return the rows
   * @throws DataException if a row has too many values
   */
  public static TableDataset of(String name, String source, FittedTable table, List<String> notes) {
    int width = table.codec().width();
    Whitening.requireWidth(width);
    return new TableDataset(
        table,
        new DataDescription(
            name,
            source,
            new TableKind(table.codec().codes().size()),
            List.of(width),
            new ValueRange(-1, 1),
            List.of(),
            0,
            Optional.empty(),
            new Findings(1, notes)));
  }

  /**
   * Returns the table.
   *
   * @return rows and codes
   */
  public FittedTable table() {
    return table;
  }

  /**
   * Returns the layout of a row's values.
   *
   * @return scores and blocks
   */
  public LogitBlocks layout() {
    return layout;
  }

  /**
   * Returns the copula of the rows, which the first call fits.
   *
   * @return the copula
   */
  public synchronized CopulaStart copula() {
    if (copula == null) {
      copula = CopulaStart.fit(table, 0);
    }
    return copula;
  }

  /**
   * Returns the whitening of the rows, which the first call fits.
   *
   * @return the whitening
   */
  public synchronized Whitening whitening() {
    if (whitening == null) {
      whitening = Whitening.of(this);
    }
    return whitening;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    Objects.checkIndex(index, size());
    for (int k = 0; k < bands.size(); k++) {
      into[offset + k] = (float) bands.get(k).score(index, 0.5);
    }
    ones(index, into, offset);
  }

  @Override
  public void draw(int index, long use, float[] into, int offset) {
    Objects.checkIndex(index, size());
    long key = Threefry.words(KEY, use);
    for (int k = 0; k < bands.size(); k++) {
      double part = UniformDraws.at(key, k);
      into[offset + k] = (float) bands.get(k).score(index, part);
    }
    ones(index, into, offset);
  }

  private void ones(int index, float[] into, int offset) {
    java.util.Arrays.fill(into, offset + layout.scores(), offset + layout.width(), 0);
    for (int[] ones : places) {
      into[offset + ones[index]] = 1;
    }
  }

  /** Does nothing. */
  @Override
  public void close() {}
}
