package dev.wgan.train;

import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.BatchLoader;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The training loop: Algorithm 1 of Arjovsky et al. 2017, with the constraint's own step in the
 * place of clipping.
 *
 * <p>Not thread-safe; used once.
 */
final class TrainingLoop {
  private final TrainingConfig config;
  private final Task task;
  private final WganModel model;
  private final TrainingNoise noise;
  private final BatchLoader batches;
  private final List<Integer> shape;
  private final Recorder recorder;
  private TrainingState state;

  TrainingLoop(
      TrainingConfig config,
      Task task,
      WganModel model,
      TrainingNoise noise,
      BatchLoader batches,
      List<Integer> shape,
      Recorder recorder,
      TrainingState state) {
    this.config = config;
    this.task = task;
    this.model = model;
    this.noise = noise;
    this.batches = batches;
    this.shape = shape;
    this.recorder = recorder;
    this.state = state;
  }

  /** The state after the last step. */
  TrainingState state() {
    return state;
  }

  /** Trains until nothing is left to do, or until cancelled; writes a checkpoint in either case. */
  Reason run(CheckpointStore checkpoints, BooleanSupplier cancelled) {
    Optional<Reason> ended = state.ended(config);
    while (ended.isEmpty()) {
      long step = state.step();
      double decay = config.rates().learningRateDecay().factor(step, config.schedule().steps());
      int critics = config.schedule().criticIterationsAt(step);
      boolean contentAlone = critics == 0;
      Batch real = contentAlone ? nextBatch() : Batch.empty();
      for (int i = 0; i < critics; i++) {
        long iteration = state.criticIterations() + i;
        model.seed(noise.seed(Stream.CRITIC_DROPOUT, iteration));
        real = nextBatch();
        Batch given =
            task.inputs(real, noise.draw(Stream.CRITIC_LATENTS, iteration)).labelledAs(real);
        CriticTerms terms =
            model.criticStep(
                real.and(given).and(noise.interpolation(iteration)),
                config.rates().criticLearningRate() * decay,
                config.schedule().penaltyFactorAt(iteration));
        recorder.critic(iteration, terms);
      }
      Batch batch = real.and(task.inputs(real, noise.draw(Stream.GENERATOR_LATENTS, step)));
      double rate = config.rates().generatorLearningRate() * decay;
      model.seed(noise.seed(Stream.GENERATOR_DROPOUT, step));
      double loss =
          contentAlone ? model.contentStep(batch, rate) : model.generatorStep(batch, rate);
      recorder.generator(step, loss);
      if (config.schedule().average() > 0) {
        model.updateAverage(config.schedule().averageAt(step));
      }
      boolean stop = cancelled.getAsBoolean(); // read once: the checkpoint is of this very step
      state = recorder.stepped(state, critics, checkpoints, stop);
      if (stop) {
        return Reason.CANCELLED;
      }
      ended = state.ended(config);
    }
    return ended.get();
  }

  private Batch nextBatch() {
    return batches.next().named(config.networks().conditional(), shape);
  }
}
