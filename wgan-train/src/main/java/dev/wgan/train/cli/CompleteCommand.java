package dev.wgan.train.cli;

import dev.wgan.onnx.cli.ModelArgument;
import dev.wgan.onnx.cli.Result;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.runtime.Generator;
import dev.wgan.table.RowCompletion;
import dev.wgan.table.SchemaException;
import dev.wgan.table.Table;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.table.PartialRows;
import java.io.IOException;
import java.nio.file.Path;
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
 * {@code wgan complete}: fills the empty cells of a CSV file.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "complete",
    mixinStandardHelpOptions = true,
    description =
        "Fills the empty cells of a CSV file from rows of a model that are near the given cells.")
final class CompleteCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("people.onnx");

  @Parameters(
      index = "1",
      paramLabel = "PARTIAL.csv",
      description =
          "the rows, with names of the model's columns in the first line; cells that are empty or"
              + " written as missing are filled, columns that the model does not have stay as they are")
  private Path partial = Path.of("partial.csv");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FULL.csv",
      description = "the completed rows; - for standard output")
  private Path out = Path.of("-");

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "the seed of the draws (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--pool",
      paramLabel = "ROWS",
      description =
          "the number of the model's rows among which near ones are found (default: ${DEFAULT-VALUE})")
  private int pool = 20_000;

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec, out);
    if (pool < 1) {
      throw Usage.wrong(spec, "--pool %s: expected 1 or more rows".formatted(pool));
    }
    TableFormat format =
        new TableFormat(
            TableFormat.Header.YES,
            TableFormat.Separator.AUTO,
            TableFormat.Decimal.AUTO,
            Optional.empty());
    try (Generator generator = Generator.load(model)) {
      if (generator.info().table().isEmpty()) {
        throw Usage.wrong(
            spec, "%s does not describe the types of a table's columns".formatted(model));
      }
      CsvTable rows = CsvTable.read(partial, format);
      PartialRows partialRows =
          PartialRows.of(rows, generator.info().table().orElseThrow().schema());
      Table drawn = generator.sample(pool, seed).table();
      PartialRows.Report report = partialRows.complete(RowCompletion.of(drawn), seed, out);
      session.say(
          "wrote %s: %s rows with %s filled cells, from a pool of %s rows of seed %s%s%s"
              .formatted(
                  Result.isStandardOutput(out) ? Result.STANDARD_OUTPUT : out,
                  rows.size(),
                  report.filled(),
                  pool,
                  seed,
                  report.violations() == 0
                      ? ""
                      : "; %s rows do not meet the constraints of the table"
                          .formatted(report.violations()),
                  partialRows.others().isEmpty()
                      ? ""
                      : "; the model does not have the columns "
                          + String.join(", ", partialRows.others())));
    } catch (DataException e) {
      throw new RefusedData(e);
    } catch (SchemaException e) {
      throw new RefusedData(new DataException(String.valueOf(e.getMessage()), e));
    }
    return CommandLine.ExitCode.OK;
  }
}
