package dev.wgan.train.task;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.run.TrainingData;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import java.util.List;

/**
 * Samples from latents: the generator's first input is a latent, and the second, if training is
 * conditional, a label.
 *
 * <p>Immutable and thread-safe.
 */
public record Generate() implements Task {
  @Override
  public List<String> given() {
    return List.of(Batch.LATENT);
  }

  @Override
  public Batch inputs(Batch real, Draw draw) {
    return draw.latents();
  }

  @Override
  public NetworkPair networks(TrainingConfig config, DataDescription data) {
    Architecture family =
        config.architecture(
            new Shape(data.shape()), data.classNames().size(), data.kind().sampleRate());
    return new NetworkPair(family.generator(), family.critic(config.constraint()));
  }

  @Override
  public void require(NetworkSpec generator, TrainingConfig config, TrainingData data) {
    Shape latent = Shape.of(config.networks().latent());
    InputSpec first = generator.inputs().get(0);
    if (first.role() != InputSpec.Role.LATENT || !first.shape().equals(latent)) {
      throw new TrainingException(
          "the generator's first input is the %s '%s' of shape %s: expected a latent of shape %s"
              .formatted(first.role(), first.name(), first.shape(), latent));
    }
  }
}
