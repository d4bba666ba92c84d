package dev.wgan.train.constraint;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * The two-sided gradient penalty, and on top of it a consistency term: two passes x' and x'' of a
 * real sample through the critic's dropout must agree (Wei et al. 2018, "Improving the improved
 * training of Wasserstein GANs", equation 4, weighted as in equation 5): {@code weight E max(0,
 * d(f(x'), f(x'')) + 0.1 d(h(x'), h(x'')) - margin)}, h the features before the last layer.
 *
 * <p>Immutable and thread-safe. The distance d is that of the authors' code: the squared difference
 * of the scores, and the mean of the squared differences of the features.
 *
 * <p>The margin is inside the weight, as in the paper, so that it is a disagreement of scores for
 * every weight. The authors' code subtracts it after the weight. Both are equal for an M' of 0, the
 * only value that the code uses; another M' of the code is {@code weight × margin} here.
 *
 * @param penaltyWeight lambda 1, above 0; the paper's is 10
 * @param weight lambda 2, above 0; the paper's is 2
 * @param margin M', the disagreement without cost, 0 or more; the paper's choices go from 0 to 0.2
 */
public record Consistency(double penaltyWeight, double weight, double margin)
    implements SlopePenalty {
  private static final NumberKey PENALTY_WEIGHT =
      new NumberKey(
          "penalty_weight",
          NumberRange.above(0, 1e6),
          "lambda 1, the weight of the gradient penalty");
  private static final NumberKey WEIGHT =
      new NumberKey(
          "weight", NumberRange.above(0, 1e6), "lambda 2, the weight of the consistency term");
  private static final NumberKey MARGIN =
      new NumberKey(
          "margin", NumberRange.from(0, 1e6), "M', the disagreement of scores without cost");

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Consistency {
    PENALTY_WEIGHT.require(penaltyWeight);
    WEIGHT.require(weight);
    MARGIN.require(margin);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(PENALTY_WEIGHT, WEIGHT, MARGIN);
  }

  @Override
  public void check(NetworkSpec critic) {
    if (!ScriptNetwork.of("critic", critic).random()) {
      throw new IllegalArgumentException(
          "the consistency constraint compares two passes through the critic's dropout, and the critic has no dropout layer: set dropout above 0, such as 0.2, or add a dropout layer to a critic of your own");
    }
  }

  @Override
  public String term(ScriptNetwork critic, NamedTensors batch) {
    return """
    again = %s
    scores = torch.flatten(seen[0] - again[0]) ** 2
    features = torch.mean(torch.flatten(seen[1] - again[1], 1) ** 2, [1])
    apart = torch.mean(torch.relu(scores + 0.1 * features - %s))
    return [%s * torch.mean((n - 1.0) ** 2) + %s * apart, torch.mean(n)]
    """
        .formatted(critic.call("w", "b", true, batch), margin, penaltyWeight, weight);
  }

  @Override
  public double dropout() {
    return 0.2;
  }
}
