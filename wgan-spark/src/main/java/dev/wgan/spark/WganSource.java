package dev.wgan.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code wgan}: {@code spark.read().format("wgan").option("model",
 * "avatars").option("rows", 1_000_000L).load()}.
 *
 * <p>Stateless; Spark creates it by reflection. {@link SourceOption} lists the options.
 *
 * <p>Row i of a seed is a pure function of the model, the seed and i. It does not depend on the
 * number of partitions, on retries or on speculative tasks.
 */
public final class WganSource implements TableProvider, DataSourceRegister {
  /** The name of the data source. */
  public static final String NAME = "wgan";

  /** Creates the data source, as Spark does. */
  public WganSource() {}

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return table(options).cells().type();
  }

  @Override
  public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> options) {
    return table(new CaseInsensitiveStringMap(options));
  }

  private static GeneratorTable table(CaseInsensitiveStringMap options) {
    return GeneratorTable.load(options, SparkSession.active().sessionState().newHadoopConf());
  }
}
