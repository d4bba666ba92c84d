package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.table.TableSchema;
import dev.wgan.train.table.SchemaJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code schema}: a file, its schema, and what is refused. */
class SchemaCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Cli.of(new Wgan());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void theSchemaOfAFileIsWritten() throws IOException {
    Path csv = folder.resolve("people.csv");
    Files.writeString(csv, "id,born,size\n1,1970-01-31,1.5\n2,1999-12-31,NA\n3,1980-02-29,1.75\n");
    Path json = folder.resolve("schema.json");
    assertThat(run("schema", csv.toString(), "-o", json.toString())).as(err.toString()).isZero();
    TableSchema schema = SchemaJson.read(Files.readString(json));
    assertThat(schema.columns().stream().map(column -> column.type().word().text()))
        .containsExactly("sequence", "date", "decimal");
    assertThat(out.toString())
        .contains("3 rows of 3 columns; column id holds keys, which are made anew");
  }

  @Test
  void aFileThatIsNotATableIsRefusedInOneSentence() throws IOException {
    Path csv = folder.resolve("ragged.csv");
    Files.writeString(csv, "a,b\n1,2\n3\n");
    Path json = folder.resolve("schema.json");
    assertThat(run("schema", csv.toString(), "-o", json.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("line 3 of")
        .contains("expected 2, as in the first line")
        .contains("--separator");
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(json).doesNotExist();
    assertThat(run("schema", folder.resolve("none.csv").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no file");
  }
}
