package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Result;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.table.SchemaGuess;
import dev.wgan.train.table.SchemaJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan schema}: infers the types of a CSV file's columns.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Infers the types of a CSV file's columns and writes them as JSON, which can be edited.")
final class SchemaCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TABLE.csv",
      description = "the table, plain or gzipped, with names in its first line")
  private Path table = Path.of("");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "SCHEMA.json",
      description = "the schema; - for standard output (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("-");

  @Option(
      names = "--separator",
      paramLabel = "SEPARATOR",
      description = "the separator of fields: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private TableFormat.Separator separator = TableFormat.Separator.AUTO;

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec, out);
    TableFormat format =
        new TableFormat(
            TableFormat.Header.YES, separator, TableFormat.Decimal.AUTO, Optional.empty());
    try {
      CsvTable rows = CsvTable.read(table, format);
      SchemaGuess guess = SchemaGuess.of(rows);
      Result.write(out, SchemaJson.write(guess.schema()));
      List<String> notes = guess.notes();
      session.say(
          "%s: %s rows of %s columns%s"
              .formatted(
                  table,
                  rows.size(),
                  rows.names().size(),
                  notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
    } catch (DataException e) {
      throw new RefusedData(e);
    }
    return CommandLine.ExitCode.OK;
  }
}
