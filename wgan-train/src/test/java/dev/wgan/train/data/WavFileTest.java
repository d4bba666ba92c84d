package dev.wgan.train.data;

import static dev.wgan.train.data.TestSounds.A_LAW;
import static dev.wgan.train.data.TestSounds.FLOAT;
import static dev.wgan.train.data.TestSounds.MU_LAW;
import static dev.wgan.train.data.TestSounds.PCM;
import static dev.wgan.train.data.TestSounds.chunk;
import static dev.wgan.train.data.TestSounds.floats;
import static dev.wgan.train.data.TestSounds.format;
import static dev.wgan.train.data.TestSounds.join;
import static dev.wgan.train.data.TestSounds.number;
import static dev.wgan.train.data.TestSounds.riff;
import static dev.wgan.train.data.TestSounds.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WAV files of all encodings, and files that are damaged. */
class WavFileTest {
  @TempDir Path folder;

  @Test
  void wholeNumbersOfAllSizesAreRead() throws IOException {
    assertThat(mono(riff(format(PCM, 1, 8000, 8), chunk("data", bytes(0, 128, 192, 255)))))
        .containsExactly(-1f, 0f, 0.5f, 127 / 128f);
    assertThat(mono(riff(format(PCM, 1, 8000, 16), chunk("data", numbers(2, -32768, 1, 32767)))))
        .containsExactly(-1f, 0x1p-15f, 32767 / 32768f);
    assertThat(
            mono(
                riff(
                    format(PCM, 1, 8000, 24), chunk("data", numbers(3, -8388608, -1, 4194304, 1)))))
        .containsExactly(-1f, -0x1p-23f, 0.5f, 0x1p-23f);
    assertThat(mono(riff(format(PCM, 1, 8000, 32), chunk("data", numbers(4, 1L << 30, -1L << 31)))))
        .containsExactly(0.5f, -1f);
  }

  @Test
  void floatsOf32And64BitsAreRead() throws IOException {
    assertThat(mono(riff(format(FLOAT, 1, 8000, 32), chunk("data", floats(-1, 0.1f, 1)))))
        .containsExactly(-1f, 0.1f, 1f);
    byte[] doubles = number(8, Double.doubleToLongBits(-0.25));
    assertThat(mono(riff(format(FLOAT, 1, 8000, 64), chunk("data", doubles))))
        .containsExactly(-0.25f);
  }

  @Test
  void channelsAreSeparated() throws IOException {
    byte[] data = chunk("data", numbers(2, 16384, -16384, 0, 8192));
    float[][] samples = samples(riff(format(PCM, 2, 8000, 16), data));
    assertThat(samples).hasDimensions(2, 2);
    assertThat(samples[0]).containsExactly(0.5f, 0f);
    assertThat(samples[1]).containsExactly(-0.5f, 0.25f);
  }

  /** G.711's tables: the code of silence, and the largest magnitudes, 8031 and 4032 of 13 bits. */
  @Test
  void lawsAreExpanded() throws IOException {
    assertThat(mono(riff(format(MU_LAW, 1, 8000, 8), chunk("data", bytes(0xFF, 0x80, 0x00)))))
        .containsExactly(0f, 32124 / 32768f, -32124 / 32768f);
    assertThat(mono(riff(format(A_LAW, 1, 8000, 8), chunk("data", bytes(0xAA, 0x2A)))))
        .containsExactly(32256 / 32768f, -32256 / 32768f);
  }

  @Test
  void otherChunksAreSkipped() throws IOException {
    byte[] wav =
        riff(
            chunk("JUNK", new byte[200_001]),
            chunk("fact", number(4, 2)),
            format(PCM, 1, 8000, 16),
            chunk("LIST", text("INFOodd")),
            chunk("data", numbers(2, 16384, 8192)),
            chunk("LIST", new byte[9]));
    assertThat(mono(wav)).containsExactly(0.5f, 0.25f);
  }

  @Test
  void theExtensibleFormatIsRead() throws IOException {
    byte[] fmt =
        join(
            number(2, 0xFFFE),
            number(2, 1),
            number(4, 48_000),
            number(4, 144_000),
            number(2, 3),
            number(2, 24),
            number(2, 22),
            number(2, 20),
            number(4, 4),
            number(2, PCM),
            new byte[14]);
    assertThat(mono(riff(chunk("fmt ", fmt), chunk("data", numbers(3, 4194304)))))
        .containsExactly(0.5f);
  }

