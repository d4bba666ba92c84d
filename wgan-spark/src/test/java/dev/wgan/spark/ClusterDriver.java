package dev.wgan.spark;

import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** The driver of {@link ClusterTest}: prints each task that ends, and at last the digest. */
final class ClusterDriver {
  private ClusterDriver() {}

  /**
   * Takes the master, the model, the number of rows and partitions, the class path, and settings
   * NAME=VALUE of Spark.
   */
  public static void main(String[] args) {
    SparkSession.Builder builder = SparkSession.builder();
    for (String setting : List.of(args).subList(5, args.length)) {
      int split = setting.indexOf('=');
      builder.config(setting.substring(0, split), setting.substring(split + 1));
    }
    SparkSession spark =
        builder
            .master(args[0])
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.executor.extraClassPath", args[4])
            .config("spark.executor.extraJavaOptions", "--enable-native-access=ALL-UNNAMED")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.log.level", "ERROR")
            .getOrCreate();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd end) {
                System.out.println(
                    "%stask %s on %s: %s"
                        .formatted(
                            end.taskInfo().speculative() ? "copy of " : "",
                            end.taskInfo().index(),
                            end.taskInfo().executorId(),
                            end.taskInfo().status()));
              }

              @Override
              public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                System.out.println("removed " + removed.executorId());
              }
            });
    String digest =
        RowDigest.of(
            spark
                .read()
                .format("wgan")
                .option("model", args[1])
                .option("rows", args[2])
                .option("partitions", args[3])
                .option("seed", 42)
                .load());
    System.out.println("digest " + digest);
    spark.stop();
  }
}
