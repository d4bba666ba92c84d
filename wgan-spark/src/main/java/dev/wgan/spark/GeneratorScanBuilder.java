package dev.wgan.spark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTopN;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/**
 * Takes over from Spark what needs no drawing: the choice of columns, filters on indices and
 * classes, limits, and limits in the order of the index.
 *
 * <p>Not thread-safe: one query plans with it.
 */
final class GeneratorScanBuilder
    implements SupportsPushDownRequiredColumns,
        SupportsPushDownFilters,
        SupportsPushDownLimit,
        SupportsPushDownTopN {
  private final GeneratorTable table;
  private TableColumns columns;
  private IndexSet indices;
  private final BitSet kept = new BitSet();
  private final List<Filter> pushed = new ArrayList<>();
  private int limit = Integer.MAX_VALUE;
  private boolean partial;

  GeneratorScanBuilder(GeneratorTable table) {
    this.table = table;
    this.columns = table.cells();
    ReadRequest request = table.request();
    this.indices = IndexSet.of(request.start(), request.start() + request.rows());
    kept.set(0, table.classes().names().size());
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = table.cells().prunedTo(required);
  }

  @Override
  public Filter[] pushFilters(Filter[] filters) {
    RowSelector selector = new RowSelector(table.request().indexColumn(), table.classes().names());
    List<Filter> rest = new ArrayList<>();
    for (Filter filter : filters) {
      Optional<IndexSet> set = selector.indices(filter);
      Optional<BitSet> classes =
          table.classes().exists() ? selector.classes(filter) : Optional.empty();
      set.ifPresent(found -> indices = indices.and(found));
      classes.ifPresent(kept::and);
      (set.isPresent() || classes.isPresent() ? pushed : rest).add(filter);
    }
    return rest.toArray(Filter[]::new);
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.toArray(Filter[]::new);
  }

  @Override
  public boolean pushLimit(int rows) {
    limit = rows;
    // With a filter on classes, each partition stops by itself, and Spark takes the first of all.
    partial = isFiltered();
    if (!partial) {
      indices = indices.slice(0, rows);
    }
    return true;
  }

  @Override
  public boolean pushTopN(SortOrder[] orders, int rows) {
    boolean byIndex =
        orders.length == 1
            && orders[0].expression() instanceof NamedReference column
            && column.fieldNames().length == 1
            && column.fieldNames()[0].equals(table.request().indexColumn());
    if (!byIndex || isFiltered()) {
      return false;
    }
    boolean first = orders[0].direction() == SortDirection.ASCENDING;
    indices = indices.slice(first ? 0 : Math.max(0, indices.size() - rows), rows);
    partial = true; // Spark sorts the rows that are left
    return true;
  }

  private boolean isFiltered() {
    return table.classes().exists() && kept.cardinality() < table.classes().names().size();
  }

  @Override
  public boolean isPartiallyPushed() {
    return partial;
  }

  @Override
  public Scan build() {
    Optional<BitSet> classes = isFiltered() ? Optional.of(kept) : Optional.empty();
    return new GeneratorScan(table, columns, new RowChoice(indices, classes, limit), pushed);
  }
}
