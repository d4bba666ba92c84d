package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.AtomicFile;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.monitor.ProgressListener;
import dev.wgan.train.monitor.TrainingEvent.Finished;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import dev.wgan.train.monitor.TrainingEvent.Started;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A training run from the command line: what is printed, and what Ctrl-C does. */
final class Session {
  /** What a shell expects of a program that was interrupted. */
  static final int INTERRUPTED = 130;

  private final PrintWriter out;

  private Session(PrintWriter out) {
    this.out = out;
  }

  /** A session whose messages leave standard output to results that go there. */
  static Session of(@Nullable CommandSpec spec, @Nullable Path... results) {
    return new Session(Result.messages(spec, results));
  }

  void printConfig(TrainingConfig config) {
    for (Map.Entry<String, String> entry : ConfigFile.flat(config).entrySet()) {
      out.printf("%-24s %s%n", entry.getKey(), entry.getValue());
    }
    out.flush();
  }

  /** Trains a new run, whose folder also records where its samples came from. */
  int begin(
      TrainingConfig config,
      Networks networks,
      DataSource source,
      Dataset samples,
      RunFolder folder) {
    return train(
        WganTrainer.create(config, networks.generator(), networks.critic(), samples, folder),
        source,
        folder);
  }

  private static void remember(DataSource source, RunFolder folder) {
    byte[] json = NetworkJson.write(source).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(folder.path().resolve(DataSource.FILE), to -> to.write(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains and exports; on Ctrl-C finishes the iteration, writes a checkpoint and leaves. */
  int train(WganTrainer trainer, DataSource source, RunFolder folder) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread interrupt =
        new Thread(
            () -> {
              trainer.cancel();
              try {
                ended.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "wgan-interrupt");
    Runtime.getRuntime().addShutdownHook(interrupt);
    Finished finished;
    try (ProgressListener progress = ProgressListener.of(out)) {
      trainer.listen(
          event -> {
            if (event instanceof Started) {
              remember(source, folder); // from here on the folder belongs to this process
            }
          });
      trainer.listen(progress);
      finished = trainer.train();
    } finally {
      out.flush();
      ended.countDown();
    }
    if (finished.reason() == Reason.CANCELLED) {
      out.printf(
          "stopped at step %s; go on with: wgan resume %s%n", finished.step(), folder.path());
      out.flush();
      return INTERRUPTED;
    }
    Runtime.getRuntime().removeShutdownHook(interrupt);
    say("trained %s steps; report: %s".formatted(finished.step(), folder.report()));
    say(Exporting.export(folder).text());
    return CommandLine.ExitCode.OK;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
