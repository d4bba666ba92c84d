package dev.wgan.train.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Samples of equally many bytes in segments of whole samples, because a buffer is limited to 2 GB.
 *
 * <p>Immutable and thread-safe: only absolute reads.
 *
 * @param segments the bytes, {@code samplesPerSegment} samples each, the last one perhaps fewer
 * @param samplesPerSegment the number of samples in a segment
 * @param sampleBytes the number of bytes of a sample
 */
record Pixels(List<ByteBuffer> segments, int samplesPerSegment, int sampleBytes) {
  private static final int SEGMENT_BYTES = 1 << 30;

  Pixels {
    segments = List.copyOf(segments);
  }

  /** Samples in one array on the heap. */
  static Pixels of(byte[] bytes, int sampleBytes) {
    return new Pixels(List.of(ByteBuffer.wrap(bytes)), Integer.MAX_VALUE, sampleBytes);
  }

  /** Maps {@code samples} samples that start at {@code offset}; the channel may then be closed. */
  static Pixels map(FileChannel channel, long offset, int samples, int sampleBytes)
      throws IOException {
    return map(channel, offset, samples, sampleBytes, SEGMENT_BYTES);
  }

  /** Maps samples in segments of about the given number of bytes. */
  static Pixels map(
      FileChannel channel, long offset, int samples, int sampleBytes, int segmentBytes)
      throws IOException {
    int perSegment = Math.max(1, segmentBytes / sampleBytes);
    ByteBuffer[] segments = new ByteBuffer[(samples + perSegment - 1) / perSegment];
    for (int s = 0; s < segments.length; s++) {
      long first = (long) s * perSegment;
      long bytes = Math.min(perSegment, samples - first) * sampleBytes;
      segments[s] = channel.map(FileChannel.MapMode.READ_ONLY, offset + first * sampleBytes, bytes);
    }
    return new Pixels(List.of(segments), perSegment, sampleBytes);
  }

  ByteBuffer segmentOf(int sample) {
    return segments.get(sample / samplesPerSegment);
  }

  int startOf(int sample) {
    return sample % samplesPerSegment * sampleBytes;
  }
}
