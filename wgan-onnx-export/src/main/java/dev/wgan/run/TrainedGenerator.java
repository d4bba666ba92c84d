package dev.wgan.run;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import java.util.Map;
import java.util.TreeMap;

/**
 * A generator ready to be exported: network, weights, and what has to be known to sample it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param network the network
 * @param weights its weights, matching
 * @param latents what latents are drawn from
 * @param data what it was trained on
 * @param training where it comes from: preset, steps, seed and the like, sorted by key
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
   * @param network the network
   * @param weights its weights
   * @param latents what latents are drawn from
   * @param data what it was trained on
   * @param training where it comes from
   * @throws NetworkException if the weights are not the network's or its output is no sample
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
