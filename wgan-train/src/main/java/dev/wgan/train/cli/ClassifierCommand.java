package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Result;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.train.classify.ClassifierConfig;
import dev.wgan.train.classify.ClassifierTrainer;
import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.classify.SoundView;
import dev.wgan.train.data.DataSummary;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code wgan classifier}: trains a classifier, whose features serve {@code wgan evaluate}.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "classifier",
    mixinStandardHelpOptions = true,
    description =
        "Trains a classifier of labelled images or sounds. `evaluate` compares samples in its features.")
final class ClassifierCommand implements Callable<Integer> {
  private static final double HELD_OUT = 1.0 / 7;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private DataArguments data = new DataArguments();

  @Option(
      names = "--test",
      paramLabel = "PATH",
      description =
          "labelled samples to measure its accuracy on (default: the test part, or a seventh of the data, held out)")
  private @Nullable Path test;

  @Option(names = "--epochs", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
  private int epochs = ClassifierConfig.defaults().epochs();

  @Option(
      names = "--view",
      paramLabel = "VIEW",
      description =
          "for sound, the form of a waveform that the classifier takes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private SoundView view = SoundView.LOG_MEL;

  @Option(names = "--seed", paramLabel = "SEED", description = "default: ${DEFAULT-VALUE}")
  private long seed = ClassifierConfig.defaults().seed();

  @Option(names = "--threads", paramLabel = "N", description = "default: the engine's choice")
  private int threads = ClassifierConfig.defaults().threads();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.onnx",
      description = "the classifier (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("classifier.onnx");

  @Override
  public Integer call() throws IOException {
    if (Result.isStandardOutput(out)) {
      throw Usage.wrong(
          spec, "-o - is standard output: a classifier goes into a file, so name one");
    }
    if (epochs < 1 || threads < 0) {
      throw Usage.wrong(
          spec,
          epochs < 1
              ? "--epochs is %s: expected 1 or more".formatted(epochs)
              : "--threads is %s: expected 0 or more".formatted(threads));
    }
    Usage.requireParent(spec, "-o", out);
    DataSource source = data.source();
    try (Dataset all = source.open()) {
      Session.of(spec).say("data: " + DataSummary.line(all));
      if (test == null && source.hasBothParts()) {
        try (Dataset unseen = source.withPart("test").open()) {
          return train(all, unseen);
        }
      } else if (test == null) {
        Split split = Split.byFraction(all, HELD_OUT, seed);
        return train(split.training(), split.heldOut());
      } else {
        try (Dataset unseen = source.open(test.toString())) {
          return train(all, unseen);
        }
      }
    }
  }

  /** Trains and writes the file; on Ctrl-C leaves after the current step and writes none. */
  private int train(Dataset training, Dataset unseen) throws IOException {
    ClassifierConfig defaults = ClassifierConfig.defaults();
    ClassifierConfig config =
        new ClassifierConfig(epochs, defaults.batch(), defaults.rate(), seed, threads, view);
    ClassifierTrainer trainer = ClassifierTrainer.of(config);
    Interruption interruption = new Interruption(trainer::cancel);
    try {
      if (interruption.watch()) {
        write(trainer.fit(training, progress()), training, unseen);
        return CommandLine.ExitCode.OK;
      }
    } catch (CancellationException e) {
      Session.of(spec).say("%s; no file was written".formatted(e.getMessage()));
    } finally {
      interruption.close();
    }
    return Session.INTERRUPTED;
  }

  private ClassifierTrainer.Progress progress() {
    Session session = Session.of(spec);
    long started = System.nanoTime();
    return (step, steps, loss) -> {
      if (step % Math.max(1, steps / 20) == 0) {
        double seconds = (System.nanoTime() - started) / 1e9;
        session.say(
            String.format(
                Locale.ROOT,
                "step %,d of %,d, loss %.3f, %.3g steps/s, %.0f s left",
                step,
                steps,
                loss,
                step / seconds,
                seconds / step * (steps - step)));
      }
    };
  }

  private void write(ClassifierTrainer.Fitted fitted, Dataset training, Dataset unseen)
      throws IOException {
    double accuracy =
        OnnxClassifier.write(
            fitted,
            training.description().classNames(),
            classifier -> classifier.accuracyOn(unseen),
            out);
    Session.of(spec)
        .say(
            String.format(
                Locale.ROOT,
                "%s: %.2f %% of %,d unseen samples right",
                out,
                100 * accuracy,
                unseen.size()));
  }
}
