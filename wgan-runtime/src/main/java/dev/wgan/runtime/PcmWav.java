package dev.wgan.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;

/** Writes WAV files of 16-bit little-endian PCM. Thread-safe: there is no state. */
final class PcmWav {
  private static final int HEADER = 44;
  private static final int BUFFER = 1 << 16;

  /** The most bytes of values: the size of the rest of the file, in 32 bits, has 36 more. */
  private static final long MAX_BYTES = 0xFFFF_FFFFL - (HEADER - 8);

  private PcmWav() {}

  static void requireName(Path file) {
    FileNames.requireEnding(file, ".wav", "a WAV sound");
  }

  static void write(AudioClip clip, OutputStream out) throws IOException {
    out.write(header(clip.sampleRate(), clip.channels(), clip.length()));
    writeValues(clip, out);
  }

  /**
   * Writes clips of one rate and length after each other, with silence between them.
   *
   * @param n the number of clips, 1 or more
   * @param clips returns each clip when its turn comes
   * @param gap the frames of silence
   */
  static void writeJoined(int n, IntFunction<AudioClip> clips, int gap, OutputStream out)
      throws IOException {
    AudioClip clip = clips.apply(0);
    long frames = (long) n * clip.length() + (n - 1L) * gap;
    out.write(header(clip.sampleRate(), clip.channels(), frames));
    byte[] silence = new byte[gap * clip.channels() * Short.BYTES];
    writeValues(clip, out);
    for (int i = 1; i < n; i++) {
      out.write(silence);
      writeValues(clips.apply(i), out);
    }
  }

  /** The whole file, or its values only, as one array. */
  static byte[] bytes(AudioClip clip, boolean withHeader) {
    long bytes = (long) clip.length() * clip.channels() * Short.BYTES + HEADER;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new RunException(
          "%s has %s bytes as a WAV file, more than one array holds: write it to a file or a stream"
              .formatted(clip, bytes));
    }
    return HeapArrays.fit(
        clip + " with its bytes",
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream((int) bytes);
          try {
            if (withHeader) {
              out.write(header(clip.sampleRate(), clip.channels(), clip.length()));
            }
            writeValues(clip, out);
          } catch (IOException e) {
            throw new IllegalStateException("an array does not fail", e);
          }
          return out.toByteArray();
        });
  }

  /**
   * The first 44 bytes of a file.
   *
   * @throws InputException if the file would be larger than the format allows
   */
  static byte[] header(int sampleRate, int channels, long frames) {
    int frame = channels * Short.BYTES;
    if (frames > MAX_BYTES / frame) {
      throw new InputException(
          "%s frames of %s bytes are too many for one WAV file: expected at most %s, which is 4 GB;"
                  .formatted(frames, frame, MAX_BYTES / frame)
              + " write fewer samples, or a file for each");
    }
    int bytes = (int) (frames * frame); // unsigned
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(bytes + HEADER - 8).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) channels); // PCM
    header.putInt(sampleRate).putInt(sampleRate * frame);
    header.putShort((short) frame).putShort((short) Short.SIZE);
    return header.put(ascii("data")).putInt(bytes).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The values frame by frame: those of all channels of the first frame come first. */
  private static void writeValues(AudioClip clip, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < clip.length(); frame++) {
      for (int channel = 0; channel < clip.channels(); channel++) {
        buffer.putShort(clip.pcm(channel, frame));
      }
      if (buffer.remaining() < AudioClip.MAX_CHANNELS * Short.BYTES) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }
}
