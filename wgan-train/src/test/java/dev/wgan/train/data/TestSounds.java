package dev.wgan.train.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Makes WAV files, byte by byte or with the JDK. */
public final class TestSounds {
  static final int PCM = 1;
  static final int FLOAT = 3;
  static final int A_LAW = 6;
  static final int MU_LAW = 7;

  private TestSounds() {}

  /**
   * Writes a file of 16 bits with the JDK.
   *
   * @param file the file; its folder is made
   * @param rate samples per second
   * @param channels 1 or 2
   * @param values the values, frame by frame
   * @return the file
   * @throws IOException if it cannot be written
   */
  public static Path write(Path file, int rate, int channels, short... values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(values);
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    Files.createDirectories(file.getParent());
    try (AudioInputStream in =
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()), format, values.length / channels)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  /** The values of a tone, 16 bits. */
  static short[] tone(int rate, double hertz, int length, double amplitude) {
    short[] values = new short[length];
    for (int i = 0; i < length; i++) {
      values[i] = (short) Math.round(32768 * amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return values;
  }

  static byte[] riff(byte[]... chunks) {
    byte[] body = join(chunks);
    return join(text("RIFF"), number(4, body.length + 4), text("WAVE"), body);
  }

  static byte[] format(int tag, int channels, int rate, int bits) {
    int frame = channels * bits / 8;
    return chunk(
        "fmt ",
        join(
            number(2, tag),
            number(2, channels),
            number(4, rate),
            number(4, (long) rate * frame),
            number(2, frame),
            number(2, bits)));
  }

  /** A chunk, padded to an even number of bytes. */
  static byte[] chunk(String name, byte[] content) {
    return join(text(name), number(4, content.length), content, new byte[content.length & 1]);
  }

  static byte[] number(int bytes, long value) {
    byte[] number = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      number[i] = (byte) (value >> (8 * i));
    }
    return number;
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
