package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.KeyList;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.DataSummary;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.task.Task;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code wgan train}: trains a GAN and exports its generator.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a Wasserstein GAN into a run folder and exports its generator.")
final class TrainCommand implements Callable<Integer> {
  private static final String TABLE = "table";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "the configuration to start from: article, wgan, wgan-gp, wgan-lp, wgan-div, wgan-r1, sngan, wgan-ct, demo for the short training of `wgan demo`, best for images, points for vectors of few dimensions, table for CSV files of typed columns, upscale, inpaint (default: wgan-gp, that of --task, or table for a CSV file with a column that is not of plain numbers)")
  private @Nullable String preset;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "generate samples, or restore photographs: upscale or inpaint; these two start from the preset of their name (default: generate)")
  private TaskChoice.Type task = TaskChoice.Type.GENERATE;

  @Option(
      names = "--schema",
      paramLabel = "SCHEMA.json",
      description =
          "the types of a CSV file's columns, as written by `wgan schema` and edited (default: inferred)")
  private @Nullable Path schema;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description =
          "start from the weights of a run's latest checkpoint instead of random ones, such as with another content_weight or on other data; classes start by their names")
  private @Nullable Path from;

  @Mixin private DataArguments data = new DataArguments();
  @Mixin private ConfigArguments config = new ConfigArguments();

  @ArgGroup(exclusive = false)
  private @Nullable Own own;

  /** Networks of the user's own. */
  static final class Own {
    @Option(
        names = "--generator",
        required = true,
        paramLabel = "FILE.json",
        description = "the generator as JSON, instead of a family of networks")
    private Path generator = Path.of("");

    @Option(
        names = "--critic",
        required = true,
        paramLabel = "FILE.json",
        description = "the critic as JSON")
    private Path critic = Path.of("");
  }

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description =
          "the run folder, which must not have a checkpoint yet (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("run");

  @Option(
      names = "--list-keys",
      description = "explain every configuration key with its values and defaults, and exit")
  private boolean listKeys;

  @Override
  public Integer call() {
    Session session = Session.of(spec);
    if (listKeys) {
      session.say(KeyList.text().stripTrailing());
      return CommandLine.ExitCode.OK;
    }
    Checkpoint weights = from == null ? null : new RunFolder(from).latest();
    boolean typed = schema != null || TABLE.equals(preset);
    TrainingConfig first = configured(typed, weights);
    DataSource plain = data.source();
    RunFolder folder = new RunFolder(Usage.requireFolder(spec, out));
    WganTrainer.requireNew(folder); // before reading data, which may be large
    DataSource given = typed ? typed(plain) : plain;
    try (Opened opened = open(given)) {
      DataSource source = opened.source();
      Dataset samples = opened.samples();
      session.say("data: " + DataSummary.line(samples));
      TrainingConfig chosen =
          source.equals(given) ? first : configured(true, weights); // found to be typed
      TrainingConfig effective = Usage.require(spec, () -> Task.fitted(chosen, samples));
      Networks networks =
          own == null
              ? Usage.require(spec, () -> Networks.family(effective, samples))
              : Networks.read(own.generator, own.critic);
      WganTrainer trainer =
          config.typed().require(spec, () -> networks.trainer(effective, samples, folder));
      if (weights != null) {
        trainer.startFrom(weights).startNotes().forEach(session::say);
      }
      session.printConfig(effective);
      return session.train(trainer, source, folder);
    }
  }

  /** Data, with the way in which they were read. */
  private record Opened(DataSource source, Dataset samples) implements AutoCloseable {
    @Override
    public void close() {
      samples.close();
    }
  }

  /** Opens the data; a CSV file that is not of plain numbers becomes a typed table. */
  private Opened open(DataSource given) {
    try {
      return new Opened(given, given.open());
    } catch (RefusedData e) {
      boolean open =
          preset == null && own == null && task == TaskChoice.Type.GENERATE && schema == null;
      DataSource other =
          (open ? TypedTable.guessIfTyped(given) : Optional.<String>empty())
              .map(given::typed)
              .orElseThrow(() -> e);
      return new Opened(other, other.open());
    }
  }

  /** The source with the schema that was given, or an inferred one. */
  private DataSource typed(DataSource source) {
    if (schema == null && !TypedTable.isTable(source)) {
      return source; // the numbers of the preset, for other data
    }
    if (!TypedTable.isTable(source)) {
      throw Usage.wrong(spec, "--schema is for a table: give a CSV file with --data");
    }
    return source.typed(schema == null ? TypedTable.guess(source) : TypedTable.read(schema));
  }

  private TrainingConfig configured(boolean typed, @Nullable Checkpoint weights) {
    return Usage.require(spec, () -> recorded(config.change(start(typed)), weights));
  }

  /** The configuration with the weights that training starts from. */
  private static TrainingConfig recorded(TrainingConfig config, @Nullable Checkpoint weights) {
    if (weights == null) {
      return config;
    }
    Path run = weights.run().path().getFileName();
    return config.with("from=%s, step %s".formatted(run, weights.step()));
  }

  /** The preset that was named, or that of the task or the data. */
  private TrainingConfig start(boolean typed) {
    boolean restores = task != TaskChoice.Type.GENERATE;
    String named = task.toString().toLowerCase(Locale.ROOT);
    String start = preset != null ? preset : restores ? named : typed ? TABLE : "wgan-gp";
    TrainingConfig config = Presets.of(start);
    return restores ? config.with("task=" + named) : config;
  }
}
