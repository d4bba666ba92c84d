package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Training of CSV files from the command line: typed or plain, inferred or given, resumed. */
class TableTrainTest {
  private static final String SMALL =
      " --steps 4 --threads 1 --set batch=20 --set critic_warmup=0 --set width=8"
          + " --set checkpoint_every=2 --set log_every=2";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder people = new StringBuilder("name,age,paid\n");
    StringBuilder numbers = new StringBuilder("a,b\n");
    StringBuilder typo = new StringBuilder("a,b\n");
    for (int i = 0; i < 80; i++) {
      int age = 20 + random.nextInt(60);
      people.append(List.of("Ann", "Bo", "Cem").get(i % 3)).append(',').append(age);
      people.append(i % 2 == 0 ? ",yes\n" : ",no\n");
      numbers.append(i).append(".5,").append(age).append('\n');
      typo.append(i).append(".5,").append(i == 40 ? "4O" : String.valueOf(age)).append('\n');
    }
    Files.writeString(folder.resolve("people.csv"), people);
    Files.writeString(folder.resolve("numbers.csv"), numbers);
    Files.writeString(folder.resolve("typo.csv"), typo);
  }

  private int run(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Cli.of(new Wgan());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(line.replace("@", folder.toString()).split(" "));
  }

  @Test
  void aFileOfTypedColumnsJustTrains() throws IOException {
    assertThat(run("train --data @/people.csv -o @/run" + SMALL)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("80 rows of 3 typed columns")
        .containsPattern("preset +table");
    assertThat(Files.readString(folder.resolve("run/schema.json"))).contains("\"category\"");
    assertThat(folder.resolve("run/generator.onnx")).exists();
    assertThat(run("resume @/run")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("all of its 4 steps are done");
    assertThat(run("export @/run -o @/again.onnx")).as(err.toString()).isZero();
    assertThat(folder.resolve("again.onnx")).exists();
    assertThat(run("verify @/run/generator.onnx --against @/run")).as(err.toString()).isZero();
  }

  @Test
  void aGivenSchemaDecidesTheTypes() throws IOException {
    assertThat(run("schema @/numbers.csv -o @/schema.json")).isZero();
    Path json = folder.resolve("schema.json");
    String edited = Files.readString(json).replace("\"integer\"", "\"ignored\"");
    Files.writeString(json, edited);
    assertThat(run("train --data @/numbers.csv --schema @/schema.json -o @/run" + SMALL))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("80 rows of 1 typed column,");
    Files.writeString(json, "{}", StandardCharsets.UTF_8);
    assertThat(run("train --data @/numbers.csv --schema @/schema.json -o @/x" + SMALL)).isOne();
    assertThat(err.toString()).contains("schema.json").contains("no array 'columns'");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void plainNumbersStayPlainUnlessThePresetSaysOtherwise() {
    String fewer = " --set batch=20 --set width=8 --steps 2 --threads 1";
    assertThat(run("train --data @/numbers.csv -o @/plain" + fewer)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("80 rows of 2 columns").containsPattern("preset +wgan-gp");
    assertThat(folder.resolve("plain/schema.json")).doesNotExist();
    assertThat(run("train --preset table --data @/numbers.csv -o @/typed" + SMALL))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("80 rows of 2 typed columns");
  }

  @Test
  void oneWrongCellAmongNumbersIsReported() {
    assertThat(run("train --data @/typo.csv -o @/run" + SMALL)).isOne();
    assertThat(err.toString()).contains("line 42").contains("4O").contains("expected a finite");
    assertThat(run("train --preset wgan-gp --data @/people.csv -o @/run" + SMALL)).isOne();
    assertThat(err.toString()).contains("Ann");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
