package dev.wgan.spark;

import dev.wgan.runtime.internal.Terminal;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Prints how many rows have been drawn: over itself on a terminal, and otherwise a line for each
 * tenth.
 *
 * <p>Thread-safe: Spark calls it from one thread.
 */
final class BulkProgress extends SparkListener {
  private static final String ROWS_READ = "internal.metrics.input.recordsRead";
  private static final int PARTS = 10;

  private final PrintStream out;
  private final long total;
  private final boolean drawn = Terminal.present();
  private final long start = System.nanoTime();
  private final Map<Long, Long> running = new ConcurrentHashMap<>();
  private long ended;
  private long printed;

  BulkProgress(PrintStream out, long total) {
    this.out = out;
    this.total = total;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(
            task ->
                CollectionConverters.asJava(task._4())
                    .forEach(metric -> read((Long) task._1(), metric)));
    print();
  }

  private void read(Long task, AccumulableInfo metric) {
    if (metric.name().contains(ROWS_READ) && metric.update().isDefined()) {
      running.put(task, ((Number) metric.update().get()).longValue());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    if (end.taskInfo().successful() && end.taskMetrics() != null) {
      ended += end.taskMetrics().inputMetrics().recordsRead();
    }
    print();
  }

  private void print() {
    long rows = ended + running.values().stream().mapToLong(Long::longValue).sum();
    long part = total == 0 ? PARTS : Math.min(PARTS, PARTS * rows / total);
    if (!drawn && part <= printed) {
      return;
    }
    printed = part;
    double seconds = (System.nanoTime() - start) / 1e9;
    String line =
        String.format(
            Locale.ROOT,
            "%,d of %,d rows, %,.0f rows/s, %.0f s",
            rows,
            total,
            rows / seconds,
            seconds);
    out.print(drawn ? "\r\033[K" + line : line + System.lineSeparator());
    out.flush();
  }

  /** Ends the line on a terminal. */
  void end() {
    if (drawn) {
      out.println();
    }
  }
}
