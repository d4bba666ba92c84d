package dev.wgan.spark;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a partition.
 *
 * <p>Not thread-safe: one task reads it. Spark closes it at the end of the task, also of one that
 * failed or was killed.
 */
final class RangeReader implements PartitionReader<InternalRow> {
  private final List<Cell> cells;
  private final BlockSource blocks;
  private final Runnable release;
  private final InternalRow row;
  private @Nullable RowBlock block;
  private int next;
  private long left;

  RangeReader(TableColumns columns, int limit, BlockSource blocks, Runnable release) {
    this.cells = columns.cells();
    this.blocks = blocks;
    this.release = release;
    this.row = new GenericInternalRow(cells.size());
    this.left = limit == Integer.MAX_VALUE ? Long.MAX_VALUE : limit;
  }

  @Override
  public boolean next() {
    if (left <= 0) {
      return false;
    }
    if (block == null || next + 1 >= block.size()) {
      block = blocks.next();
      next = 0;
    } else {
      next++;
    }
    left--;
    return block != null;
  }

  /** The current row, in one object for all rows, which Spark copies. */
  @Override
  public InternalRow get() {
    RowBlock current = block;
    if (current == null) {
      throw new IllegalStateException("there is no row: next() was not called or returned false");
    }
    for (int c = 0; c < cells.size(); c++) {
      row.update(c, cells.get(c).value(current, next));
    }
    return row;
  }

  @Override
  public void close() {
    release.run();
  }
}
