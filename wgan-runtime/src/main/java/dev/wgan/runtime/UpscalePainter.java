package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.awt.image.WritableRaster;

/**
 * Paints the enlarged pixels of a tile; alpha is enlarged by cubic interpolation.
 *
 * <p>Thread-safe: tiles are painted to separate places of the target.
 */
final class UpscalePainter implements TilePainter {
  private final ImageModelFacts facts;
  private final PixelRows source;
  private final TileNetwork network;
  private final WritableRaster target;

  /** The target has the rows of the enlarged tiles. */
  UpscalePainter(ImageModelFacts facts, PixelRows source, WritableRaster target) {
    this.facts = facts;
    this.source = source;
    this.network = new TileNetwork(facts, source, null);
    this.target = target;
  }

  @Override
  public void paint(Tile tile, TileBuffers buffers, SessionWorker worker, StopSignal signal)
      throws OrtException {
    int factor = facts.factor();
    int width = network.width(tile);
    int height = network.height(tile);
    int bands = source.format().bands();
    byte[] pixels = new byte[width * factor * height * factor * bands];
    network.run(tile, buffers, worker, signal, pixels, bands);
    int x = tile.across().start();
    int y = tile.down().start();
    if (source.format().alpha()) {
      CubicAlpha.enlarge(source, x, y, width, height, factor, pixels);
    }
    target.setDataElements(x * factor, y * factor, width * factor, height * factor, pixels);
  }
}
