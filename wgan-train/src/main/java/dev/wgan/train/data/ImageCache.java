package dev.wgan.train.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.wgan.runtime.internal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The decoded images of a folder in a file that outlives the process, so that they are decoded
 * once: the bytes of all images, then the places (32-bit, big-endian, as all that follows) that
 * they have among the folder's files, then channels, height, width, number of images and a magic
 * number.
 *
 * <p>Immutable and thread-safe. The file's name is a digest of everything that its content depends
 * on: names, lengths and times of the image files, and the options. The file is written under
 * another name and moved when it is whole.
 *
 * @param file the file
 */
record ImageCache(Path file) {
  private static final int MAGIC = 0x57475831; // "WGX1"
  private static final int TRAILER_WORDS = 5;

  /** A version that changes when the pixels of equal files change. */
  private static final int DECODING = 2;

  /** The content of a cache file: images, and the places of their files in the folder. */
  record Content(List<Integer> shape, List<Integer> places, Pixels pixels) {}

  /** The cache file for the images of a folder read with these options. */
  static ImageCache of(Path cacheFolder, FileTree tree, DataOptions options) throws IOException {
    MessageDigest sha = Sha256.digest();
    put(
        sha,
        Text.of(
            "%d %s %s %s %s %s %s %s",
            DECODING,
            options.size(),
            options.centreCrop(),
            options.colour(),
            options.background(),
            options.skipBadImages(),
            options.maxSide(),
            options.maxPixels()));
    for (int i = 0; i < tree.files().size(); i++) {
      Path image = tree.files().get(i);
      put(sha, tree.names().get(i));
      put(sha, Files.size(image) + " " + Files.getLastModifiedTime(image).to(NANOSECONDS));
    }
    String key = HexFormat.of().formatHex(sha.digest(), 0, 16);
    return new ImageCache(cacheFolder.resolve("images-" + key + ".wgx"));
  }

  /** Maps the file's images, if the file exists. */
  Optional<Content> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer trailer = read(channel, channel.size() - 4L * TRAILER_WORDS, TRAILER_WORDS);
      List<Integer> shape = List.of(trailer.getInt(), trailer.getInt(), trailer.getInt());
      int count = trailer.getInt();
      long sampleBytes = (long) shape.get(0) * shape.get(1) * shape.get(2);
      if (trailer.getInt() != MAGIC
          || channel.size() != count * sampleBytes + 4L * (count + TRAILER_WORDS)) {
        throw damaged();
      }
      ByteBuffer words = read(channel, count * sampleBytes, count);
      List<Integer> places = new ArrayList<>();
      while (words.hasRemaining()) {
        places.add(words.getInt());
      }
      return Optional.of(
          new Content(shape, places, Pixels.map(channel, 0, count, (int) sampleBytes)));
    }
  }

  /** The trailer after the images. */
  static ByteBuffer trailer(List<Integer> shape, List<Integer> places) {
    ByteBuffer trailer = ByteBuffer.allocate(4 * (places.size() + TRAILER_WORDS));
    places.forEach(trailer::putInt);
    shape.forEach(trailer::putInt);
    return trailer.putInt(places.size()).putInt(MAGIC).flip();
  }

  private ByteBuffer read(FileChannel channel, long from, int words) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words);
    if (from < 0) {
      throw damaged();
    }
    for (int n = 0; n >= 0 && bytes.hasRemaining(); ) {
      n = channel.read(bytes, from + bytes.position());
    }
    return bytes.flip();
  }

  private DataException damaged() {
    return new DataException(
        Text.of(
            "the cached images in %s are damaged: remove the file; it will be created again",
            file));
  }

  private static void put(MessageDigest sha, String text) {
    sha.update(text.getBytes(UTF_8));
    sha.update((byte) 0);
  }
}
