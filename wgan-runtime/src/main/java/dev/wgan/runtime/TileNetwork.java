package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model on one tile of a picture: bytes become values of the model's range, and its values
 * become bytes.
 *
 * <p>Thread-safe. A model of one channel runs each colour by itself. A model of three channels gets
 * a grey picture as three equal channels, and the mean of what it gives is the grey.
 */
final class TileNetwork {
  private final ImageModelFacts facts;
  private final PixelRows source;
  private final @Nullable HoleRows holes;
  private final float[] values = new float[256];

  TileNetwork(ImageModelFacts facts, PixelRows source, @Nullable HoleRows holes) {
    this.facts = facts;
    this.source = source;
    this.holes = holes;
    ValueRange range = facts.range();
    for (int i = 0; i < values.length; i++) {
      values[i] = range.low() + i * (range.high() - range.low()) / 255f;
    }
  }

  /** The pixels of a tile's core that lie in the picture, from left to right. */
  int width(Tile tile) {
    return Math.min(tile.across().end(), source.width()) - tile.across().start();
  }

  /** The pixels of a tile's core that lie in the picture, from top to bottom. */
  int height(Tile tile) {
    return Math.min(tile.down().end(), source.height()) - tile.down().start();
  }

  /**
   * Computes the colours of a tile's core.
   *
   * @param to receives them, {@code bands} bytes a pixel
   */
  void run(
      Tile tile, TileBuffers buffers, SessionWorker worker, StopSignal signal, byte[] to, int bands)
      throws OrtException {
    int width = tile.across().whole();
    int height = tile.down().whole();
    buffers.reserve(width, height);
    int colours = source.format().colours();
    int passes = facts.channels() == 1 ? colours : 1;
    for (int pass = 0; pass < passes; pass++) {
      fill(tile, buffers, pass);
      buffers.run(worker, width, height, signal);
      read(tile, buffers.output(), pass, to, bands);
    }
  }

  private void fill(Tile tile, TileBuffers buffers, int pass) {
    int width = tile.across().whole();
    int inside = Math.min(tile.across().to(), source.width()) - tile.across().from();
    int bands = source.format().bands();
    byte[] pixels = new byte[inside * bands];
    float[] row = new float[width];
    int plane = width * tile.down().whole();
    FloatBuffer image = buffers.image();
    for (int y = 0; y < tile.down().whole(); y++) {
      int line = tile.down().from() + y;
      // Below and right of the picture, its edge is repeated.
      source.read(tile.across().from(), Math.min(line, source.height() - 1), inside, pixels);
      for (int channel = 0; channel < facts.channels(); channel++) {
        int band = source.format().colours() == 1 ? 0 : facts.channels() == 1 ? pass : channel;
        for (int x = 0; x < width; x++) {
          row[x] = values[pixels[Math.min(x, inside - 1) * bands + band] & 0xFF];
        }
        image.put(channel * plane + y * width, row);
      }
      if (holes != null && pass == 0) {
        fillMask(tile, line, y, inside, buffers.mask());
      }
    }
  }

  /** Pixels outside the picture are holes. */
  private void fillMask(Tile tile, int line, int y, int inside, FloatBuffer mask) {
    int width = tile.across().whole();
    float[] row = new float[width];
    java.util.Arrays.fill(row, 1f);
    if (holes != null && line < source.height()) {
      byte[] given = new byte[inside];
      holes.read(tile.across().from(), line, inside, given);
      for (int x = 0; x < inside; x++) {
        row[x] = given[x];
      }
    }
    mask.put(y * width, row);
  }

  private void read(Tile tile, FloatBuffer output, int pass, byte[] to, int bands) {
    int factor = facts.factor();
    int stride = tile.across().whole() * factor;
    int plane = stride * tile.down().whole() * factor;
    int width = width(tile) * factor;
    int height = height(tile) * factor;
    int first = tile.down().before() * factor * stride + tile.across().before() * factor;
    float[] row = new float[width];
    boolean mean = facts.channels() == 3 && source.format().colours() == 1;
    boolean finite = true;
    for (int channel = 0; channel < (mean ? 1 : facts.channels()); channel++) {
      int band = facts.channels() == 1 ? pass : channel;
      for (int y = 0; y < height; y++) {
        int at = first + y * stride + channel * plane;
        output.get(at, row);
        if (mean) {
          addGreys(output, at, plane, row);
        }
        int pixel = y * width * bands + band;
        for (int x = 0; x < width; x++, pixel += bands) {
          finite &= Math.abs(row[x]) <= Float.MAX_VALUE;
          to[pixel] = (byte) facts.range().toByte(row[x]);
        }
      }
    }
    if (!finite) {
      throw new RunException(
          "%s gives NaN or infinite values for a part of the picture".formatted(facts.model()));
    }
  }

  private static void addGreys(FloatBuffer output, int at, int plane, float[] row) {
    for (int x = 0; x < row.length; x++) {
      row[x] = (row[x] + output.get(at + plane + x) + output.get(at + 2 * plane + x)) / 3f;
    }
  }
}
