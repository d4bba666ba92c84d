package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.Samples;
import dev.wgan.runtime.SelfTestResult;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.DemoSounds;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code wgan demo}: the whole chain on the embedded images, or on sounds made on the spot.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Trains on the embedded images, or on sounds made by formulas, for at most three minutes, exports, verifies and samples.")
final class DemoCommand implements Callable<Integer> {
  private static final int GRID = 64;
  private static final int SOUNDS = 24;

  /** Clips of each class of sounds. */
  private static final int CLIPS = 200;

  private static final long SEED = 42;

  /** The kind of the samples. */
  enum Kind {
    IMAGE,
    AUDIO
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "what to generate: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Kind kind = Kind.IMAGE;

  @Mixin private ConfigArguments config = new ConfigArguments();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "the run folder (default: demo, or demo-2, ... if that is a run already)")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Session session = Session.of(spec);
    TrainingConfig effective = Usage.require(spec, () -> config.change(preset()));
    RunFolder folder = new RunFolder(out == null ? fresh() : Usage.requireFolder(spec, out));
    WganTrainer.requireNew(folder);
    DataSource source = source(session, folder);
    try (Dataset data = source.open()) {
      Networks networks = Usage.require(spec, () -> Networks.family(effective, data));
      WganTrainer trainer =
          config.typed().require(spec, () -> networks.trainer(effective, data, folder));
      int code = session.train(trainer, source, folder);
      if (code != 0) {
        return code;
      }
    }
    Path samples = folder.path().resolve(kind == Kind.AUDIO ? "sounds" : "grid.png");
    try (Generator generator = Generator.load(folder.onnx())) {
      SelfTestResult test = generator.selfTest();
      session.say(
          String.format(
              Locale.ROOT,
              "verified: %s golden samples, off by at most %.1e",
              test.samples(),
              test.maxDifference()));
      if (kind == Kind.AUDIO) {
        Samples drawn = generator.sample(SOUNDS, SEED);
        drawn.writeWavs(samples);
        drawn.writeWav(samples.resolve("all.wav"));
      } else {
        generator.sample(GRID, SEED).writeGrid(samples);
      }
    }
    session.say("generator: " + folder.onnx());
    session.say("samples:   " + samples);
    session.say("report:    " + folder.report());
    return 0;
  }

  private TrainingConfig preset() {
    TrainingConfig demo = Presets.of("demo");
    return kind == Kind.IMAGE
        ? demo
        : demo.with(
            "network=logmel",
            "latent=64",
            "conditional=true",
            "batch=16",
            "critic_iterations=1",
            "critic_learning_rate=5e-4",
            "generator_learning_rate=5e-4",
            "steps=4000");
  }

  /** The embedded images, or sounds that are written into the run folder. */
  private DataSource source(Session session, RunFolder folder) {
    DataSource embedded = new DataArguments().source();
    if (kind == Kind.IMAGE) {
      return embedded;
    }
    Path data = folder.path().resolve("data");
    DemoSounds.write(data, CLIPS, SEED);
    session.say(
        "made %s sounds of each of %s in %s"
            .formatted(CLIPS, String.join(", ", DemoSounds.classNames()), data));
    return embedded.at(data).sliced(DemoSounds.LENGTH);
  }

  private static Path fresh() {
    Path folder = Path.of("demo");
    for (int i = 2; !new RunFolder(folder).checkpoints().isEmpty(); i++) {
      folder = Path.of("demo-" + i);
    }
    return folder;
  }
}
