package dev.wgan.train.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The header of a WAV file: the format of its samples and their place.
 *
 * <p>Immutable and thread-safe.
 *
 * @param encoding the encoding of the samples
 * @param channels 1 or 2
 * @param rate samples per second and channel
 * @param sampleBytes the bytes of one sample of one channel
 * @param start the place of the first sample in the file
 * @param frames samples of each channel
 */
record WavHeader(
    Encoding encoding, int channels, int rate, int sampleBytes, long start, int frames) {
  /** More values than these are refused, because a file is decoded in memory. */
  static final int MAX_VALUES = 1 << 27;

  private static final int EXTENSIBLE = 0xFFFE;
  private static final int GUID = 24; // place of the sub-format in an extensible format
  private static final long UNKNOWN = 0x7FFFF000L; // written by programs that write to a pipe

  /** An encoding of samples. */
  enum Encoding {
    /** Whole numbers; those of one byte are unsigned. */
    PCM,
    /** IEEE 754 numbers of 32 or 64 bits. */
    FLOAT,
    /** Bytes by ITU-T G.711 A-law. */
    A_LAW,
    /** Bytes by ITU-T G.711 mu-law. */
    MU_LAW
  }

  private record Format(Encoding encoding, int channels, int rate, int sampleBytes) {}

  /** Reads a header: the chunks up to the samples, whatever else lies between them. */
  static WavHeader read(Path file, SeekableByteChannel in) throws IOException {
    if (in.size() == 0) {
      throw new IOException("it has no bytes");
    }
    String magic = in.size() < 12 ? "" : text(at(in, 0, 12), 0);
    if (!magic.equals("RIFF") || !text(at(in, 0, 12), 8).equals("WAVE")) {
      throw new IOException(notWav(file, magic));
    }
    Format format = null;
    for (long place = 12; place + 8 <= in.size(); ) {
      ByteBuffer head = at(in, place, 8);
      String name = text(head, 0);
      long size = Integer.toUnsignedLong(head.getInt(4));
      long start = place + 8;
      if (name.equals("data")) {
        if (format == null) {
          throw new IOException("its samples come before their format");
        }
        return of(format, start, size, in.size() - start);
      }
      if (start + size > in.size()) {
        throw new IOException("it is truncated in its chunk '" + name.strip() + "'");
      }
      if (name.equals("fmt ")) {
        format = format(at(in, start, (int) Math.min(size, 40)));
      }
      place = start + size + (size & 1);
    }
    throw new IOException(format == null ? "it has no format" : "it has no samples");
  }

  private static WavHeader of(Format format, long start, long size, long rest) throws IOException {
    if (size > rest && size < UNKNOWN) {
      throw new IOException(
          Text.of("it is truncated: %d bytes of samples are there of %d", rest, size));
    }
    int frameBytes = format.channels() * format.sampleBytes();
    long frames = Math.min(size, rest) / frameBytes;
    if (frames == 0) {
      throw new IOException("its length is zero: it has no samples");
    }
    if (frames * format.channels() > MAX_VALUES) {
      throw new IOException(
          Text.of(
              "it has %d values: expected at most %d; split it",
              frames * format.channels(), MAX_VALUES));
    }
    return new WavHeader(
        format.encoding(),
        format.channels(),
        format.rate(),
        format.sampleBytes(),
        start,
        (int) frames);
  }

  private static Format format(ByteBuffer fmt) throws IOException {
    if (fmt.remaining() < 16) {
      throw new IOException(Text.of("its format has %d bytes of 16", fmt.remaining()));
    }
    int tag = Short.toUnsignedInt(fmt.getShort(0));
    if (tag == EXTENSIBLE && fmt.remaining() >= GUID + 2) {
      tag = Short.toUnsignedInt(fmt.getShort(GUID));
    }
    int channels = Short.toUnsignedInt(fmt.getShort(2));
    int rate = fmt.getInt(4);
    int frameBytes = Short.toUnsignedInt(fmt.getShort(12));
    int bits = Short.toUnsignedInt(fmt.getShort(14));
    if (channels < 1 || channels > 2) {
      throw new IOException(Text.of("it has %d channels: expected 1 or 2", channels));
    }
    if (rate < 1 || rate > SoundOptions.MAX_RATE) {
      throw new IOException(
          Text.of("its rate is %d: expected 1 to %d", rate, SoundOptions.MAX_RATE));
    }
    Encoding encoding = encoding(tag);
    int sampleBytes = (bits + 7) / 8;
    boolean fits =
        switch (encoding) {
          case PCM -> sampleBytes >= 1 && sampleBytes <= 4;
          case FLOAT -> bits == 32 || bits == 64;
          case A_LAW, MU_LAW -> bits == 8;
        };
    if (!fits || frameBytes != channels * sampleBytes) {
      throw new IOException(
          Text.of(
              "its samples have %d bits in %d bytes of %d channels: expected 8, 16, 24 or 32 bits",
              bits, frameBytes, channels));
    }
    return new Format(encoding, channels, rate, sampleBytes);
  }

  private static Encoding encoding(int tag) throws IOException {
    return switch (tag) {
      case 1 -> Encoding.PCM;
      case 3 -> Encoding.FLOAT;
      case 6 -> Encoding.A_LAW;
      case 7 -> Encoding.MU_LAW;
      default ->
          throw new IOException(
              Text.of(
                  "it is compressed (format %d): expected PCM, floats, A-law or mu-law; convert it,"
                      + " for example with ffmpeg",
                  tag));
    };
  }

  private static String notWav(Path file, String magic) throws IOException {
    return switch (magic) {
      case "RF64", "BW64", "RIFX" ->
          "it is an " + magic + " file: expected RIFF; convert it, for example with ffmpeg";
      default ->
          FileSignature.of(file)
              .map(other -> "it is " + other)
              .orElse("its content is not that of a WAV file");
    };
  }

  /** Some bytes of a file; fewer at its end. */
  private static ByteBuffer at(SeekableByteChannel in, long place, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    in.position(place);
    for (int n = 0; n >= 0 && bytes.hasRemaining(); ) {
      n = in.read(bytes);
    }
    return bytes.flip();
  }

  private static String text(ByteBuffer bytes, int place) {
    byte[] name = new byte[4];
    bytes.get(place, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }
}
