package dev.wgan.train;

import dev.wgan.table.TableCodec;
import dev.wgan.train.data.Batch;
import dev.wgan.train.table.LogitBlocks;
import dev.wgan.train.table.RowCalibration;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.GenerateRows;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.util.Optional;

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

  private final TableDataset rows;
  private final TrainingNoise noise;

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

  /** The codec of the rows, calibrated with the values that the generator makes. */
  TableCodec codec(WganModel model) {
    LogitBlocks layout = rows.layout();
    int n = Math.max(FEWEST, Math.min(DRAWS, MOST_VALUES / layout.width()));
    float[] values = values(model, Stream.CALIBRATION, n);
    int blocks = Math.max(1, layout.blocks().size());
    float[] uniforms = new Draw(noise, Stream.CALIBRATION, 0, n).uniforms(blocks);
    return RowCalibration.of(rows.table(), values, uniforms);
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
