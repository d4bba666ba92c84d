package dev.wgan.spark;

import dev.wgan.runtime.ModelInfo;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A generator as a table that Spark reads in batches.
 *
 * <p>Immutable and thread-safe. Lives in the driver.
 *
 * @param request the checked options
 * @param model the bytes of the model
 * @param cells all columns
 * @param classes the class of each row
 */
record GeneratorTable(
    ReadRequest request, ModelBytes model, TableColumns cells, ClassChoice classes)
    implements SupportsRead {
  /** Loads the model, which finds out the columns, and checks the request. */
  static GeneratorTable load(CaseInsensitiveStringMap options, Configuration hadoop) {
    ReadRequest request = ReadRequest.of(options);
    ModelBytes model = request.origin().read(hadoop);
    try (SessionLease lease = ExecutorSessions.lease(model.key(request), model::bytes)) {
      ModelInfo info = lease.generator().info();
      request.requireFits(info);
      return new GeneratorTable(
          request, model, TableColumns.of(info, request), ClassChoice.of(info, request));
    }
  }

  @Override
  public String name() {
    return "wgan " + request.origin();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark calls this one
  public StructType schema() {
    return cells.type();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new GeneratorScanBuilder(this);
  }
}
