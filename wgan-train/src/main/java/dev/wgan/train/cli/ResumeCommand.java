package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.RunFolder;
import dev.wgan.train.ConfigFile;
import dev.wgan.train.TrainingConfig;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.data.Dataset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan resume}: goes on with a run where its latest checkpoint stands.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Goes on with a run where its latest checkpoint stands, to the same bits.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "the run folder")
  private Path run = Path.of("run");

  @Mixin private ConfigArguments config = new ConfigArguments();

  @Override
  public Integer call() {
    Session session = Session.of(spec);
    RunFolder folder = new RunFolder(run);
    TrainingConfig effective = config.change(ConfigFile.read(folder.config()));
    DataSource source = NetworkJson.read(run.resolve(DataSource.FILE), DataSource.class);
    try (Dataset samples = source.open()) {
      session.printConfig(effective);
      return session.train(WganTrainer.resume(effective, samples, folder), folder);
    }
  }
}
