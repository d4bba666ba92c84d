package dev.wgan.runtime;

import ai.onnxruntime.OrtException;

/** Computes the pixels of a tile. Thread-safe: the threads that share a call paint its tiles. */
interface TilePainter {
  void paint(Tile tile, TileBuffers buffers, SessionWorker worker, StopSignal signal)
      throws OrtException;
}
