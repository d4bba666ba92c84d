package dev.wgan.train.data;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
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
    String name = Datasets.fileName(file);
    String source = file.toString();
    if (data.type() == TensorData.ElementType.INT64
        || (shape.size() != 2 && shape.size() != 4)
        || (shape.size() == 2 && data.type() != TensorData.ElementType.FLOAT32)) {
      throw new DataException(
          "%s holds %s values of shape %s: expected floats [n, columns], or images"
                  .formatted(file, data.type(), shape)
              + " [n, channels, height, width] as floats from -1 to 1 or unsigned bytes");
    }
    if (data.elements() == 0) {
      throw new DataException("%s holds no values: its shape is %s".formatted(file, shape));
    }
    if (shape.size() == 2) {
      int columns = shape.get(1);
      List<String> names = IntStream.range(0, columns).mapToObj(c -> "column" + c).toList();
      return Tables.of(name, source, new FloatColumns(data.floats(), columns), names, options);
    }
    List<Integer> image = shape.subList(1, 4);
    ImageArrays.checkShape(source, image);
    if (data.type() == TensorData.ElementType.FLOAT32) {
      return ImageArrays.unlabelled(name, source, data.floats(), image);
    }
    DataDescription description = DataDescription.images(name, source, image, List.of(), 0);
    Pixels pixels = Pixels.of(data.bytes(), description.sampleSize());
    return new ByteDataset(description, pixels, shape.get(0), new int[0]);
  }

  private static TensorData read(Path file) {
    try {
      return Npy.read(file);
    } catch (InputException | UncheckedIOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Rows that are floats already. */
  private static final class FloatColumns implements Tables.Rows {
    private final float[] values;
    private final int columns;

    FloatColumns(float[] values, int columns) {
      this.values = values;
      this.columns = columns;
    }

    @Override
    public int count() {
      return values.length / columns;
    }

    @Override
    public double get(int row, int column) {
      return values[row * columns + column];
    }
  }
}
