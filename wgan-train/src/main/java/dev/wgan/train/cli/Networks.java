package dev.wgan.train.cli;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.run.RunFolder;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.task.NetworkPair;
import dev.wgan.train.task.Task;
import java.nio.file.Path;

/**
 * A generator and the critic that it is trained against.
 *
 * <p>Immutable and thread-safe.
 *
 * @param generator from a latent to a sample
 * @param critic from a sample to a score
 */
record Networks(NetworkSpec generator, NetworkSpec critic) {
  /** The networks of the family that a configuration names, for some data. */
  static Networks family(TrainingConfig config, Dataset data) {
    NetworkPair pair = pair(config, data);
    return new Networks(pair.generator(), pair.critic());
  }

  private static NetworkPair pair(TrainingConfig config, Dataset data) {
    try {
      return Task.of(config, data).networks(config, data.description());
    } catch (NetworkException e) {
      if (!data.description().kind().resizes()) {
        throw e;
      }
      throw new NetworkException(
          "%s (--size 28, 32 or 64 resizes images; --set network=NAME chooses a network)"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** A new training of these networks. */
  WganTrainer trainer(TrainingConfig config, Dataset data, RunFolder folder) {
    return WganTrainer.create(config, generator, critic, data, folder);
  }

  /** Networks of the user's own, as JSON. */
  static Networks read(Path generator, Path critic) {
    return new Networks(NetworkJson.read(generator), NetworkJson.read(critic));
  }
}
