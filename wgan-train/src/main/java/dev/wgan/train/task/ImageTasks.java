package dev.wgan.train.task;

import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.MaskFolder;
import dev.wgan.train.restore.HoleMasks;
import dev.wgan.train.restore.MaskSource;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Set;

/**
 * The conditions of tasks from images to images.
 *
 * <p>Thread-safe: there is no state.
 */
final class ImageTasks {
  private ImageTasks() {}

  /** The source of masks that a configuration names. */
  static MaskSource masks(TaskChoice choice) {
    return choice.maskFolder().isEmpty()
        ? new HoleMasks(
            choice.holes(),
            choice.strokeMin(),
            choice.strokeMax(),
            choice.boxMin(),
            choice.boxMax())
        : MaskFolder.open(Path.of(choice.maskFolder()));
  }

  /** The values of a tensor as an array. */
  static float[] values(Batch batch, String name) {
    FloatBuffer buffer = batch.floats(name);
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  static void require(String task, TrainingConfig config, Shape sample) {
    if (sample.rank() != 3) {
      throw new TrainingException(
          "the task %s needs images: the data have samples of shape %s".formatted(task, sample),
          Set.of("task"));
    }
    if (config.networks().conditional()) {
      throw new TrainingException(
          "conditional is true: the networks of the task %s have no classes; set conditional=false"
              .formatted(task),
          Set.of("conditional"));
    }
    if (config.networks().network() != Architecture.Kind.RESNET) {
      throw new TrainingException(
          "network is %s: the networks of the task %s are of residual blocks; set network=resnet"
              .formatted(
                  config.networks().network().toString().toLowerCase(java.util.Locale.ROOT), task),
          Set.of("network"));
    }
  }
}
