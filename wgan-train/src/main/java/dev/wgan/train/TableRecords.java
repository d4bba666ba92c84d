package dev.wgan.train;

import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableColumn;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.report.TableSample;
import dev.wgan.train.table.ColumnShares;
import dev.wgan.train.table.LogitBlocks;
import dev.wgan.train.table.RowCalibration;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.GenerateRows;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a training of typed rows: codes that fit the generator as it is now.
 *
 * <p>Not thread-safe, like the model.
 */
final class TableRecords {
  private static final int DRAWS = 40_000;
  private static final int FEWEST = 4_000;

  /** The values that are drawn at most: tables of many values a row get by with fewer rows. */
  private static final int MOST_VALUES = 8_000_000;

  private static final int CHUNK = 2_000;
  private static final int SHOWN = 4_000;
  private static final int ROWS = 12;
  private static final int COLUMNS = 24;

  private final TableDataset rows;
  private final TrainingNoise noise;
  private @Nullable TableCodec calibrated; // with the latest checkpoint

  private TableRecords(TableDataset rows, TrainingNoise noise) {
    this.rows = rows;
    this.noise = noise;
  }

  /** The records of a task, none unless it makes typed rows. */
  static Optional<TableRecords> of(Task task, TrainingNoise noise) {
    return task instanceof GenerateRows typed
        ? Optional.of(new TableRecords(typed.rows(), noise))
        : Optional.empty();
  }

  /** Writes generated rows and the shares of values in their columns, for the report. */
  void write(WganModel model, RunFolder folder, long step) {
    try {
      TableCodec codec = calibrated == null ? codec(model) : calibrated;
      long seed = noise.seed(Stream.PICTURES);
      Table table = codec.decode(values(model, Stream.PICTURES, SHOWN), seed, 0);
      List<TableSample.Column> columns = new ArrayList<>();
      for (int c = 0; c < codec.codes().size() && columns.size() < COLUMNS; c++) {
        ColumnShares.of(rows.table(), table, c).map(TableRecords::column).ifPresent(columns::add);
      }
      TableSample sample =
          new TableSample(
              step,
              codec.schema().columns().stream().map(TableColumn::name).limit(COLUMNS).toList(),
              IntStream.range(0, ROWS).mapToObj(r -> texts(table, r)).toList(),
              columns);
      Files.createDirectories(folder.samples());
      CheckpointStore.write(TableSample.file(folder), NetworkJson.write(sample));
    } catch (IOException e) {
      throw new TrainingException(
          "the rows in %s cannot be written: %s"
              .formatted(folder.samples(), CheckpointStore.reason(e)),
          e);
    }
  }

  private static List<String> texts(Table table, int row) {
    int columns = Math.min(COLUMNS, table.columns().size());
    return IntStream.range(0, columns).mapToObj(c -> table.text(row, c)).toList();
  }

  private static TableSample.Column column(ColumnShares shares) {
    return new TableSample.Column(
        shares.name(),
        shares.bins().stream()
            .map(bin -> new TableSample.Bin(bin.label(), bin.real(), bin.generated()))
            .toList());
  }

  /** The codec of the rows, calibrated with the values that the generator makes now. */
  TableCodec codec(WganModel model) {
    LogitBlocks layout = rows.layout();
    int n = Math.max(FEWEST, Math.min(DRAWS, MOST_VALUES / layout.width()));
    float[] values = values(model, Stream.CALIBRATION, n);
    int blocks = Math.max(1, layout.blocks().size());
    float[] uniforms = new Draw(noise, Stream.CALIBRATION, 0, n).uniforms(blocks);
    calibrated = RowCalibration.of(rows.table(), values, uniforms);
    return calibrated;
  }

  /** Values of the first rows of a stream, [n, width]. */
  private float[] values(WganModel model, Stream stream, int n) {
    int width = rows.layout().width();
    float[] values = new float[n * width];
    for (int first = 0; first < n; first += CHUNK) {
      int count = Math.min(CHUNK, n - first);
      Batch given = new Draw(noise, stream, first, count).latents();
      float[] chunk = model.values(given);
      System.arraycopy(chunk, 0, values, first * width, chunk.length);
    }
    return values;
  }
}
