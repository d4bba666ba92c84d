package dev.wgan.spark;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A digest of rows in any order, which Spark computes where the rows are. */
final class RowDigest {
  private RowDigest() {}

  static String of(Dataset<Row> rows) {
    Column hash = xxhash64(Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new));
    return rows.agg(count(lit(1)), sum(hash.cast("decimal(38,0)")), bit_xor(hash))
        .first()
        .toString();
  }
}
