package dev.wgan.train.evaluate;

import java.util.List;

/**
 * The frequency of each class, by a classifier's labels.
 *
 * <p>Immutable and thread-safe.
 *
 * @param shares one for each class
 * @param divergence KL(classes ‖ uniform) of samples, other real data and the fitted Gaussian
 */
public record ClassEvaluation(List<Share> shares, Comparison divergence) {
  /** Copies the list. */
  public ClassEvaluation {
    shares = List.copyOf(shares);
  }

  /**
   * The frequency of a class.
   *
   * @param name of the class
   * @param samples its share of the samples, in [0, 1]
   * @param reference its share of the reference set, in [0, 1]
   * @param examples indices of the first samples of the class
   */
  public record Share(String name, double samples, double reference, List<Integer> examples) {
    /** Copies the list. */
    public Share {
      examples = List.copyOf(examples);
    }
  }
}
