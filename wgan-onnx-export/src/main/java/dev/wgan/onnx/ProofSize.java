package dev.wgan.onnx;

import dev.wgan.network.ImageTask;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reach;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.runtime.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of a proof at one size of images, with the outputs of the network's definition.
 *
 * <p>Immutable and thread-safe.
 */
final class ProofSize {
  /** The seed of the inputs. */
  private static final long SEED = 0;

  private final NetworkSpec network;
  private final ProofInputs inputs;
  private final float[] expected;

  /** Takes the network at this size, and the outputs as [n, output shape], not copied. */
  ProofSize(NetworkSpec network, ProofInputs inputs, float[] expected) {
    this.network = network;
    this.inputs = inputs;
    this.expected = expected;
  }

  /** A network at its own size. */
  static ProofSize own(
      NetworkSpec network,
      Weights weights,
      LatentDistribution latents,
      ValueRange range,
      int samples) {
    ProofInputs inputs = ProofInputs.draw(network, latents, range, samples, SEED);
    float[] expected = ReferenceNetwork.run(network, weights, inputs.values()).toFloats();
    return new ProofSize(network, inputs, expected);
  }

  /**
   * A network at other sizes, one image each; none for a network of fixed size.
   *
   * @param network the network at its own size
   */
  static List<ProofSize> others(NetworkSpec network, Weights weights, ValueRange range) {
    Optional<Reach> reach = ImageTask.of(network).flatMap(ImageTask::reach);
    List<ProofSize> others = new ArrayList<>();
    if (reach.isPresent()) {
      Shape own = network.inputs().get(0).shape();
      int multiple = reach.get().multiple();
      int low = upTo(own.dim(1) / 2 + 1, multiple);
      int narrow = upTo(own.dim(2) / 3 + 1, multiple);
      int wide = upTo(own.dim(2) + own.dim(2) / 2, multiple);
      for (NetworkSpec other : List.of(network.resized(low, narrow), network.resized(low, wide))) {
        if (!other.inputs().equals(network.inputs())) {
          others.add(own(other, weights, LatentDistribution.NORMAL, range, 1));
        }
      }
    }
    return others;
  }

  /** The next multiple of a number. */
  private static int upTo(int extent, int multiple) {
    return (extent + multiple - 1) / multiple * multiple;
  }

  /** The first inputs and outputs alone. */
  ProofSize first(int count) {
    float[] kept = java.util.Arrays.copyOf(expected, count * network.outputShape().elements());
    return new ProofSize(network, inputs.rows(0, count), kept);
  }

  NetworkSpec network() {
    return network;
  }

  ProofInputs inputs() {
    return inputs;
  }

  /** The outputs of the definition, [n, output shape]. */
  float[] expected() {
    return expected;
  }

  int height() {
    return network.inputs().get(0).shape().dim(1);
  }

  int width() {
    return network.inputs().get(0).shape().dim(2);
  }

  /** The numbers of one case: its inputs and its output. */
  long elements() {
    return network.outputShape().elements()
        + network.inputs().stream().mapToLong(input -> input.shape().elements()).sum();
  }
}
