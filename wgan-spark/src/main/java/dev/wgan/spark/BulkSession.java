package dev.wgan.spark;

import dev.wgan.runtime.RunException;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark that {@code wgan bulk} runs on: that of {@code spark-submit}, or one inside this JVM.
 *
 * <p>Thread-safe. The caller closes it.
 */
final class BulkSession implements AutoCloseable {
  private static final String MASTER = "spark.master";
  private static final String LOGGING = "log4j2.configurationFile";
  private static final int MAX_CORES = 4096;

  /** The least of Spark's: one and a half times its reserve of 300 MB. */
  private static final int NEWEST_JAVA = 22;

  private static final long MIN_HEAP = 450L << 20;

  private final SparkSession spark;
  private final boolean owned;

  private BulkSession(SparkSession spark, boolean owned) {
    this.spark = spark;
    this.owned = owned;
  }

  /** Keeps Spark's log off the terminal; it must be called before Spark starts to log. */
  static void quieten() {
    if (isLocal() && System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "dev/wgan/spark/bulk-log4j2.properties");
    }
  }

  /** Returns whether nobody has set a master, as spark-submit does. */
  private static boolean isLocal() {
    return System.getProperty(MASTER) == null;
  }

  static BulkSession open(BulkArguments arguments) {
    boolean owned = SparkSession.getDefaultSession().isEmpty();
    if (!isLocal()) {
      return new BulkSession(SparkSession.builder().appName("wgan bulk").getOrCreate(), owned);
    }
    requireJava(Runtime.version().feature());
    requireHeap(Runtime.getRuntime().maxMemory());
    int cores =
        arguments
            .text(BulkOption.CORES)
            .map(text -> OptionValues.number("cores", text, 1, MAX_CORES).intValue())
            .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    return new BulkSession(
        SparkSession.builder()
            .appName("wgan bulk")
            .master("local[" + cores + "]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.heartbeatInterval", "2s")
            .getOrCreate(),
        owned);
  }

  /** Refuses a heap on which Spark does not start. */
  static void requireHeap(long bytes) {
    if (bytes < MIN_HEAP) {
      throw new RunException(
          "%s MB of Java heap are too few for Spark: allow more, such as WGAN_JAVA_OPTS=-Xmx1g"
              .formatted(bytes >> 20));
    }
  }

  /** Refuses a Java in which Hadoop, which Spark is built on, finds a method removed. */
  static void requireJava(int feature) {
    if (feature > NEWEST_JAVA) {
      throw new RunException(
          "Spark 4.0 runs on Java 17 to %s, and this is Java %s: set JAVA_HOME to such a JDK"
              .formatted(NEWEST_JAVA, feature));
    }
  }

  SparkSession spark() {
    return spark;
  }

  /** Stops Spark, unless it ran before. */
  @Override
  public void close() {
    if (owned) {
      spark.stop();
    }
  }
}
