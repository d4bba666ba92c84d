package dev.wgan.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A planned read: its rows cut into partitions, and the readers of these.
 *
 * <p>Immutable. Lives in the driver.
 */
final class GeneratorScan implements Scan, Batch, SupportsReportStatistics {
  private static final long PARTITION_BYTES = 128L << 20;

  private final GeneratorTable table;
  private final TableColumns columns;
  private final RowChoice rows;
  private final List<Filter> pushed;

  GeneratorScan(GeneratorTable table, TableColumns columns, RowChoice rows, List<Filter> pushed) {
    this.table = table;
    this.columns = columns;
    this.rows = rows;
    this.pushed = List.copyOf(pushed);
  }

  @Override
  public StructType readSchema() {
    return columns.type();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  /** The line of the scan in a plan. */
  @Override
  public String description() {
    return "%s rows of wgan %s, seed %s, columns [%s], filters [%s], runs the network: %s"
        .formatted(
            rows.indices().size(),
            table.request().origin(),
            table.request().seed(),
            String.join(", ", columns.type().fieldNames()),
            pushed.stream().map(Filter::toString).collect(Collectors.joining(", ")),
            columns.drawn() ? "yes" : "no");
  }

  @Override
  public InputPartition[] planInputPartitions() {
    IndexSet indices = rows.indices();
    long size = indices.size();
    long parts = Math.min(size, partitions(size));
    List<IndexPartition> planned = new ArrayList<>();
    for (long p = 0; p < parts; p++) {
      long from = share(size, p, parts);
      long to = share(size, p + 1, parts);
      planned.add(new IndexPartition(indices.slice(from, to - from).ranges()));
    }
    return planned.toArray(InputPartition[]::new);
  }

  /** The end of p of so many equal parts, without the overflow of a product. */
  private static long share(long size, long p, long parts) {
    return size / parts * p + Math.min(p, size % parts);
  }

  private long partitions(long size) {
    int given = table.request().partitions();
    if (given > 0) {
      return given;
    }
    long bySize = 1 + size * columns.bytes() / PARTITION_BYTES;
    return Math.max(SparkSession.active().sparkContext().defaultParallelism(), bySize);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    SparkContext context = SparkSession.active().sparkContext();
    ReadRequest request = table.request();
    ModelSupply supply =
        request.broadcast()
            ? new ModelSupply.Broadcasted(
                JavaSparkContext.fromSparkContext(context).broadcast(table.model().bytes()))
            : new ModelSupply.ReadByExecutor(
                request.origin(),
                new SerializableConfiguration(
                    SparkSession.active().sessionState().newHadoopConf()));
    return new RangeReaderFactory(
        request,
        table.model().key(request),
        supply,
        columns,
        table.classes(),
        rows.classes().map(set -> set.stream().toArray()).orElse(null),
        rows.limit());
  }

  @Override
  public Statistics estimateStatistics() {
    long count = rows.indices().size();
    long bytes = Math.multiplyExact(count, columns.bytes());
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes);
      }

      @Override
      public OptionalLong numRows() {
        return rows.classes().isPresent() ? OptionalLong.empty() : OptionalLong.of(count);
      }
    };
  }
}
