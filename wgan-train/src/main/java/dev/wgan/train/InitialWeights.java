package dev.wgan.train;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The weights of another run that a new training starts with.
 *
 * <p>Immutable and thread-safe.
 *
 * @param generator the generator's weights: their moving average, if the run kept one
 * @param critic the critic's weights; empty if the other run's critic has other layers
 * @param classes what the classes start as; empty if both runs have the same
 */
record InitialWeights(Weights generator, Optional<Weights> critic, Optional<String> classes) {
  /**
   * Reads the weights of a checkpoint.
   *
   * @param classes the classes of the new training
   * @throws TrainingException if its generator has other layers than the new one
   */
  static InitialWeights of(
      RunFolder.Checkpoint checkpoint,
      NetworkSpec generator,
      NetworkSpec critic,
      List<String> classes) {
    Path average = checkpoint.generatorAverage();
    Path file = Files.isRegularFile(average) ? average : checkpoint.generator();
    Path data = checkpoint.run().data();
    ClassStart start =
        new ClassStart(NetworkJson.read(data, TrainingData.class).classes(), classes);
    try {
      Weights matching = start.rows(Safetensors.read(file), generator).matching(generator);
      return new InitialWeights(matching, critic(checkpoint, critic, start), start.summary());
    } catch (NetworkException e) {
      throw new TrainingException(
          "the weights of %s do not fit the generator: %s; keep network, width, depth and conditional of that run"
              .formatted(checkpoint.path(), e.getMessage()),
          Set.of("network", "width", "depth", "conditional"));
    }
  }

  private static Optional<Weights> critic(
      RunFolder.Checkpoint checkpoint, NetworkSpec critic, ClassStart start) {
    try {
      Weights weights = start.rows(Safetensors.read(checkpoint.critic()), critic);
      return Optional.of(weights.matching(critic));
    } catch (NetworkException e) {
      return Optional.empty(); // another constraint may have another critic, which starts anew
    }
  }
}
