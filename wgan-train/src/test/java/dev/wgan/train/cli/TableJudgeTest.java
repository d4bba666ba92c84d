package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Cli;
import dev.wgan.train.table.TableModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code wgan evaluate} of a typed table: figures, JSON, page, and refusals of one sentence. */
class TableJudgeTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("train.csv"), rows(1, 500));
    Files.writeString(folder.resolve("test.csv"), rows(2, 300));
    TableModels.copula(folder.resolve("train.csv"), folder.resolve("people.onnx"));
  }

  private static String rows(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder rows = new StringBuilder("age,paid,\"<city>\"\n");
    for (int i = 0; i < n; i++) {
      double age = 45 + 12 * random.nextGaussian();
      rows.append(Math.round(age)).append(',');
      rows.append(String.format(Locale.ROOT, "%.2f", 20 * age + 90 * random.nextGaussian()));
      rows.append(age > 50 ? ",Rome\n" : random.nextInt(9) == 0 ? ",\n" : ",Oslo\n");
    }
    return rows.toString();
  }

  private int run(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Cli.of(new Wgan());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(line.replace("@", folder.toString()).split(" "));
  }

  @Test
  void figuresStandNextToThoseOfOtherTables() throws IOException {
    assertThat(
            run(
                "evaluate @/people.onnx --data @/test.csv --train @/train.csv -n 400"
                    + " --json @/figures.json --html @/page.html"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("400 generated rows against 300 held-out rows and 500 training rows")
        .containsPattern("generated +training rows +Gaussian copula +independent columns")
        .contains("Column Shapes", "two-sample test, AUC", "predicts <city>, accuracy")
        .contains("predicts paid, R²", "closest record, ratio", "equal to a training row");
    JsonNode json = NetworkJson.mapper().readTree(folder.resolve("figures.json").toFile());
    JsonNode figures = json.get("figures");
    assertThat(figures.get("training rows").get("exact_copies").get("value").asDouble()).isOne();
    assertThat(figures.get("generated").get("column_shapes").get("value").asDouble())
        .isGreaterThan(0.9);
    assertThat(json.get("pairs")).hasSize(3);
    String page = Files.readString(folder.resolve("page.html"));
    assertThat(page)
        .contains("Pairs of columns", "Nearest training rows", "&lt;city&gt;", "missing")
        .doesNotContain("<city>");
  }

  @Test
  void withoutTrainingRowsTheRestIsMeasured() {
    assertThat(run("evaluate @/people.onnx --data @/test.csv -n 300 --target paid"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("with --train FILE.csv", "predicts paid, R²")
        .containsPattern("generated +independent columns")
        .doesNotContain("exact copies", "predicts <city>");
  }

  @Test
  void refusalsAreOneSentence() throws IOException {
    Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n3,4\n");
    Files.writeString(folder.resolve("wrong.csv"), "age,paid,<city>\nold,1.00,Rome\n");
    Files.writeString(folder.resolve("few.csv"), rows(3, 5));
    for (List<String> refusal :
        List.of(
            List.of("--data @/other.csv", "has no column 'age'"),
            List.of("--data @/wrong.csv", "row 1 of the data: in the column 'age', 'old'"),
            List.of("--data @/few.csv", "5 rows of the data: expected at least 20"),
            List.of("--data @/test.csv --target height", "the column 'height' cannot"),
            List.of("--data @/none.csv", "none.csv"))) {
      assertThat(run("evaluate @/people.onnx -n 200 " + refusal.get(0))).as(refusal.get(0)).isOne();
      assertThat(err.toString().strip())
          .contains(refusal.get(1))
          .doesNotContain("\n", "unexpected");
    }
    assertThat(run("evaluate @/people.onnx")).isEqualTo(2);
    assertThat(err.toString()).contains("needs --data FILE.csv");
    assertThat(run("evaluate @/people.onnx --data @/test.csv --frames 3")).isEqualTo(2);
  }
}
