package dev.wgan.train.data;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.wgan.runtime.internal.Sha256;
import dev.wgan.train.restore.Degradation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The decoded photographs of a folder, as bytes in a file that is mapped: only the parts that are
 * read are in memory. With a cache folder, the file is kept under a name that depends on everything
 * its content depends on, and is not written again; otherwise it is deleted at once where the
 * system allows it.
 *
 * <p>Thread-safe: there is no state.
 */
final class PhotoStore {
  /** A version that changes when the bytes of equal files change. */
  private static final int DECODING = 1;

  private PhotoStore() {}

  /**
   * The pixels of a photograph.
   *
   * @param name the path below the folder
   * @param width the width
   * @param height the height
   * @param pixels {@code [channels, height, width]}
   */
  record Photo(String name, int width, int height, ByteBuffer pixels) {}

  /** A photograph that is to be decoded, and its size after shrinking. */
  private record Entry(String name, Path file, ImageFile.Header header, int width, int height) {
    long bytes(int channels) {
      return (long) channels * width * height;
    }
  }

  /** Decodes photographs, or finds them in the cache. */
  static List<Photo> open(FileTree tree, int channels, int shrink, DataOptions options)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < tree.files().size(); i++) {
      Path file = tree.files().get(i);
      ImageFile.Header header = ImageFile.header(file, options);
      int width = header.width() / shrink;
      int height = header.height() / shrink;
      if (width > 0 && height > 0) {
        entries.add(new Entry(tree.names().get(i), file, header, width, height));
      }
    }
    Optional<Path> kept = kept(entries, channels, shrink, options);
    if (kept.isPresent() && Files.exists(kept.get())) {
      try (FileChannel channel = FileChannel.open(kept.get(), READ)) {
        return map(channel, entries, channels, kept.get());
      }
    }
    return decode(entries, channels, shrink, kept, options);
  }

  /** The file of the cache folder, if there is one. */
  private static Optional<Path> kept(
      List<Entry> entries, int channels, int shrink, DataOptions options) throws IOException {
    if (options.cacheFolder().isEmpty()) {
      return Optional.empty();
    }
    MessageDigest sha = Sha256.digest();
    put(sha, Text.of("%d %d %d %d", DECODING, channels, shrink, options.background()));
    for (Entry entry : entries) {
      put(sha, entry.name());
      long time = Files.getLastModifiedTime(entry.file()).to(TimeUnit.NANOSECONDS);
      put(sha, Files.size(entry.file()) + " " + time);
    }
    String key = HexFormat.of().formatHex(sha.digest(), 0, 16);
    return options.cacheFolder().map(folder -> folder.resolve("photos-" + key + ".wgp"));
  }

  private static void put(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static List<Photo> decode(
      List<Entry> entries, int channels, int shrink, Optional<Path> kept, DataOptions options)
      throws IOException {
    Path folder = options.cacheFolder().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    Files.createDirectories(folder);
    Path file = folder.resolve("wgan-photos-" + UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        kept.isPresent()
            ? FileChannel.open(file, CREATE_NEW, READ, WRITE)
            : FileChannel.open(file, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE)) {
      for (int i = 0; i < entries.size(); i++) {
        ByteBuffer bytes = ByteBuffer.wrap(pixels(entries.get(i), channels, shrink, options));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        options.progress().decoded(i + 1, entries.size());
      }
      if (kept.isPresent()) {
        channel.force(true);
        Files.move(file, kept.get(), StandardCopyOption.ATOMIC_MOVE);
      }
      return map(channel, entries, channels, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static byte[] pixels(Entry entry, int channels, int shrink, DataOptions options) {
    byte[] whole = ImageFile.pixels(entry.file(), entry.header(), channels, options.background());
    if (shrink == 1) {
      return whole;
    }
    int width = entry.header().width();
    int height = entry.height() * shrink;
    byte[] small = new byte[channels * entry.width() * entry.height()];
    float[] plane = new float[entry.width() * shrink * height];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < plane.length; i++) {
        int row = i / (entry.width() * shrink);
        int column = i % (entry.width() * shrink);
        plane[i] = whole[(c * entry.header().height() + row) * width + column] & 0xFF;
      }
      float[] reduced = Degradation.BOX.reduce(plane, 1, height, entry.width() * shrink, shrink);
      for (int i = 0; i < reduced.length; i++) {
        small[c * reduced.length + i] = (byte) Math.round(reduced[i]);
      }
    }
    return small;
  }

  /** Maps each photograph by itself, because a buffer is limited to 2 GB. */
  private static List<Photo> map(FileChannel channel, List<Entry> entries, int channels, Path file)
      throws IOException {
    long expected = entries.stream().mapToLong(entry -> entry.bytes(channels)).sum();
    if (channel.size() != expected) {
      throw new DataException(
          Text.of(
              "the cached photographs in %s have %d bytes, %d are expected: remove the file; it will be created again",
              file, channel.size(), expected));
    }
    List<Photo> photos = new ArrayList<>();
    long offset = 0;
    for (Entry entry : entries) {
      long bytes = entry.bytes(channels);
      ByteBuffer pixels = channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes);
      photos.add(new Photo(entry.name(), entry.width(), entry.height(), pixels));
      offset += bytes;
    }
    return photos;
  }
}
