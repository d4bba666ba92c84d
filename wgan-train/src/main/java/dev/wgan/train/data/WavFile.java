package dev.wgan.train.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * One WAV file: its header, and its samples as floats.
 *
 * <p>Thread-safe: there is no state. Whole numbers are divided by the largest magnitude of their
 * type, so that values are at least -1 and below 1; floats are unchanged.
 */
final class WavFile {
  private WavFile() {}

  private interface Use<T> {
    T of(SeekableByteChannel in) throws IOException;
  }

  /** Reads the header alone. */
  static WavHeader header(Path file) {
    return read(file, in -> WavHeader.read(file, in));
  }

  /** Decodes a file whose header has been read: {@code [channels][frames]}. */
  static float[][] samples(Path file, WavHeader header) {
    return read(
        file,
        in -> {
          int bytes = header.frames() * header.channels() * header.sampleBytes();
          ByteBuffer encoded = ByteBuffer.allocate(bytes);
          in.position(header.start());
          for (int n = 0; n >= 0 && encoded.hasRemaining(); ) {
            n = in.read(encoded);
          }
          if (encoded.hasRemaining()) {
            throw new IOException("it has become shorter while it was read");
          }
          return decode(encoded.array(), header);
        });
  }

  private static float[][] decode(byte[] encoded, WavHeader header) throws IOException {
    ByteBuffer in = littleEndian(encoded);
    return switch (header.encoding()) {
      case PCM -> wholeNumbers(in, header.channels(), header.sampleBytes());
      case FLOAT -> floats(in, header.channels(), header.sampleBytes());
      case A_LAW ->
          wholeNumbers(expand(encoded, header, AudioFormat.Encoding.ALAW), header.channels());
      case MU_LAW ->
          wholeNumbers(expand(encoded, header, AudioFormat.Encoding.ULAW), header.channels());
    };
  }

  private static float[][] wholeNumbers(ByteBuffer in, int channels) {
    return wholeNumbers(in, channels, Short.BYTES);
  }

  private static float[][] wholeNumbers(ByteBuffer in, int channels, int sampleBytes) {
    int frames = in.remaining() / (channels * sampleBytes);
    float[][] samples = new float[channels][frames];
    int place = 0;
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < channels; c++, place += sampleBytes) {
        samples[c][i] =
            switch (sampleBytes) {
              case 1 -> ((in.get(place) & 0xFF) - 128) / 128f;
              case 2 -> in.getShort(place) / 0x1p15f;
              case 3 -> ((in.get(place) & 0xFF) | (in.getShort(place + 1) << 8)) / 0x1p23f;
              default -> in.getInt(place) / 0x1p31f;
            };
      }
    }
    return samples;
  }

  private static float[][] floats(ByteBuffer in, int channels, int sampleBytes) throws IOException {
    int frames = in.remaining() / (channels * sampleBytes);
    float[][] samples = new float[channels][frames];
    int place = 0;
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < channels; c++, place += sampleBytes) {
        float value = sampleBytes == Float.BYTES ? in.getFloat(place) : (float) in.getDouble(place);
        if (!Float.isFinite(value)) {
          throw new IOException(Text.of("its sample %d is %s: expected numbers", i, value));
        }
        samples[c][i] = value;
      }
    }
    return samples;
  }

  /** Expands bytes of G.711 to 16 bits. */
  private static ByteBuffer expand(byte[] encoded, WavHeader header, AudioFormat.Encoding law)
      throws IOException {
    int channels = header.channels();
    AudioFormat from =
        new AudioFormat(law, header.rate(), 8, channels, channels, header.rate(), false);
    AudioFormat to = new AudioFormat(header.rate(), Short.SIZE, channels, true, false);
    try (AudioInputStream expanded =
        AudioSystem.getAudioInputStream(
            to, new AudioInputStream(new ByteArrayInputStream(encoded), from, header.frames()))) {
      return littleEndian(expanded.readAllBytes());
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static <T> T read(Path file, Use<T> use) {
    try (SeekableByteChannel in = Files.newByteChannel(file)) {
      return use.of(in);
    } catch (IOException | RuntimeException e) { // converters of the JDK may throw either
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new DataException(Text.of("cannot read the WAV file %s: %s", file, reason), e);
    }
  }
}
