package dev.wgan.spark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An embedded Spark of two threads, shared by all tests of a JVM, and digests of its rows. */
final class LocalSpark {
  private static final SparkSession SESSION = start();

  private LocalSpark() {}

  private static SparkSession start() {
    SparkSession session =
        SparkSession.builder()
            // The second number is that of attempts: tasks are retried as on a cluster.
            .master("local[2,3]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.warehouse.dir", "target/warehouse")
            .config("spark.log.level", "ERROR")
            .getOrCreate();
    return session;
  }

  static SparkSession session() {
    return SESSION;
  }

  /** Rows of seed 42. */
  static Dataset<Row> read(String model, long rows, String... options) {
    var reader =
        SESSION
            .read()
            .format("wgan")
            .option("model", model)
            .option("rows", rows)
            .option("seed", 42)
            .option("transfer", "broadcast");
    for (int i = 0; i < options.length; i += 2) {
      reader = reader.option(options[i], options[i + 1]);
    }
    return reader.load();
  }

  static String people() {
    return LocalSpark.class.getResource("/people.onnx").getPath();
  }

  /** The digest of all rows in the order of the index. */
  static String digest(Dataset<Row> rows) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    for (String row : rows.orderBy("index").toJSON().collectAsList()) {
      digest.update(row.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
