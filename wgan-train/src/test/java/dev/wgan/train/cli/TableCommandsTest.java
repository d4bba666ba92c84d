package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.runtime.Generator;
import dev.wgan.train.table.TableModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands on a model of a table: rows as CSV and JSON lines, and what is refused. */
class TableCommandsTest {
  @TempDir static Path models;
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private static Path model = Path.of("");

  @BeforeAll
  static void fit() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder rows = new StringBuilder("id,cut,price,born\n");
    List<String> cuts = List.of("Fair", "Good", "Ideal");
    for (int i = 0; i < 600; i++) {
      double x = random.nextGaussian();
      String price = random.nextInt(10) == 0 ? "NA" : Long.toString(Math.round(900 * Math.exp(x)));
      rows.append(i + 1).append(',').append(cuts.get(random.nextInt(3))).append(',').append(price);
      rows.append(',').append(1970 + random.nextInt(30)).append("-02-28\n");
    }
    Path csv = models.resolve("rows.csv");
    Files.writeString(csv, rows);
    model = TableModels.copula(csv, models.resolve("rows.onnx"));
  }

  private int run(String... arguments) {
    CommandLine command = Cli.of(new Wgan());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private Path sample(String name, String... more) {
    Path file = folder.resolve(name);
    List<String> all = new java.util.ArrayList<>(List.of("sample", model.toString(), "-o"));
    all.add(file.toString());
    all.addAll(List.of(more));
    assertThat(run(all.toArray(new String[0]))).as(err.toString()).isZero();
    return file;
  }

  @Test
  void rowsAreWrittenAsCsvAndJsonLines() throws IOException {
    Path csv = sample("people.csv", "-n", "3000", "--seed", "7");
    Path expected = folder.resolve("expected.csv");
    try (Generator generator = Generator.load(model)) {
      generator.writeCsv(0, 3000, 7, expected);
    }
    assertThat(csv).hasSameTextualContentAs(expected);
    assertThat(out.toString()).contains("3000 rows of 4 columns of seed 7, from index 0");
    List<String> lines = Files.readAllLines(csv);
    Path part = sample("part.csv", "-n", "5", "--seed", "7", "--index", "2000");
    assertThat(Files.readAllLines(part).subList(1, 6)).isEqualTo(lines.subList(2001, 2006));
    Path json = sample("people.jsonl", "-n", "3000", "--seed", "7");
    assertThat(Files.readAllLines(json)).hasSize(3000);
    assertThat(Files.readAllLines(json).get(4)).startsWith("{\"id\":5,\"cut\":\"");
    assertThat(Files.readAllLines(sample("none.csv", "-n", "0"))).containsExactly(lines.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.png; expected a name that ends in .csv or .jsonl",
        "a.wav; expected a name that ends in .csv or .jsonl",
        "a; expected a name that ends in .csv or .jsonl",
        "a.xlsx; expected a name that ends in .csv or .jsonl",
      })
  void otherFormsAreRefused(String name, String sentence) {
    Path file = folder.resolve(name);
    assertThat(run("sample", model.toString(), "-o", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(file).doesNotExist();
  }

  @Test
  void describeListsTheColumns() {
    assertThat(run("describe", model.toString())).isZero();
    assertThat(out.toString())
        .contains("column  type      values")
        .contains("id      sequence")
        .contains("cut     category  Fair, Good, Ideal")
        .containsPattern("price   integer   \\d+ to \\d+, may be missing")
        .contains("born    date      1970-02-28 to 1999-02-28");
  }

  @Test
  void aConditionSelectsRows() throws IOException {
    Path csv = sample("ideal.csv", "-n", "500", "--seed", "7", "--where", "cut = Ideal");
    assertThat(Files.readAllLines(csv).stream().skip(1))
        .hasSize(500)
        .allMatch(r -> r.contains(",Ideal,"));
    assertThat(out.toString()).containsPattern("3\\d\\.\\d % of 1\\d{3} candidates were kept");
    Path file = folder.resolve("none.csv");
    String[] wrong = {"sample", model.toString(), "-o", file.toString(), "--where", "cut = Ideel"};
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("has no category 'Ideel': did you mean 'Ideal'?");
    wrong[5] = "cut Ideal";
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("'Ideal' follows 'cut'");
    wrong[5] = "price = 1 and cut = Fair and born = 1970-02-28 and id is missing";
    assertThat(run(wrong)).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void emptyCellsAreFilledAndGivenOnesKept() throws IOException {
    Path partial = folder.resolve("partial.csv");
    Files.writeString(
        partial,
        "note;price;cut;born\nx \"y\";0900;Ideal;\nz;;;1975-02-28\n;NA;Fair;1975-02-28\n;7;Good;1980-02-28\n");
    Path full = folder.resolve("full.csv");
    String[] command = {
      "complete", model.toString(), partial.toString(), "-o", full.toString(), "--pool", "3000"
    };
    assertThat(run(command)).as(err.toString()).isZero();
    List<String> lines = Files.readAllLines(full);
    assertThat(lines.get(0)).isEqualTo("note;price;cut;born");
    assertThat(lines.get(1)).matches("\"x \"\"y\"\"\";0900;Ideal;\\d{4}-02-28");
    assertThat(lines.get(2)).matches("z;\\d+;(Ideal|Good|Fair);1975-02-28");
    assertThat(lines.get(3)).matches(";\\d+;Fair;1975-02-28");
    assertThat(lines.get(4)).isEqualTo(";7;Good;1980-02-28");
    assertThat(out.toString())
        .contains("4 rows with 4 filled cells")
        .contains("the model does not have the columns note");
    assertThat(run(command)).isZero();
    assertThat(Files.readAllLines(full)).isEqualTo(lines);
    Files.writeString(partial, "cut,born\nIdeel,\n");
    assertThat(run(command)).isEqualTo(1);
    assertThat(err.toString())
        .contains("row 1 of the file does not fit the model: in the column 'cut'")
        .contains("did you mean 'Ideal'?");
    Files.writeString(partial, "a,b\n1,\n");
    assertThat(run(command)).isEqualTo(1);
    assertThat(err.toString())
        .contains("the file has the columns a, b, none of which the model has");
    assertThat(Files.readAllLines(full)).isEqualTo(lines);
  }
}
