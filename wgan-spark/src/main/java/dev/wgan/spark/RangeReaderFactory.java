package dev.wgan.spark;

import java.util.BitSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the readers of partitions in an executor.
 *
 * <p>Immutable and thread-safe; travels to executors.
 */
final class RangeReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  private final ReadRequest request;
  private final SessionKey key;
  private final ModelSupply supply;
  private final TableColumns columns;
  private final ClassChoice classes;
  private final int @Nullable [] kept;
  private final int limit;

  RangeReaderFactory(
      ReadRequest request,
      SessionKey key,
      ModelSupply supply,
      TableColumns columns,
      ClassChoice classes,
      int @Nullable [] kept,
      int limit) {
    this.request = request;
    this.key = key;
    this.supply = supply;
    this.columns = columns;
    this.classes = classes;
    this.kept = kept;
    this.limit = limit;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    IndexBlocks blocks =
        new IndexBlocks(((IndexPartition) partition).ranges(), classes, keptClasses());
    if (!columns.drawn()) {
      return new RangeReader(columns, limit, new UndrawnBlocks(blocks, classes), () -> {});
    }
    SessionLease lease = ExecutorSessions.lease(key, () -> supply.bytes(key.digest()));
    return new RangeReader(
        columns,
        limit,
        new DrawnBlocks(blocks, classes, request, lease.generator(), limit),
        lease::close);
  }

  private @Nullable BitSet keptClasses() {
    if (kept == null) {
      return null;
    }
    BitSet set = new BitSet();
    for (int label : kept) {
      set.set(label);
    }
    return set;
  }
}
