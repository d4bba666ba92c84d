package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SelfTestResult;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
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
 * {@code wgan demo}: the whole chain on the embedded images, on sounds made by formulas, or on
 * films made of the images.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Trains for a minute and a half on the embedded images, or for two to three minutes on sounds made by formulas or films made of the images; exports, verifies and samples.")
final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "what to generate: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Demonstration kind = Demonstration.IMAGE;

  @Mixin private ConfigArguments config = new ConfigArguments();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "the run folder (default: demo, or demo-2, ... if that is a run already)")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Session session = Session.of(spec);
    TrainingConfig effective =
        Usage.require(spec, () -> config.change(kind.config(Presets.of("demo"))));
    RunFolder folder = new RunFolder(out == null ? fresh() : Usage.requireFolder(spec, out));
    WganTrainer.requireNew(folder);
    DataSource source = kind.source(session, folder.path());
    try (Dataset data = source.open()) {
      Networks networks = Usage.require(spec, () -> Networks.family(effective, data));
      WganTrainer trainer =
          config.typed().require(spec, () -> networks.trainer(effective, data, folder));
      int code = session.train(trainer, source, folder);
      if (code != 0) {
        return code;
      }
    }
    Path samples;
    try (Generator generator = Generator.load(folder.onnx())) {
      SelfTestResult test = generator.selfTest();
      session.say(
          String.format(
              Locale.ROOT,
              "verified: %s golden samples, off by at most %.1e",
              test.samples(),
              test.maxDifference()));
      samples = kind.show(generator, folder.path());
    }
    session.say("generator: " + folder.onnx());
    session.say("samples:   " + samples);
    session.say("report:    " + folder.report());
    return 0;
  }

  private static Path fresh() {
    Path folder = Path.of("demo");
    for (int i = 2; !new RunFolder(folder).checkpoints().isEmpty(); i++) {
      folder = Path.of("demo-" + i);
    }
    return folder;
  }
}
