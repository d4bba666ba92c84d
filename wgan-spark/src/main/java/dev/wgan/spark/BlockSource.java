package dev.wgan.spark;

import org.jspecify.annotations.Nullable;

/**
 * A source of rows, block by block.
 *
 * <p>Not thread-safe: one task reads it.
 */
@FunctionalInterface
interface BlockSource {
  /** Returns the next rows, null after the last ones. */
  @Nullable RowBlock next();
}
