package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.train.architecture.Initializer;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import org.jspecify.annotations.Nullable;

/** The model that a training starts with: initial weights, or those of a checkpoint. */
record ModelStart(
    TrainingConfig config,
    Task task,
    NetworkSpec generator,
    NetworkSpec critic,
    TrainingNoise noise) {
  /**
   * Loads the model into the engine.
   *
   * @param from the checkpoint to go on from; null for a new training
   * @param initial the weights that a new training starts with; null for random ones
   */
  WganModel model(@Nullable Checkpoint from, @Nullable InitialWeights initial, Device device) {
    Weights first =
        from != null
            ? Safetensors.read(from.generator())
            : initial != null
                ? initial.generator()
                : task.start(
                    generator,
                    Initializer.weights(generator, noise.seed(Stream.GENERATOR_WEIGHTS)));
    Weights second =
        from != null
            ? Safetensors.read(from.critic())
            : initial != null && initial.critic().isPresent()
                ? initial.critic().get()
                : Initializer.weights(critic, noise.seed(Stream.CRITIC_WEIGHTS));
    WganModel model =
        new WganModel(
            generator,
            critic,
            config.constraint(),
            config.optimizer(),
            task,
            first,
            second,
            device,
            DataType.FLOAT32,
            "");
    if (from != null) {
      model.restore(CheckpointStore.optimizer(from), CheckpointStore.average(from));
    } else if (config.schedule().average() > 0) {
      model.startAverage();
    }
    return model;
  }
}
