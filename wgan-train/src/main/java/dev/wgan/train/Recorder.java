package dev.wgan.train;

import dev.wgan.run.RunFolder;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.monitor.EventFile;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.Monitor;
import dev.wgan.train.monitor.TrainingEvent;
import dev.wgan.train.monitor.Warning;
import dev.wgan.train.report.Report;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Writes the metrics, pictures, checkpoints and warnings of a training, and notifies listeners. */
final class Recorder {
  private final TrainingConfig config;
  private final RunFolder folder;
  private final WganModel model;
  private final ModelMeasures measures;
  private final TrainingPictures pictures;
  private final MetricsFile metrics;
  private final Optional<EventFile> events;
  private final Monitor monitor;
  private final Consumer<TrainingEvent> publish;
  private final long started = System.nanoTime();
  private final double spentBefore;
  private RowSums sums;
  private double lastEstimate;

  Recorder(
      TrainingConfig config,
      RunFolder folder,
      ModelMeasures measures,
      TrainingPictures pictures,
      WganModel model,
      TrainingState state,
      Consumer<TrainingEvent> publish) {
    this.config = config;
    this.folder = folder;
    this.model = model;
    this.measures = measures;
    this.pictures = pictures;
    this.publish = publish;
    this.sums = state.sums();
    this.spentBefore = state.seconds();
    this.metrics = new MetricsFile(folder.metrics());
    if (Files.exists(folder.metrics())) {
      metrics.truncateAfter(state.step());
    }
    this.events =
        config.records().tensorboard()
            ? Optional.of(new EventFile(folder.tensorboard(), state.step()))
            : Optional.empty();
    this.monitor =
        Monitor.replay(config, Files.exists(folder.metrics()) ? metrics.read() : List.of());
  }

  void critic(long iteration, CriticTerms terms) {
    finite("critic", terms.loss(), "critic iteration " + iteration);
    sums = sums.plus(terms);
    lastEstimate = terms.estimate();
  }

  void generator(long step, double loss) {
    finite("generator", loss, "generator iteration " + step);
    sums = sums.plus(loss);
  }

  private void finite(String who, double loss, String when) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss of the %s is %s at %s: lower the learning rate, or choose a constraint that bounds the critic; %s"
              .formatted(who, loss, when, lastGood()));
    }
  }

  private String lastGood() {
    List<RunFolder.Checkpoint> good = folder.checkpoints();
    return good.isEmpty()
        ? "there was no checkpoint yet"
        : "the last good checkpoint is " + good.get(good.size() - 1).path();
  }

  /** Writes the records that are due after a generator iteration. */
  TrainingState stepped(
      TrainingState before, int critics, CheckpointStore checkpoints, boolean last) {
    TrainingState state = before.stepped(critics, sums).at(seconds());
    long step = state.step();
    publish.accept(new TrainingEvent.Stepped(step, state.criticIterations(), lastEstimate));
    boolean ends = step == config.schedule().steps();
    boolean save = last || ends || step % config.records().checkpointEvery() == 0;
    OptionalDouble criterion = save ? measures.criterion(model) : OptionalDouble.empty();
    if (ends || step % config.records().logEvery() == 0) {
      state = measured(state, criterion);
    }
    if (ends || step % config.records().sampleEvery() == 0) {
      pictures
          .samples(model, folder, step)
          .ifPresent(
              picture -> {
                publish.accept(new TrainingEvent.Sampled(step, picture));
                events.ifPresent(file -> file.add(step, picture));
              });
    }
    if (save) {
      if (criterion.isPresent()) {
        state = state.judged(criterion.getAsDouble());
      }
      publish.accept(new TrainingEvent.Saved(checkpoints.write(state, model)));
      checkpoints.overview(state, model);
      pictures.overview(model, folder);
      Report.write(folder);
    }
    return state;
  }

  private TrainingState measured(TrainingState state, OptionalDouble criterion) {
    double wasserstein = sums.wasserstein() / sums.criticIterations();
    long penalties =
        config
            .schedule()
            .penalties(
                state.criticIterations() - sums.criticIterations(), state.criticIterations());
    Measurement row =
        new Measurement(
            state.step(),
            state.criticIterations(),
            sums.criticLoss() / sums.criticIterations(),
            sums.generatorLoss() / sums.generatorIterations(),
            wasserstein,
            monitor.smooth(wasserstein),
            state.criticIterations() == 0
                ? OptionalDouble.empty() // the critic is not trained yet
                : measures.heldOutEstimate(model),
            sums.term() / penalties,
            sums.gradientNorm() / penalties,
            measures.diversity(model),
            criterion,
            state.seconds());
    metrics.append(row);
    events.ifPresent(file -> file.add(row));
    publish.accept(new TrainingEvent.Measured(row));
    for (Warning warning : monitor.add(row)) {
      publish.accept(new TrainingEvent.Warned(warning.step(), warning.message()));
    }
    sums = RowSums.none();
    return state.with(sums);
  }

  private double seconds() {
    return spentBefore + (System.nanoTime() - started) / 1e9;
  }
}
