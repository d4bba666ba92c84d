package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.awt.image.WritableRaster;

/**
 * Paints the pixels of a tile: those in holes by the network, all others as they are.
 *
 * <p>Thread-safe: tiles are painted to separate places of the target.
 */
final class InpaintPainter implements TilePainter {
  private final PixelRows source;
  private final HoleRows holes;
  private final TileNetwork network;
  private final WritableRaster target;

  /** The target has the rows of the tiles. */
  InpaintPainter(ImageModelFacts facts, PixelRows source, HoleRows holes, WritableRaster target) {
    this.source = source;
    this.holes = holes;
    this.network = new TileNetwork(facts, source, holes);
    this.target = target;
  }

  @Override
  public void paint(Tile tile, TileBuffers buffers, SessionWorker worker, StopSignal signal)
      throws OrtException {
    int width = network.width(tile);
    int height = network.height(tile);
    if (width <= 0 || height <= 0) {
      return;
    }
    int bands = source.format().bands();
    byte[] filled = new byte[0];
    byte[] row = new byte[width * bands];
    byte[] hole = new byte[width];
    for (int y = 0; y < height; y++) {
      int line = tile.down().start() + y;
      source.read(tile.across().start(), line, width, row);
      holes.read(tile.across().start(), line, width, hole);
      for (int x = 0; x < width; x++) {
        if (hole[x] == 0) {
          continue;
        }
        if (filled.length == 0) {
          // Only now: most tiles of a large photo have no hole.
          filled = new byte[width * height * bands];
          network.run(tile, buffers, worker, signal, filled, bands);
        }
        int from = (y * width + x) * bands;
        System.arraycopy(filled, from, row, x * bands, source.format().colours());
        if (source.format().alpha()) {
          row[x * bands + bands - 1] = (byte) 255;
        }
      }
      target.setDataElements(tile.across().start(), line, width, 1, row);
    }
  }
}
