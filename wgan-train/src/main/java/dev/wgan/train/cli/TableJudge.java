package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.runtime.Generator;
import dev.wgan.table.SchemaException;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.monitor.StepProgress;
import dev.wgan.train.rows.TableEvaluation;
import dev.wgan.train.rows.TableEvaluationText;
import dev.wgan.train.rows.TableReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The evaluation of a generator of typed tables. */
final class TableJudge {
  private static final int FEWEST = 10_000;

  private final String title;
  private final Generator generator;
  private final TableCodec codec;
  private final DataSource source;

  TableJudge(String title, Generator generator, TableCodec codec, DataSource source) {
    this.title = title;
    this.generator = generator;
    this.codec = codec;
    this.source = source;
  }

  int judge(
      Session session,
      @Nullable Path train,
      List<String> targets,
      @Nullable Integer n,
      long seed,
      @Nullable Path json,
      @Nullable Path html)
      throws IOException {
    TableEvaluation evaluation;
    try (StepProgress progress = session.progress("evaluating")) {
      CsvTable test = read(Path.of(source.path()));
      Optional<CsvTable> training = train == null ? Optional.empty() : Optional.of(read(train));
      Table drawn = generator.sample(n == null ? Math.max(FEWEST, test.size()) : n, seed).table();
      session.say(
          "%s generated rows against %s held-out rows%s"
              .formatted(
                  drawn.size(),
                  test.size(),
                  train == null
                      ? "; with --train FILE.csv, the rows of the training, copies are looked for and a Gaussian copula is fitted"
                      : " and %s training rows".formatted(training.map(CsvTable::size).orElse(0))));
      evaluation =
          TableEvaluation.of(
              codec,
              drawn,
              test,
              training,
              new TableEvaluation.Options(targets, seed),
              stage ->
                  progress.line(
                      String.format(
                          Locale.ROOT, "%s (%.0f s so far) ...", stage, progress.seconds())));
    } catch (DataException e) {
      throw new RefusedData(e);
    } catch (SchemaException e) {
      throw new RefusedData(new DataException(String.valueOf(e.getMessage()), e));
    }
    session.say(TableEvaluationText.of(evaluation));
    if (json != null) {
      Result.write(json, NetworkJson.write(evaluation.json()));
    }
    if (html != null) {
      Result.write(html, new TableReport(title, evaluation).html());
    }
    return CommandLine.ExitCode.OK;
  }

  private CsvTable read(Path file) throws IOException {
    return CsvTable.read(
        file,
        new TableFormat(source.header(), source.separator(), source.decimal(), Optional.empty()));
  }
}
