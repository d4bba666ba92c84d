package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelsTest {
  @TempDir Path folder;

  /** Segments of one sample, of a few, with and without a rest, and of all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 14, 15, 20, 49, 50, 1000})
  void samplesAreFoundInTheirSegments(int segmentBytes) throws IOException {
    byte[] bytes = TestImages.bytes(3 + 10 * 5, 9);
    Path file = Files.write(folder.resolve("x"), bytes);
    try (FileChannel channel = FileChannel.open(file)) {
      Pixels pixels = Pixels.map(channel, 3, 10, 5, segmentBytes);
      for (int i = 0; i < 50; i++) {
        byte found = pixels.segmentOf(i / 5).get(pixels.startOf(i / 5) + i % 5);
        assertThat(found).isEqualTo(bytes[3 + i]);
      }
    }
  }

  /** A sparse file of 5 GB takes no room, and shows that offsets beyond 32 bits are right. */
  @Test
  void filesMayExceedFourGigabytes() throws IOException {
    Path file = folder.resolve("large");
    int samples = 5_000;
    int sampleBytes = 1_000_003;
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(16L + (long) samples * sampleBytes);
      for (int sample = 0; sample < samples; sample += 499) {
        large.seek(16 + (long) sample * sampleBytes);
        large.write(sample % 251 + 1);
      }
      Pixels pixels = Pixels.map(large.getChannel(), 16, samples, sampleBytes);
      for (int sample = 0; sample < samples; sample += 499) {
        byte found = pixels.segmentOf(sample).get(pixels.startOf(sample));
        assertThat(found & 0xFF).isEqualTo(sample % 251 + 1);
      }
    }
  }
}
