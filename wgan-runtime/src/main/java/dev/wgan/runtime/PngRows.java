package dev.wgan.runtime;

import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a PNG row by row, so that a picture larger than memory can be written.
 *
 * <p>Not thread-safe. The caller closes it, which completes the file and leaves the stream open.
 */
final class PngRows implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int CHUNK = 1 << 16;
  private static final int LEVEL = 4;
  private static final int FILTERS = 5;

  private final OutputStream out;
  private final int bands;
  private final Deflater deflater = new Deflater(LEVEL);
  private final DeflaterOutputStream pixels;
  private final byte[] row;
  private byte[] above;
  private byte[] line;

  /** The filtered forms of a row, each after the number of its filter. */
  private final byte[][] filtered;

  PngRows(OutputStream out, int width, int height, PictureFormat format, Optional<byte[]> profile)
      throws IOException {
    this.out = out;
    this.bands = format.bands();
    this.row = new byte[width * bands];
    this.above = new byte[width * bands];
    this.line = new byte[width * bands];
    this.filtered = new byte[FILTERS][width * bands + 1];
    out.write(SIGNATURE);
    int type = (format.colours() == 3 ? 2 : 0) + (format.alpha() ? 4 : 0);
    chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) 8)
            .put((byte) type)
            .array());
    if (profile.isPresent()) {
      chunk("iCCP", profileChunk(profile.get()));
    }
    this.pixels =
        new DeflaterOutputStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                chunk("IDAT", java.util.Arrays.copyOfRange(bytes, offset, offset + length));
              }
            },
            deflater,
            CHUNK);
  }

  private static byte[] profileChunk(byte[] profile) throws IOException {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write("ICC profile\0\0".getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream packed = new DeflaterOutputStream(chunk)) {
      packed.write(profile);
    }
    return chunk.toByteArray();
  }

  /** Writes the next rows. */
  void write(Raster rows) throws IOException {
    for (int y = 0; y < rows.getHeight(); y++) {
      rows.getDataElements(rows.getMinX(), rows.getMinY() + y, rows.getWidth(), 1, row);
      System.arraycopy(row, 0, line, 0, row.length);
      pixels.write(filtered());
      byte[] last = above;
      above = line;
      line = last;
    }
  }

  /** The row in the filter whose values are smallest in sum, as the specification advises. */
  private byte[] filtered() {
    long[] sums = new long[FILTERS];
    for (int filter = 0; filter < FILTERS; filter++) {
      filtered[filter][0] = (byte) filter;
    }
    for (int i = 0; i < line.length; i++) {
      int value = line[i] & 0xFF;
      int left = i < bands ? 0 : line[i - bands] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = i < bands ? 0 : above[i - bands] & 0xFF;
      put(0, i, value, sums);
      put(1, i, value - left, sums);
      put(2, i, value - up, sums);
      put(3, i, value - (left + up) / 2, sums);
      put(4, i, value - nearest(left, up, corner), sums);
    }
    int best = 0;
    for (int filter = 1; filter < FILTERS; filter++) {
      best = sums[filter] < sums[best] ? filter : best;
    }
    return filtered[best];
  }

  private void put(int filter, int at, int value, long[] sums) {
    byte rest = (byte) value;
    filtered[filter][at + 1] = rest;
    sums[filter] += Math.abs(rest);
  }

  /** The neighbour that is nearest to left + up - corner (Paeth). */
  private static int nearest(int left, int up, int corner) {
    int guess = left + up - corner;
    int toLeft = Math.abs(guess - left);
    int toUp = Math.abs(guess - up);
    int toCorner = Math.abs(guess - corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  private void chunk(String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    out.write(ByteBuffer.allocate(4).putInt(content.length).array());
    out.write(name);
    out.write(content);
    out.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  /** Completes the file. */
  void finish() throws IOException {
    pixels.finish();
    chunk("IEND", new byte[0]);
    out.flush();
  }

  @Override
  public void close() {
    deflater.end();
  }
}
