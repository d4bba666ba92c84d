package dev.wgan.train.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects samples on the heap, or above a limit in an anonymous temporary file that is mapped at
 * the end: the file has no name where the system allows that, so that it cannot outlive the
 * process.
 *
 * <p>Not thread-safe. Who opened it closes it; what {@link #finish} returned stays.
 */
final class PixelWriter implements AutoCloseable {
  private final int sampleBytes;
  private final byte[] heap;
  private final @Nullable FileChannel channel;
  private int samples;

  private PixelWriter(int sampleBytes, byte[] heap, @Nullable FileChannel channel) {
    this.sampleBytes = sampleBytes;
    this.heap = heap;
    this.channel = channel;
  }

  /** Prepares room for at most {@code samples} samples. */
  static PixelWriter open(int samples, int sampleBytes, DataOptions options) throws IOException {
    long bytes = (long) samples * sampleBytes;
    if (bytes <= options.heapLimit() && bytes <= Integer.MAX_VALUE - 8) {
      return new PixelWriter(sampleBytes, new byte[(int) bytes], null);
    }
    Path folder = options.cacheFolder().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    Files.createDirectories(folder);
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new DataException(
          "the decoded images need %d MB, but the cache folder %s has %d MB left: choose another"
                  .formatted(bytes >> 20, folder, free >> 20)
              + " cache folder or smaller images");
    }
    FileChannel channel =
        FileChannel.open(
            folder.resolve("wgan-pixels-" + UUID.randomUUID() + ".tmp"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    return new PixelWriter(sampleBytes, new byte[0], channel);
  }

  /** Appends one sample. */
  void write(byte[] sample) throws IOException {
    if (channel == null) {
      System.arraycopy(sample, 0, heap, samples * sampleBytes, sampleBytes);
    } else {
      ByteBuffer bytes = ByteBuffer.wrap(sample, 0, sampleBytes);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    samples++;
  }

  /** The samples written so far. */
  int samples() {
    return samples;
  }

  /** Everything written, to be read from now on. */
  Pixels finish() throws IOException {
    if (channel != null) {
      return Pixels.map(channel, 0, samples, sampleBytes);
    }
    int bytes = samples * sampleBytes;
    return Pixels.of(bytes == heap.length ? heap : Arrays.copyOf(heap, bytes), sampleBytes);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
