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
 * Reads a network out of a DJL block, so that it can be exported.
 *
 * <p>Thread-safe as long as nobody trains the block meanwhile; the block is run in evaluation and
 * not changed.
 *
 * <p>What a block shows is read. What it hides is found by running it: the function of a lambda
 * block (activations, poolings, reshapes, upsampling and padding are tried), the epsilon of a
 * normalization, how a parallel block joins its branches. Every block is then compared with what
 * was read of it, and at the end the whole network with the whole block.
 */
public final class DjlNetworks {
  private DjlNetworks() {}

  /**
   * Reads a block of one input and one output.
   *
   * @param block the block, with its parameters
   * @param input what it takes, such as {@code InputSpec.latent(100)}, without the batch
   * @return the network, its weights, and what was found or assumed
   * @throws NetworkException if the block is not initialized, or holds blocks that cannot be read;
   *     the message lists each of them
   */
  public static DjlNetwork toSpec(Block block, InputSpec input) {
    return toSpec(block, input, Map.of());
  }

  /**
   * Reads a block whose unreadable functions are told.
   *
   * @param block the block, with its parameters
   * @param input what it takes, without the batch
   * @param answers the layers of functions that are not recognised, by the path of their block as
   *     the message about it gave it; layers without parameters
   * @return the network, its weights, and what was found or assumed
   * @throws NetworkException if the block is not initialized, holds blocks that cannot be read, or
   *     computes something else than the answers; the message lists each of them
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
            "the network that was read computes something else than the block: its relative error"
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
