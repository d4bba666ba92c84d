package dev.wgan.train;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param notes lines about classes of other names, and about a critic with other layers
 */
record InitialWeights(Weights generator, Optional<Weights> critic, List<String> notes) {
  /**
   * Reads the weights of a checkpoint.
   *
   * @param classes the classes of the new training
   * @throws TrainingException if its generator has other layers than the new one
   * @throws NetworkException if a file of the run cannot be read
   */
  static InitialWeights of(
      RunFolder.Checkpoint checkpoint,
      NetworkSpec generator,
      NetworkSpec critic,
      List<String> classes) {
    Path average = checkpoint.generatorAverage();
    Path file = Files.isRegularFile(average) ? average : checkpoint.generator();
    Weights old = Safetensors.read(file);
    Weights oldCritic = Safetensors.read(checkpoint.critic());
    ClassStart start = start(checkpoint, generator, classes);
    try {
      Weights matching = start.rows(old, generator).matching(generator);
      Optional<Weights> matchingCritic = matching(start.rows(oldCritic, critic), critic);
      List<String> notes = new ArrayList<>();
      start.summary().ifPresent(notes::add);
      if (matchingCritic.isEmpty()) {
        notes.add(
            "the critic starts with random weights: its layers are not those of the other run");
      }
      return new InitialWeights(matching, matchingCritic, notes);
    } catch (NetworkException e) {
      throw new TrainingException(
          "the weights of %s do not fit the generator: %s; keep network, width, depth and conditional of that run"
              .formatted(checkpoint.path(), e.getMessage()),
          Set.of("network", "width", "depth", "conditional"));
    }
  }

  /** The classes of both runs; none if the generator is not given any. */
  private static ClassStart start(
      RunFolder.Checkpoint checkpoint, NetworkSpec generator, List<String> classes) {
    if (generator.parameters().stream().noneMatch(ParameterSpec::perClass)) {
      return new ClassStart(List.of(), List.of());
    }
    TrainingData data = NetworkJson.read(checkpoint.run().data(), TrainingData.class);
    return new ClassStart(data.classes(), classes);
  }

  /** The weights of the critic; empty if it has other layers, such as for another constraint. */
  private static Optional<Weights> matching(Weights weights, NetworkSpec critic) {
    try {
      return Optional.of(weights.matching(critic));
    } catch (NetworkException e) {
      return Optional.empty();
    }
  }
}
