package dev.wgan.train.djl;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.Values;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a network from a DJL block, so that it can be exported.
 *
 * <p>Thread-safe as long as the block is not trained at the same time; the block is run in
 * evaluation mode and not changed.
 *
 * <p>Visible properties of a block are read. Hidden ones are found by running it: the function of a
 * lambda block (activations, poolings, reshapes, upsampling and padding are tried), the epsilon of
 * a normalization, the join of a parallel block. Every block is then compared with the layers that
 * were read from it, and at the end the whole network with the whole block.
 */
public final class DjlNetworks {
  private DjlNetworks() {}

  /**
   * Reads a block of one input and one output.
   *
   * @param block the block, with its parameters
   * @param input its input, such as {@code InputSpec.latent(100)}, without the batch
   * @return the network, its weights, and notes on found or assumed facts
   * @throws NetworkException if the block is not initialized, or holds blocks that cannot be read;
   *     the message lists each of them
   */
  public static DjlNetwork toSpec(Block block, InputSpec input) {
    return toSpec(block, input, Map.of());
  }

  /**
   * Reads a block with given layers for its unreadable functions.
   *
   * @param block the block, with its parameters
   * @param input its input, without the batch
   * @param answers the layers of functions that are not recognised, by the path of their block as
   *     in the message; layers without parameters
   * @return the network, its weights, and notes on found or assumed facts
   * @throws NetworkException if the block is not initialized, holds blocks that cannot be read, or
   *     does not compute the answers; the message lists each of them
   */
  public static DjlNetwork toSpec(Block block, InputSpec input, Map<String, LayerSpec> answers) {
    if (!block.getParameters().values().stream().allMatch(Parameter::isInitialized)) {
      throw new NetworkException(
          "the block has no parameters yet: initialize and train it, or load them, before it is"
              + " exported");
    }
    try (BlockRunner runner = BlockRunner.of(block)) {
      BlockReader reader = new BlockReader(runner, answers);
      LayerChain chain = reader.readAll(block, input.shape());
      NetworkSpec network = new NetworkSpec(List.of(input), chain.layers());
      Weights weights = Weights.of(chain.tensors()).matching(network);
      Values x = BlockRunner.random(3, input.shape(), 2);
      double error =
          BlockRunner.relativeError(chain.run(input.shape(), x), runner.run(block, x).toFloats());
      if (!(error <= BlockReader.TOLERANCE)) {
        throw new NetworkException(
            "the network that was read does not compute what the block computes: its relative error"
                + String.format(
                    Locale.ROOT,
                    " is %.2g, at most %.0e is expected",
                    error,
                    BlockReader.TOLERANCE));
      }
      return new DjlNetwork(network, weights, reader.notes(), error);
    }
  }
}
