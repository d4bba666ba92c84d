package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.RunException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wgan bulk}, and the sentences of what it refuses, which are those of the data source. */
@EnabledForJreRange(
    max = JRE.JAVA_22,
    disabledReason = "Spark 4.0 needs a method that Java 23 refuses")
class BulkTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Bulk.run(printer(out), printer(err), arguments);
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fashion-article -n -5 -o x.parquet          | 2 | the option rows is '-5': expected a whole number from 0
          fashion-article -n 1.5 -o x.parquet         | 2 | the option rows is '1.5'
          fashion-article -n 1e999999999 -o x.parquet | 2 | the option rows is '1e999999999'
          fashion-article -n 2e12 -o x.parquet        | 2 | the option rows is '2e12'
          fashion-article -n many -o x.parquet        | 2 | the option rows is 'many'
          fashion-article -n 5 --start 1e12 -o x.orc --start 1 | 2 | the option --start is given twice
          fashion-article -n 5 --start 1099511627775 -o x.orc | 2 | the option start is '1099511627775': expected a whole number from 0 to 1099511627771
          fashion-article -n 5 -o x.txt               | 2 | the output is 'x.txt': expected a name that ends in .parquet
          fashion-article -n 5                        | 2 | --output is missing
          fashion-article -o x.parquet                | 2 | --rows is missing
          -n 5 -o x.parquet                           | 2 | there is no model
          fashion-article avatars -n 5 -o x.parquet   | 2 | there are two models
          fashion-article -n 5 -o x.parquet --sed 3   | 2 | there is no option --sed: did you mean '--seed'?
          fashion-article -n 5 -o                     | 2 | the option -o has no value
          fashion-article -n 5 -o x.parquet --seed x  | 2 | the option seed is 'x': expected a whole number of 64 bits
          fashion-article -n 5 -o x.parquet --psi 2   | 2 | the option psi is '2': expected a number from 0 to 1
          fashion-article -n 5 -o x.parquet --label 3 | 2 | the label '3' was given, but fashion-article is not class-conditional
          fashion-article -n 5 -o x.parquet --where a=1 | 2 | but fashion-article is not a table
          fashion-article -n 5 -o x.parquet --columns index,pgn | 2 | there is no column 'pgn': did you mean 'png'?
          fashion-article -n 5 -o x.parquet --provider gpu | 2 | the option provider is 'gpu': expected cpu, cuda
          fashion-article -n 5 -o x.parquet --transfer post | 2 | the option transfer is 'post': expected broadcast
          fashion-article -n 5 -o x.parquet --partitions 0 | 2 | the option partitions is '0'
          fashion-dcgan-conditional -n 5 -o x.parquet --label Bagg | 2 | there is no class 'Bagg': did you mean 'Bag'?
          fashion-dcgan-conditional -n 5 -o x.parquet --label 10 | 2 | the label 10: expected 0 to 9
          fashion-dcgan-conditional -n 5 -o x.parquet --label 1 --labels 2 | 2 | both label and labels are given
          fashion-artcle -n 5 -o x.parquet            | 1 | there is no pretrained model 'fashion-artcle': did you mean 'fashion-article'?
          photo-x2 -n 5 -o x.parquet                  | 1 | photo-x2
          none/model.onnx -n 5 -o x.parquet           | 1 | there is no model none/model.onnx
          src/test/resources -n 5 -o x.parquet        | 2 | src/test/resources is a folder: expected an ONNX file
          pom.xml -n 5 -o x.parquet                   | 1 | pom.xml
          fashion-article -n 5 -o src/test/resources/../../../target/there.parquet | 2 | exists already
          """)
  void refusesRubbishInOneSentence(String arguments, int code, String sentence) throws Exception {
    Files.createDirectories(Path.of("target/there.parquet"));
    int found = run(arguments.strip().split(" +"));
    assertThat(errors().strip()).contains(sentence).hasLineCount(1).doesNotContain("Exception");
    assertThat(found).isEqualTo(code);
    assertThat(Path.of("x.parquet")).doesNotExist();
  }

  @Test
  void writesRowsAsTheDataSourceReadsThem(@TempDir Path folder) throws Exception {
    LocalSpark.session();
    Path file = folder.resolve("rows.parquet");
    assertThat(run("fashion-article", "-n", "1e2", "-s", "42", "-o", file.toString())).isZero();
    assertThat(errors()).contains("100 of 100 rows", "wrote 100 rows to " + file);
    Dataset<Row> written = LocalSpark.session().read().parquet(file.toString());
    assertThat(written.columns()).containsExactly("index", "png");
    assertThat(LocalSpark.digest(written))
        .isEqualTo(LocalSpark.digest(LocalSpark.read("fashion-article", 100).drop("sample")));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aSmallHeapIsRefusedBeforeSparkStarts() {
    BulkSession.requireHeap(512L << 20);
    assertThatThrownBy(() -> BulkSession.requireHeap(400L << 20))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "400 MB of Java heap are too few for Spark: allow more, such as"
                + " WGAN_JAVA_OPTS=-Xmx1g");
  }

  @Test
  void aNewJavaIsRefusedBeforeSparkStarts() {
    BulkSession.requireJava(21);
    assertThatThrownBy(() -> BulkSession.requireJava(25))
        .isInstanceOf(RunException.class)
        .hasMessage(
            "Spark 4.0 runs on Java 17 to 22, and this is Java 25: set JAVA_HOME to such a JDK");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: wgan bulk MODEL");
    assertThat(errors()).isEmpty();
  }
}
