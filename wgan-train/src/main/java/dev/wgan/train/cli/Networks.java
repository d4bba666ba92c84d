package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.train.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.networks.Architecture;
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
    Architecture family = config.architecture(data.description());
    return new Networks(family.generator(), family.critic(config.constraint()));
  }

  /** Networks of the user's own, as JSON. */
  static Networks read(Path generator, Path critic) {
    return new Networks(NetworkJson.read(generator), NetworkJson.read(critic));
  }
}
