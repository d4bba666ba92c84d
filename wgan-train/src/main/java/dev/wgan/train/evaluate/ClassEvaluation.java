package dev.wgan.train.evaluate;

import java.util.List;

/**
 * How often each class occurs, after a classifier's labels.
 *
 * <p>Immutable and thread-safe.
 *
 * @param shares one for each class
 * @param divergence KL(classes ‖ uniform) of samples, other real data and the fitted Gaussian
 */
public record ClassEvaluation(List<Share> shares, Comparison divergence) {
  /**
   * Copies the list.
   *
   * @param shares one for each class
   * @param divergence of the shares from equal ones
   */
  public ClassEvaluation {
    shares = List.copyOf(shares);
  }

  /**
   * How often a class occurs.
   *
   * @param name of the class
   * @param samples its share of the samples, in [0, 1]
   * @param reference its share of the reference set, in [0, 1]
   * @param examples indices of the first samples of the class
   */
  public record Share(String name, double samples, double reference, List<Integer> examples) {
    /**
     * Copies the list.
     *
     * @param name of the class
     * @param samples its share of the samples
     * @param reference its share of the reference set
     * @param examples indices of the first samples of the class
     */
    public Share {
      examples = List.copyOf(examples);
    }
  }
}
