package dev.wgan.spark;

import dev.wgan.runtime.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An embedded Spark of two threads, shared by all tests of a JVM, and digests of its rows. */
final class LocalSpark {
  private static final SparkSession SESSION = start();

  private LocalSpark() {}

  private static SparkSession start() {
    return SparkSession.builder()
        // The second number is that of attempts: tasks are retried as on a cluster.
        .master("local[2,3]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.sql.warehouse.dir", "target/warehouse")
        .config("spark.log.level", "OFF")
        .getOrCreate();
  }

  static SparkSession session() {
    return SESSION;
  }

  /** Rows of seed 42, with further options as names and values in turn. */
  static Dataset<Row> read(String model, long rows, String... options) {
    return SESSION.read().format("wgan").options(options(model, rows, options)).load();
  }

  static Map<String, String> options(String model, long rows, String... more) {
    Map<String, String> options = new HashMap<>();
    options.put("model", model);
    options.put("rows", Long.toString(rows));
    options.put("seed", "42");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return options;
  }

  static String people() {
    return Path.of("src/test/resources/people.onnx").toAbsolutePath().toString();
  }

  /** The digest of all rows in the order of the index. */
  static String digest(Dataset<Row> rows) {
    MessageDigest digest = Sha256.digest();
    for (String row : rows.orderBy("index").toJSON().collectAsList()) {
      digest.update(row.getBytes(StandardCharsets.UTF_8));
    }
    return Sha256.hex(digest);
  }
}
