package dev.wgan.train;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.TrainingData;

/** Checks that generator, critic, configuration and data fit each other. */
final class NetworkFit {
  private NetworkFit() {}

  static void check(
      NetworkSpec generator, NetworkSpec critic, TrainingConfig config, TrainingData data) {
    Shape latent = Shape.of(config.latent());
    InputSpec first = generator.inputs().get(0);
    if (first.role() != InputSpec.Role.LATENT || !first.shape().equals(latent)) {
      throw new TrainingException(
          "the generator's first input is the %s '%s' of shape %s: expected a latent of shape %s"
              .formatted(first.role(), first.name(), first.shape(), latent));
    }
    if (!generator.outputShape().equals(data.shape())) {
      throw new TrainingException(
          "the generator makes samples of shape %s: the data's are %s"
              .formatted(generator.outputShape(), data.shape()));
    }
    Shape scored = critic.inputs().get(0).shape();
    if (!scored.equals(data.shape())) {
      throw new TrainingException(
          "the critic takes samples of shape %s: the data's are %s"
              .formatted(scored, data.shape()));
    }
    if (critic.outputShape().elements() != 1) {
      throw new TrainingException(
          "the critic gives %s: expected one score".formatted(critic.outputShape()));
    }
    labels("generator", generator, config, data);
    labels("critic", critic, config, data);
  }

  private static void labels(
      String name, NetworkSpec network, TrainingConfig config, TrainingData data) {
    int expected = config.conditional() ? data.classes().size() : 0;
    int classes =
        network.inputs().stream()
            .filter(input -> input.role() == InputSpec.Role.LABEL)
            .mapToInt(InputSpec::classes)
            .sum();
    if (classes != expected || network.inputs().size() > (expected > 0 ? 2 : 1)) {
      throw new TrainingException(
          "the %s has inputs %s: expected %s"
              .formatted(
                  name,
                  network.inputs(),
                  expected == 0
                      ? "one, since conditional is false"
                      : "two, the second a label of " + expected + " classes"));
    }
  }
}
