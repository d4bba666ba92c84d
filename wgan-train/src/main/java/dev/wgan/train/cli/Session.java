package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.monitor.ProgressListener;
import dev.wgan.train.monitor.StepProgress;
import dev.wgan.train.monitor.TrainingEvent.Finished;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import dev.wgan.train.monitor.TrainingEvent.Started;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A training run from the command line: its messages, and the effect of Ctrl-C. */
final class Session {
  /** The exit code of an interrupted program, as shells expect it. */
  static final int INTERRUPTED = 130;

  private final PrintWriter out;

  private Session(PrintWriter out) {
    this.out = out;
  }

  /** A session that keeps its messages off standard output if results go there. */
  static Session of(@Nullable CommandSpec spec, @Nullable Path... results) {
    return new Session(Result.messages(spec, results));
  }

  void printConfig(TrainingConfig config) {
    for (Map.Entry<String, String> entry : ConfigFile.flat(config).entrySet()) {
      out.printf("%-24s %s%n", entry.getKey(), entry.getValue());
    }
    out.flush();
  }

  private static void remember(DataSource source, RunFolder folder) {
    byte[] json = NetworkJson.write(source).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(folder.path().resolve(DataSource.FILE), to -> to.write(json));
      if (!source.schema().isEmpty()) {
        byte[] schema = source.schema().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.path().resolve(DataSource.SCHEMA_FILE), to -> to.write(schema));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains and exports; on Ctrl-C finishes the iteration, writes a checkpoint and leaves. */
  int train(WganTrainer trainer, DataSource source, RunFolder folder) {
    Interruption interruption = new Interruption(trainer::cancel);
    try {
      if (!interruption.watch()) {
        return INTERRUPTED; // before anything was written
      }
      Finished finished = fit(trainer, source, folder);
      if (finished.reason() == Reason.CANCELLED) {
        return stopped("stopped at step %s".formatted(finished.step()), folder);
      }
      say("trained %s steps; report: %s".formatted(finished.step(), folder.report()));
      say(Exporting.export(folder).text());
      return CommandLine.ExitCode.OK;
    } catch (IllegalStateException | LinkageError e) {
      // The JVM starts nothing once it is shutting down: neither engine nor ONNX Runtime.
      if (!interruption.happened() || !Files.exists(folder.config())) {
        throw e;
      }
      return stopped("stopped", folder);
    } finally {
      interruption.close();
    }
  }

  private int stopped(String where, RunFolder folder) {
    say("%s; continue with: bin/wgan resume %s".formatted(where, folder.path()));
    return INTERRUPTED;
  }

  private Finished fit(WganTrainer trainer, DataSource source, RunFolder folder) {
    try (ProgressListener progress = ProgressListener.of(out)) {
      trainer.listen(
          event -> {
            if (event instanceof Started) {
              remember(source, folder); // from here on the folder belongs to this process
            }
          });
      trainer.listen(progress);
      return trainer.train();
    } finally {
      out.flush();
    }
  }

  /** Returns a display of a work of many steps; its caller closes it. */
  StepProgress progress(String task) {
    return StepProgress.of(out, task);
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
