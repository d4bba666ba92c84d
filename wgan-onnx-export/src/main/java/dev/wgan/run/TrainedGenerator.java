package dev.wgan.run;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import java.util.Map;
import java.util.TreeMap;

/**
 * A generator ready for export: network, weights, and the facts that sampling needs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param network the network
 * @param weights its weights
 * @param latents the distribution of the latents
 * @param data a description of its training data
 * @param training its lineage: preset, steps, seed and more, sorted by key
 */
public record TrainedGenerator(
    NetworkSpec network,
    Weights weights,
    LatentDistribution latents,
    TrainingData data,
    Map<String, String> training) {
  /**
   * Checks that the parts fit each other.
   *
   * @throws NetworkException if the weights do not match the network or its output is not a sample
   */
  public TrainedGenerator {
    weights = weights.matching(network);
    training = java.util.Collections.unmodifiableMap(new TreeMap<>(training));
    if (!network.outputShape().equals(data.shape())) {
      throw new NetworkException(
          "the generator's samples are %s where the data's are %s"
              .formatted(network.outputShape(), data.shape()));
    }
  }
}
