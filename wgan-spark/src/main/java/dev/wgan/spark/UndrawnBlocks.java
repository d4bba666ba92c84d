package dev.wgan.spark;

import org.jspecify.annotations.Nullable;

/**
 * Rows without samples: indices and classes need no network.
 *
 * <p>Not thread-safe: one task reads it.
 */
record UndrawnBlocks(IndexBlocks indices, ClassChoice classes) implements BlockSource {
  private static final int ROWS = 4096;

  @Override
  public @Nullable RowBlock next() {
    long[] block = indices.next(ROWS);
    return block.length == 0 ? null : new RowBlock(block, classes, null);
  }
}
