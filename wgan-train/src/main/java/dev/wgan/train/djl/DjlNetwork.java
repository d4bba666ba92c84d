package dev.wgan.train.djl;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import java.util.List;

/**
 * A network that was read from a DJL block, with its weights.
 *
 * <p>Immutable and thread-safe; the weights are copies, so that the block may be closed.
 *
 * @param network the network
 * @param weights its weights, matching
 * @param notes the facts that were found by running the block, or assumed
 * @param relativeError the largest difference between the block's outputs and the network's, over
 *     the largest output
 */
public record DjlNetwork(
    NetworkSpec network, Weights weights, List<String> notes, double relativeError) {
  /** Copies the list. */
  public DjlNetwork {
    notes = List.copyOf(notes);
  }
}
