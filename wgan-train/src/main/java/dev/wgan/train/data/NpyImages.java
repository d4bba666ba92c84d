package dev.wgan.train.data;

import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.TensorData.ElementType;
import dev.wgan.runtime.ValueRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Makes data sets of the images in a NumPy file: unsigned bytes stay bytes, other numbers become
 * floats from -1 to 1.
 *
 * <p>Thread-safe: there is no state.
 */
final class NpyImages {
  private static final ValueRange BYTES = new ValueRange(0, 255);

  private NpyImages() {}

  static Dataset load(Path file, TensorData data, DataOptions options) {
    List<Integer> all = data.shape();
    List<Integer> image =
        all.size() == 3 ? List.of(1, all.get(1), all.get(2)) : List.copyOf(all.subList(1, 4));
    requireChannels(file, all, image, options);
    boolean bytes = data.type() == ElementType.UINT8;
    Values values = values(data);
    ValueRange range = requireRange(file, data, values, options);
    String name = Datasets.fileName(file);
    if (bytes && range.equals(BYTES)) {
      return bytes(name, file.toString(), data.bytes(), all.get(0), image, options);
    }
    requireSize(file, image, options);
    Findings findings =
        new Findings(
            1, range.equals(DataDescription.IMAGE_RANGE) ? List.of() : List.of(scaled(range)));
    return ImageArrays.of(
        DataDescription.images(name, file.toString(), image, List.of(), findings),
        scaled(values, data.elements(), range),
        new int[0]);
  }

  private interface Values {
    float get(int index);
  }

  private static Values values(TensorData data) {
    if (data.type() == ElementType.FLOAT32) {
      float[] floats = data.floats();
      return i -> floats[i];
    }
    if (data.type() == ElementType.INT64) {
      long[] longs = data.longs();
      return i -> longs[i];
    }
    byte[] bytes = data.bytes();
    return i -> bytes[i] & 0xFF;
  }

  /**
   * The values of black and white: given ones, or those of the type if the values found fit them.
   */
  private static ValueRange requireRange(
      Path file, TensorData data, Values values, DataOptions options) {
    int elements = data.elements();
    float low = values.get(0);
    float high = low;
    for (int i = 0; i < elements; i++) {
      float value = values.get(i);
      if (!Float.isFinite(value)) {
        throw new DataException(
            Text.of(
                "image %d of %s has the value %s: expected finite numbers",
                i / (elements / data.shape().get(0)), file, value));
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    ValueRange usual = data.type() == ElementType.FLOAT32 ? DataDescription.IMAGE_RANGE : BYTES;
    ValueRange range = options.range().orElse(usual);
    String held =
        Text.of(
            "%s holds images as %s with values from %s to %s",
            file, NpyLoader.name(data.type()), number(low), number(high));
    if (low < range.low() || high > range.high()) {
      throw new DataException(
          Text.of("%s: expected %s to %s", held, number(range.low()), number(range.high())),
          Remedy.of(
              "set the values of black and white, for example %s %s",
              DataOption.RANGE, guess(low, high)));
    }
    boolean narrow = high - low <= (range.high() - range.low()) / 2;
    if (narrow && options.range().isEmpty()) {
      throw new DataException(
          Text.of(
              "%s, no more than half of %s to %s, so black and white may have other values",
              held, number(range.low()), number(range.high())),
          Remedy.of(
              "set the values of black and white: %s %s, or %s %s if the images really are this dark or pale",
              DataOption.RANGE,
              guess(low, high),
              DataOption.RANGE,
              number(range.low()) + "," + number(range.high())));
    }
    return range;
  }

  /** The range of black and white that is common for such values. */
  private static String guess(float low, float high) {
    if (low >= 0) {
      return high <= 1
          ? "0,1"
          : high <= 255 ? "0,255" : high <= 65_535 ? "0,65535" : "0," + number(high);
    }
    if (low >= -1 && high <= 1) {
      return low >= -0.5f && high <= 0.5f ? "-0.5,0.5" : "-1,1";
    }
    return number(low) + "," + number(high);
  }

  /** A number without the ".0" of whole ones. */
  private static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9f
        ? Long.toString((long) value)
        : Float.toString(value);
  }

  private static String scaled(ValueRange range) {
    return Text.of(
        "scaled from %s (black) and %s (white)", number(range.low()), number(range.high()));
  }

  private static float[] scaled(Values values, int elements, ValueRange range) {
    float[] scaled = new float[elements];
    boolean asTheyAre = range.equals(DataDescription.IMAGE_RANGE);
    double width = (double) range.high() - range.low();
    for (int i = 0; i < elements; i++) {
      float value = values.get(i);
      scaled[i] = asTheyAre ? value : (float) (2 * (value - (double) range.low()) / width - 1);
    }
    return scaled;
  }

  private static Dataset bytes(
      String name,
      String source,
      byte[] bytes,
      int images,
      List<Integer> shape,
      DataOptions options) {
    int channels = shape.get(0);
    ImageFit fit = ImageFit.of(channels, shape.get(1), shape.get(2), options);
    DataDescription description =
        DataDescription.images(
            name,
            source,
            List.of(channels, fit.height(), fit.width()),
            List.of(),
            new Findings(1, List.of()));
    int from = bytes.length / images;
    int to = description.sampleSize();
    byte[] fitted = fit.identity() ? bytes : new byte[Math.multiplyExact(images, to)];
    for (int i = 0; i < images && !fit.identity(); i++) {
      byte[] image = Arrays.copyOfRange(bytes, i * from, (i + 1) * from);
      System.arraycopy(fit.apply(image), 0, fitted, i * to, to);
    }
    return new ByteDataset(description, Pixels.of(fitted, to), images, new int[0]);
  }

  private static void requireChannels(
      Path file, List<Integer> all, List<Integer> image, DataOptions options) {
    int last = all.get(all.size() - 1);
    int channels = image.get(0);
    if (all.size() == 4 && channels != 1 && channels != 3 && (last == 1 || last == 3)) {
      throw new DataException(
          Text.of(
                  "%s holds images of shape %s with channels last: expected [channels, height, width]; turn",
                  file, image)
              + " them with numpy.transpose(images, (0, 3, 1, 2))");
    }
    ImageArrays.checkShape(file.toString(), image);
    if ((options.colour() == Colour.GREY && channels != 1)
        || (options.colour() == Colour.RGB && channels != 3)) {
      throw new DataException(
          Text.of(
              "%s holds images of shape %s, not %s: convert them",
              file, image, options.colour() == Colour.GREY ? "grey" : "RGB"),
          Remedy.of("or leave out %s", DataOption.COLOUR));
    }
  }

  private static void requireSize(Path file, List<Integer> image, DataOptions options) {
    if (options.size().isPresent()) {
      int size = options.size().getAsInt();
      if (image.get(1) != size || image.get(2) != size) {
        throw new DataException(
            Text.of(
                    "%s holds images of shape %s as floats, which are not resampled to %d pixels: store",
                    file, image, size)
                + " them as unsigned bytes",
            Remedy.of("or leave out %s", DataOption.SIZE));
      }
    }
  }
}
