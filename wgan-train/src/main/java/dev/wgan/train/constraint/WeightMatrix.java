package dev.wgan.train.constraint;

import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight of a linear or convolutional layer, seen as a matrix of [out, in × kernel].
 *
 * <p>Immutable and thread-safe.
 *
 * @param index its place among the network's trainable parameters
 * @param rows output features or channels
 * @param transposed whether the weight is laid out [in, out, kernel]
 */
public record WeightMatrix(int index, int rows, boolean transposed) {
  /**
   * Finds a network's weight matrices.
   *
   * @param network the network
   * @return the matrices in the order of the layers
   */
  public static List<WeightMatrix> of(NetworkSpec network) {
    List<WeightMatrix> matrices = new ArrayList<>();
    int index = 0;
    for (LayerSpec layer : NetworkSpec.flattened(network.layers())) {
      boolean transposed = layer instanceof ConvTranspose;
      boolean matrix = transposed || layer instanceof Linear || layer instanceof Conv;
      for (ParameterSpec parameter : layer.parameters()) {
        if (matrix && parameter.name().equals("weight")) {
          int rows = parameter.shape().dim(transposed ? 1 : 0);
          matrices.add(new WeightMatrix(index, rows, transposed));
        }
        index += parameter.trainable() ? 1 : 0;
      }
    }
    return matrices;
  }
}
