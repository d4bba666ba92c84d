package dev.wgan.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code wgan bulk}: writes the rows of a generator as Parquet, ORC, CSV or JSON. Runs on an
 * embedded Spark, or by {@code spark-submit} on a cluster.
 */
public final class Bulk {
  private static final String USAGE =
      """
      Usage: wgan bulk MODEL -n ROWS -o NAME.parquet [OPTION...]
      Draws rows with Apache Spark on all cores of this machine and writes them as a folder of
      files; the ending is .parquet, .orc, .csv or .json. The rows of a seed do not depend on the
      number of cores or files.
        MODEL                 the name of a pretrained generator, or the path of an ONNX file
        -n, --rows ROWS       the number of rows, such as 100000 or 1e8
        -o, --output NAME     the folder, which must not exist; it appears when it is complete
        -s, --seed SEED       the seed (default: 0)
            --start INDEX     the index of the first row (default: 0)
            --label CLASS     the class of all rows, by name or number (default: by the seed)
            --labels CLASSES  the classes of rows in turn, separated by commas
            --where CONDITION the condition that rows of a table meet, such as "price > 1000"
            --psi PSI         the factor of the latents, 0 to 1 (default: 1)
            --columns NAMES   the columns to write, separated by commas (default: all, but of
                              images, sounds and films the files without the array of values)
            --partitions N    the number of files (default: one per 128 MB, at least one per core)
            --cores N         the cores of this machine to use (default: all)
            --transfer HOW    broadcast the model (default), or let each executor read it
            --chunk-size N    samples of a native run (default: by their size)
            --provider NAME   cpu (default), cuda, or cuda:1 for the second GPU
        -h, --help            this text""";

  private Bulk() {}

  /**
   * Runs the command; exit codes are 0 for done, 1 for failed and 2 for wrong usage.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    int code = run(System.out, System.err, args);
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
      out.println(USAGE);
      return 0;
    }
    BulkSession.quieten();
    try {
      write(BulkArguments.parse(args), err);
      return 0;
    } catch (Exception e) {
      BulkFailure failure = BulkFailure.of(e);
      err.println(failure.sentence());
      return failure.code();
    }
  }

  private static void write(BulkArguments arguments, PrintStream err) throws IOException {
    BulkFile file = arguments.output();
    // Everything is checked before Spark starts, which takes seconds.
    Map<String, String> options = arguments.sourceOptions();
    GeneratorTable table =
        GeneratorTable.load(new CaseInsensitiveStringMap(options), new Configuration());
    List<String> columns = arguments.columnsOf(List.of(table.cells().type().fieldNames()));
    file.requireAbsent(new Configuration());
    long total = table.request().rows();
    try (BulkSession bulk = BulkSession.open(arguments)) {
      SparkSession spark = bulk.spark();
      Configuration hadoop = spark.sessionState().newHadoopConf();
      Dataset<Row> rows =
          spark
              .read()
              .format(WganSource.NAME)
              .options(options)
              .load()
              .select(columns.stream().map(Bulk::column).toArray(Column[]::new));
      BulkProgress progress = new BulkProgress(err, total);
      spark.sparkContext().addSparkListener(progress);
      long start = System.nanoTime();
      boolean written = false;
      try {
        rows.write()
            .mode(SaveMode.Overwrite)
            .format(file.form().word())
            .option("header", true)
            .save(file.unfinished().toString());
        written = true;
      } finally {
        progress.end();
        if (!written) {
          file.discard(hadoop);
        }
      }
      file.finish(hadoop);
      double seconds = (System.nanoTime() - start) / 1e9;
      err.println(
          String.format(
              Locale.ROOT,
              "wrote %,d rows to %s in %.1f s, %,.0f rows/s",
              total,
              file.path(),
              seconds,
              total / seconds));
    }
  }

  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }
}
