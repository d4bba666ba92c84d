package dev.wgan.train.data;

import dev.wgan.runtime.internal.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Loads idx files of images, with labels.
 *
 * <p>Thread-safe: there is no state.
 */
final class IdxLoader {
  private static final int HEADER_BYTES = 16;

  /** Deflate cannot compress better than 1032 to 1, so a header that claims more is wrong. */
  private static final int MAX_COMPRESSION = 1032;

  private static final List<String> FASHION_CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** SHA-256 of the labels of Fashion-MNIST's two parts, one byte each. */
  private static final Set<String> FASHION_LABELS =
      Set.of(
          "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7",
          "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9");

  private IdxLoader() {}

  static Dataset load(IdxFiles files, DataOptions options) throws IOException {
    // Labels first: they are small, and their errors are found before the long work.
    int[] labels =
        files.labels().isPresent() ? readLabels(files, files.labels().get()) : new int[0];
    List<String> names = classNames(labels, options.classNames(), files.source());
    try (IdxStream images = IdxStream.open(files.source(), files.images(), 3)) {
      int count = images.dimension(0);
      int height = images.dimension(1);
      int width = images.dimension(2);
      checkCounts(files.source(), count, labels.length);
      ImageLimits.check(files.source(), width, height, options);
      if (files.file().isPresent()) {
        checkLength(files.file().get(), count, (long) height * width);
      }
      int channels = options.colour() == Colour.RGB ? 3 : 1;
      ImageFit fit = ImageFit.of(1, height, width, options);
      DataDescription description =
          DataDescription.images(
              files.name(),
              files.source(),
              List.of(channels, fit.height(), fit.width()),
              names,
              new Findings(labels.length == 0 ? 1 : 2, List.of()));
      boolean asTheyAre = channels == 1 && fit.identity();
      Pixels pixels =
          asTheyAre && mappable(files.file(), count, height * width, options)
              ? map(files.file().orElseThrow(), count, height * width)
              : read(images, fit, channels, options);
      return new ByteDataset(description, pixels, count, labels);
    }
  }

  private static Pixels read(IdxStream images, ImageFit fit, int channels, DataOptions options)
      throws IOException {
    int count = images.dimension(0);
    byte[] grey = new byte[images.dimension(1) * images.dimension(2)];
    int plane = fit.height() * fit.width();
    byte[] sample = new byte[channels * plane];
    try (PixelWriter writer = PixelWriter.open(count, sample.length, options)) {
      for (int i = 0; i < count; i++) {
        images.read(grey, i);
        byte[] fitted = fit.apply(grey);
        for (int c = 0; c < channels; c++) {
          System.arraycopy(fitted, 0, sample, c * plane, plane);
        }
        writer.write(sample);
      }
      images.expectEnd();
      return writer.finish();
    }
  }

  private static boolean mappable(
      Optional<Path> file, int count, int sampleBytes, DataOptions options) throws IOException {
    long plain = HEADER_BYTES + (long) count * sampleBytes;
    return file.isPresent()
        && plain - HEADER_BYTES > options.heapLimit()
        && Files.size(file.get()) == plain;
  }

  private static Pixels map(Path file, int count, int sampleBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return Pixels.map(channel, HEADER_BYTES, count, sampleBytes);
    }
  }

  private static int[] readLabels(IdxFiles files, IdxFiles.Opener opener) throws IOException {
    String source = "the label file of " + files.source();
    try (IdxStream stream = IdxStream.open(source, opener, 1)) {
      byte[] label = new byte[1];
      IntStream.Builder labels = IntStream.builder();
      for (int i = 0; i < stream.dimension(0); i++) {
        stream.read(label, i);
        labels.add(label[0] & 0xFF);
      }
      stream.expectEnd();
      return labels.build().toArray();
    }
  }

  private static List<String> classNames(int[] labels, List<String> given, String source) {
    OptionalInt highest = IntStream.of(labels).max();
    if (highest.isEmpty()) {
      if (!given.isEmpty()) {
        throw new DataException(
            Text.of(
                "%d class names for %s, which has no label file next to it: expected labels or no names",
                given.size(), source));
      }
      return List.of();
    }
    if (!given.isEmpty()) {
      return given; // whether they reach is checked with the labels
    }
    return FASHION_LABELS.contains(sha256(labels))
        ? FASHION_CLASSES
        : IntStream.rangeClosed(0, highest.getAsInt()).mapToObj(Integer::toString).toList();
  }

  private static String sha256(int[] labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
  }

  private static void checkCounts(String source, int images, int labels) {
    if (labels != 0 && labels != images) {
      throw new DataException(
          Text.of(
              "%s announces %d images, but its label file %d labels: expected as many of both",
              source, images, labels));
    }
  }

  /** Refuses a header that announces more than the file can hold, before memory is allocated. */
  private static void checkLength(Path file, int count, long sampleBytes) throws IOException {
    long bytes = Files.size(file);
    if ((double) count * sampleBytes > (double) bytes * MAX_COMPRESSION) {
      throw new DataException(
          Text.of(
              "%s is truncated: its header announces %d images of %d bytes, but the file has %d bytes",
              file, count, sampleBytes, bytes));
    }
  }
}
