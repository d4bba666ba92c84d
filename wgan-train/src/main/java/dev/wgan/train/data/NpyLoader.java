package dev.wgan.train.data;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
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
    checkImages(file, image, data.type() == TensorData.ElementType.FLOAT32, options);
    if (data.type() == TensorData.ElementType.FLOAT32) {
      return ImageArrays.unlabelled(name, source, data.floats(), image);
    }
    return bytes(name, source, data, options);
  }

  private static Dataset bytes(String name, String source, TensorData data, DataOptions options) {
    int channels = data.shape().get(1);
    ImageFit fit = ImageFit.of(channels, data.shape().get(2), data.shape().get(3), options);
    DataDescription description =
        DataDescription.images(
            name, source, List.of(channels, fit.height(), fit.width()), List.of(), 0);
    int images = data.shape().get(0);
    byte[] bytes = data.bytes();
    int from = bytes.length / images;
    int to = description.sampleSize();
    byte[] fitted = fit.identity() ? bytes : new byte[Math.multiplyExact(images, to)];
    for (int i = 0; i < images && !fit.identity(); i++) {
      byte[] image = Arrays.copyOfRange(bytes, i * from, (i + 1) * from);
      System.arraycopy(fit.apply(image), 0, fitted, i * to, to);
    }
    return new ByteDataset(description, Pixels.of(fitted, to), images, new int[0]);
  }

  private static void checkImages(
      Path file, List<Integer> shape, boolean floats, DataOptions options) {
    int channels = shape.get(0);
    if ((options.colour() == Colour.GREY && channels != 1)
        || (options.colour() == Colour.RGB && channels != 3)) {
      throw new DataException(
          "%s holds images of shape %s, not %s: convert them, or leave the colour open"
              .formatted(file, shape, options.colour() == Colour.GREY ? "grey" : "RGB"));
    }
    boolean sized = options.size().isEmpty();
    if (!sized) {
      int size = options.size().getAsInt();
      sized = shape.get(1) == size && shape.get(2) == size;
    }
    if (floats && !sized) {
      throw new DataException(
          "%s holds images of shape %s as floats, which are not resampled to %d pixels: store them"
                  .formatted(file, shape, options.size().getAsInt())
              + " as unsigned bytes, or leave the size open");
    }
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
