package dev.wgan.train.data;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.TensorData.ElementType;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Loads NumPy files of rows or images.
 *
 * <p>Thread-safe: there is no state.
 */
final class NpyLoader {
  private NpyLoader() {}

  static Dataset load(Path file, DataOptions options) {
    TensorData data = read(file);
    List<Integer> shape = data.shape();
    boolean rows = shape.size() == 2;
    boolean images = shape.size() == 3 || shape.size() == 4;
    if (!rows && !images) {
      throw new DataException(
          Text.of(
                  "%s holds %s values of shape %s: expected numbers [n, columns], or images [n, height,",
                  file, name(data.type()), shape)
              + " width] or [n, channels, height, width]");
    }
    if (data.elements() == 0) {
      throw new DataException(Text.of("%s holds no values: its shape is %s", file, shape));
    }
    return rows ? table(file, data, options) : NpyImages.load(file, data, options);
  }

  static String name(ElementType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static Dataset table(Path file, TensorData data, DataOptions options) {
    int columns = data.shape().get(1);
    List<String> names = IntStream.range(0, columns).mapToObj(c -> "column" + c).toList();
    return Tables.of(
        Datasets.fileName(file),
        file.toString(),
        rows(data, columns),
        names,
        new Findings(1, List.of()),
        options);
  }

  private static Tables.Rows rows(TensorData data, int columns) {
    int count = data.elements() / columns;
    if (data.type() == ElementType.INT64) {
      long[] values = data.longs();
      return new ArrayRows(count, (row, column) -> values[row * columns + column]);
    }
    if (data.type() == ElementType.UINT8) {
      byte[] values = data.bytes();
      return new ArrayRows(count, (row, column) -> values[row * columns + column] & 0xFF);
    }
    float[] values = data.floats();
    return new ArrayRows(count, (row, column) -> values[row * columns + column]);
  }

  private static TensorData read(Path file) {
    try {
      return Npy.read(file);
    } catch (InputException | UncheckedIOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  private interface Cells {
    double get(int row, int column);
  }

  /** Rows that are numbers already. */
  private record ArrayRows(int count, Cells cells) implements Tables.Rows {
    @Override
    public double get(int row, int column) {
      return cells.get(row, column);
    }
  }
}
