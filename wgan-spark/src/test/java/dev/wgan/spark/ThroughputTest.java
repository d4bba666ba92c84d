package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows per second of processor time, next to the generator alone. Processor time of the whole
 * process is counted, so that other load on the machine does not matter.
 */
@EnabledIfSystemProperty(
    named = "wgan.test.long",
    matches = "true",
    disabledReason = "it measures for minutes: -Dwgan.test.long=true runs it")
class ThroughputTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int CHUNK = 2048;

  @TempDir private Path folder;

  private static double secondsOf(Runnable work) {
    long start = SYSTEM.getProcessCpuTime();
    work.run();
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }

  private static double report(String what, long rows, Runnable work) {
    double seconds = secondsOf(work);
    long used = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-44s %,10d rows %8.2f s %,12.0f rows/s %8.2f us/row, heap %s MB",
            what,
            rows,
            seconds,
            rows / seconds,
            1e6 * seconds / rows,
            used));
    return rows / seconds;
  }

  private static void discard(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  private void parquet(Dataset<Row> rows, String name) {
    rows.write().mode("overwrite").parquet(folder.resolve(name).toString());
  }

  private long bytes(String name) {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void imagesNextToTheGenerator() {
    long n = 100_000;
    Dataset<Row> rows = LocalSpark.read("fashion-article", n, "partitions", "2");
    try (Generator generator = Generator.pretrained("fashion-article")) {
      double spark = 0;
      double alone = 0;
      for (int round = 0; round < 3; round++) {
        alone =
            report(
                "fashion-article: Generator",
                n,
                () -> generator.forEachChunk(0, n, 42, samples -> assertThat(samples).isNotNull()));
        spark =
            report(
                "fashion-article: Spark, index and sample",
                n,
                () -> discard(rows.select("index", "sample")));
      }
      report("fashion-article: to Parquet", n, () -> parquet(rows.drop("png"), "s.parquet"));
      System.out.println("Parquet: " + bytes("s.parquet") / n + " bytes/row");
      report("fashion-article: PNG by Generator", n / 5, () -> pngs(generator, n / 5));
      report(
          "fashion-article: PNG to Parquet",
          n / 5,
          () -> parquet(rows.where("index < " + n / 5).select("index", "png"), "p.parquet"));
      System.out.println("Spark next to the generator: " + spark / alone);
      assertThat(spark / alone).isGreaterThan(.7);
    }
  }

  private static void pngs(Generator generator, long n) {
    generator.forEachChunk(
        0,
        n,
        42,
        samples -> {
          for (int i = 0; i < samples.size(); i++) {
            assertThat(samples.pngBytes(i).length).isPositive();
          }
        });
  }

  @Test
  void typedRowsNextToTheGenerator() {
    long n = 200_000;
    Dataset<Row> rows = LocalSpark.read(LocalSpark.people(), n, "partitions", "2");
    try (Generator generator = Generator.load(Path.of(LocalSpark.people()))) {
      for (int round = 0; round < 2; round++) {
        report("people: Generator, values", n, () -> tables(generator, n));
        report("people: Spark", n, () -> discard(rows));
      }
      report(
          "people: Generator to CSV",
          n,
          () -> generator.writeCsv(0, n, 42, folder.resolve("a.csv")));
      report("people: to Parquet", n, () -> parquet(rows, "t.parquet"));
      System.out.println("Parquet: " + bytes("t.parquet") / n + " bytes/row");
    }
  }

  private static void tables(Generator generator, long n) {
    long seen = 0;
    for (long first = 0; first < n; first += CHUNK) {
      var table = generator.sampleRange(first, (int) Math.min(CHUNK, n - first), 42).table();
      for (int i = 0; i < table.size(); i++) {
        for (int c = 0; c < table.columns().size(); c++) {
          seen += table.value(i, c) == null ? 0 : 1;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void partitionsAndSessions() {
    String model = "fashion-article";
    discard(LocalSpark.read(model, 2000, "partitions", "500").select("sample"));
    double few =
        secondsOf(() -> discard(LocalSpark.read(model, 2000, "partitions", "2").select("sample")));
    double many =
        secondsOf(
            () -> discard(LocalSpark.read(model, 2000, "partitions", "1000").select("sample")));
    System.out.println(
        String.format(Locale.ROOT, "a partition costs %.2f ms", 1e3 * (many - few) / 998));
    double load =
        secondsOf(
            () -> {
              for (int i = 0; i < 10; i++) {
                Generator.pretrained(model).close();
              }
            });
    System.out.println(String.format(Locale.ROOT, "a session costs %.1f ms", 1e2 * load));
    double undrawn =
        secondsOf(() -> assertThat(LocalSpark.read(model, 10_000_000).count()).isPositive());
    System.out.println(String.format(Locale.ROOT, "a counted row costs %.1f ns", undrawn * 100));
  }
}
