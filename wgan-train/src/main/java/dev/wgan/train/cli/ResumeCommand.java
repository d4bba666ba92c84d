package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.run.RunFolder;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.LearningRates;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.monitor.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan resume}: resumes a run from its latest checkpoint.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Resumes a run from its latest checkpoint, to the same bits as without the interruption.",
    footer = "%nNothing else of a run may change: start a new run with `wgan train` instead.")
final class ResumeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "the run folder")
  private Path run = Path.of("run");

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "the place of the data, if they have moved; their content must be the same")
  private @Nullable Path data;

  @Mixin private ResumeArguments config = new ResumeArguments();

  @Override
  public Integer call() {
    Session session = Session.of(spec);
    RunFolder folder = new RunFolder(run);
    TrainingConfig begun = ConfigFile.read(folder.config());
    TrainingConfig effective = Usage.require(spec, () -> config.change(begun));
    TypedKeys typed = config.typed();
    typed.require(spec, () -> WganTrainer.requireResumable(effective, folder));
    DataSource source = source();
    try (Dataset samples = source.open()) {
      WganTrainer trainer =
          typed.require(spec, () -> WganTrainer.resume(effective, samples, folder));
      session.printConfig(effective);
      trainer.ended().ifPresent(reason -> session.say(finished(reason, effective)));
      return session.train(trainer, source, folder);
    }
  }

  private String finished(TrainingEvent.Reason reason, TrainingConfig effective) {
    if (reason == TrainingEvent.Reason.PATIENCE) {
      return "%s is finished: its criterion has not improved for %s checkpoints; to train longer, resume it with --set patience=0 or a larger value"
          .formatted(run, effective.records().patience());
    }
    String done =
        "%s is finished: all of its %s steps are done; "
            .formatted(run, effective.schedule().steps());
    return effective.rates().learningRateDecay() == LearningRates.Decay.NONE
        ? done
            + "to train longer, resume it with --steps %s"
                .formatted(2 * effective.schedule().steps())
        : done + "its learning rate decayed over them, so a longer training must be a new run";
  }

  /** The data and the way to read them, as when the run began. */
  private DataSource source() {
    Path recorded = run.resolve(DataSource.FILE);
    if (!Files.exists(recorded)) { // a run of the library, not of the command line
      if (data == null) {
        throw new TrainingException(
            "%s does not record the place of its data: give it with --data".formatted(run));
      }
      return new DataArguments().source().at(data);
    }
    DataSource source = NetworkJson.read(recorded, DataSource.class);
    if (data != null) {
      return source.at(data);
    }
    if (!source.path().isEmpty() && !Files.exists(Path.of(source.path()))) {
      throw new TrainingException(
          "the data of %s were at %s, which does not exist now: give their new place with --data"
              .formatted(run, source.path()));
    }
    return source;
  }
}
