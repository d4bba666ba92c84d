package dev.wgan.train.data;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects samples on the heap, or in a file that is mapped at the end. Where the system allows it,
 * a temporary file is deleted as soon as it is open, so that it cannot outlive the process.
 *
 * <p>Not thread-safe. The caller closes it; the result of {@link #finish} stays valid.
 */
final class PixelWriter implements AutoCloseable {
  private final int sampleBytes;
  private final byte[] heap;
  private final @Nullable FileChannel channel;
  private @Nullable Path file; // to be deleted unless it is kept
  private int samples;

  private PixelWriter(
      int sampleBytes, byte[] heap, @Nullable FileChannel channel, @Nullable Path file) {
    this.sampleBytes = sampleBytes;
    this.heap = heap;
    this.channel = channel;
    this.file = file;
  }

  /** Prepares room for samples on the heap, or above its limit in a temporary file. */
  static PixelWriter open(int samples, int sampleBytes, DataOptions options) throws IOException {
    long bytes = (long) samples * sampleBytes;
    if (bytes <= options.heapLimit() && bytes <= Integer.MAX_VALUE - 8) {
      return new PixelWriter(sampleBytes, new byte[(int) bytes], null, null);
    }
    Path folder = options.cacheFolder().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    Path file = room(folder, bytes);
    return new PixelWriter(
        sampleBytes,
        new byte[0],
        FileChannel.open(file, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE),
        null);
  }

  /** Prepares room for samples in a file that {@link #keep} gives its name. */
  static PixelWriter toKeep(int samples, int sampleBytes, Path folder) throws IOException {
    Path file = room(folder, (long) samples * sampleBytes);
    FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE);
    return new PixelWriter(sampleBytes, new byte[0], channel, file);
  }

  private static Path room(Path folder, long bytes) throws IOException {
    Files.createDirectories(folder);
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new DataException(
          Text.of(
                  "the decoded samples need %d MB, but the folder %s has %d MB left: choose another cache",
                  bytes >> 20, folder, free >> 20)
              + " folder or smaller samples");
    }
    return folder.resolve("wgan-pixels-" + UUID.randomUUID() + ".tmp");
  }

  /** Appends one sample. */
  void write(byte[] sample) throws IOException {
    if (channel == null) {
      System.arraycopy(sample, 0, heap, samples * sampleBytes, sampleBytes);
    } else {
      write(channel, ByteBuffer.wrap(sample, 0, sampleBytes));
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

  /** Everything written, in a file that is whole under its name and ends with a trailer. */
  Pixels keep(Path name, ByteBuffer trailer) throws IOException {
    if (channel == null || file == null) {
      throw new IllegalStateException("nothing was prepared to be kept");
    }
    write(channel, trailer);
    channel.force(true);
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    file = null;
    return finish();
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
