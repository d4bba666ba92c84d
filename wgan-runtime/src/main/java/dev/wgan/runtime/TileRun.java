package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Queue;

/**
 * The tiles of one call, painted by whoever helps.
 *
 * <p>Thread-safe.
 */
final class TileRun extends SharedRun {
  private final ImageModelFacts facts;
  private final List<Tile> tiles;
  private final TilePainter painter;
  private final TileProgress progress;
  private final Queue<TileBuffers> idle;

  /** The idle buffers are those of earlier tiles. */
  TileRun(
      ImageModelFacts facts,
      List<Tile> tiles,
      TilePainter painter,
      TileProgress progress,
      Queue<TileBuffers> idle,
      StopSignal signal) {
    super(signal);
    this.facts = facts;
    this.tiles = tiles;
    this.painter = painter;
    this.progress = progress;
    this.idle = idle;
  }

  @Override
  int parts() {
    return tiles.size();
  }

  @Override
  void make(SessionWorker worker, int part) throws OrtException {
    TileBuffers kept = idle.poll();
    TileBuffers buffers = kept == null ? new TileBuffers(facts) : kept;
    try {
      painter.paint(tiles.get(part), buffers, worker, signal());
    } finally {
      idle.offer(buffers);
    }
    progress.add();
  }
}