  /** Programs that write to a pipe do not know the length; espeak-ng writes 0x7FFFF000. */
  @Test
  void anUnknownLengthReachesToTheEnd() throws IOException {
    for (long length : new long[] {0x7FFFF000L, 0xFFFFFFFFL}) {
      byte[] data = join(text("data"), number(4, length), numbers(2, 16384, 8192));
      assertThat(mono(riff(format(PCM, 1, 22_050, 16), data))).containsExactly(0.5f, 0.25f);
    }
  }

  @Test
  void damagedFilesAreNamedWithTheReason() throws IOException {
    byte[] fmt = format(PCM, 1, 8000, 16);
    byte[] data = chunk("data", new byte[8]);
    refused(new byte[0], "it has no bytes");
    refused(text("hello"), "its content is not that of a WAV file");
    refused(text("<!DOCTYPE html>"), "it is an HTML page");
    refused(join(text("RF64"), new byte[60]), "it is an RF64 file: expected RIFF");
    refused(riff(fmt), "it has no samples");
    refused(riff(chunk("JUNK", new byte[4])), "it has no format");
    refused(riff(data, fmt), "its samples come before their format");
    refused(riff(fmt, chunk("data", new byte[0])), "its length is zero");
    refused(
        riff(fmt, join(text("data"), number(4, 100), new byte[50])),
        "it is truncated: 50 bytes of samples are there of 100");
    refused(
        riff(join(text("fmt "), number(4, 16), new byte[4])), "it is truncated in its chunk 'fmt'");
    refused(riff(chunk("fmt ", new byte[4]), data), "its format has 4 bytes of 16");
    refused(riff(format(PCM, 0, 8000, 16), data), "it has 0 channels: expected 1 or 2");
    refused(riff(format(PCM, 3, 8000, 16), data), "it has 3 channels: expected 1 or 2");
    refused(riff(format(PCM, 1, 0, 16), data), "its rate is 0: expected 1 to 1000000");
    refused(riff(format(PCM, 1, -5, 16), data), "its rate is -5: expected");
    refused(riff(format(PCM, 1, 8000, 0), data), "its samples have 0 bits in 0 bytes of 1 channel");
    refused(riff(format(FLOAT, 1, 8000, 16), data), "its samples have 16 bits in 2 bytes");
    refused(riff(format(85, 1, 8000, 16), data), "it is compressed (format 85): expected PCM");
    byte[] huge = join(text("LIST"), number(4, 0xFFFFFFFFL), new byte[9]);
    refused(riff(fmt, huge), "it is truncated in its chunk 'LIST'");
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(
          riff(format(FLOAT, 1, 8000, 32), chunk("data", floats(0, bad))),
          "its sample 1 is " + bad);
    }
  }

  @Test
  void theResolutionOfStorageIs16Bits() {
    assertThat(ShortDataset.of(-1f)).isEqualTo(Short.MIN_VALUE);
    assertThat(ShortDataset.of(1f)).isEqualTo(Short.MAX_VALUE);
    assertThat(ShortDataset.of(7f)).isEqualTo(Short.MAX_VALUE);
    assertThat((double) ShortDataset.of(0.3f)).isCloseTo(0.3 * 32768, within(0.5));
  }

  private float[] mono(byte[] wav) throws IOException {
    float[][] samples = samples(wav);
    assertThat(samples).hasNumberOfRows(1);
    return samples[0];
  }

  private float[][] samples(byte[] wav) throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), wav);
    return WavFile.samples(file, WavFile.header(file));
  }

  private void refused(byte[] wav, String reason) {
    assertThatThrownBy(() -> samples(wav))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("cannot read the WAV file " + folder.resolve("a.wav") + ": ")
        .hasMessageContaining(reason);
  }

  private static byte[] bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.array();
  }

  private static byte[] numbers(int bytes, long... values) {
    byte[] all = new byte[0];
    for (long value : values) {
      all = join(all, number(bytes, value));
    }
    return all;
  }
}
