package dev.wgan.train.critic;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.network.ScriptNetwork;
import java.util.List;

/**
 * The two-sided gradient penalty, and on top of it a consistency term: two passes x' and x'' of a
 * real sample through the critic's dropout must agree (Wei et al. 2018, "Improving the improved
 * training of Wasserstein GANs", equation 4, weighted as in equation 5): {@code weight E max(0,
 * d(f(x'), f(x'')) + 0.1 d(h(x'), h(x'')) - margin)}, h the features in front of the last layer.
 *
 * <p>Immutable and thread-safe. The distance d is the authors' code's: the squared difference of
 * the scores, the mean of the squared differences of the features.
 *
 * <p>The margin stands inside the weight, as in the paper, so that it is a disagreement of scores
 * whatever the weight. The authors' code takes it off behind the weight; its M' of 0, the only one
 * it uses, makes both the same, and any other is {@code weight × margin} here.
 *
 * @param penaltyWeight lambda 1, above 0; the paper's is 10
 * @param weight lambda 2, above 0; the paper's is 2
 * @param margin M', what disagreement is free, 0 or more; the paper's choices go from 0 to 0.2
 */
public record Consistency(double penaltyWeight, double weight, double margin)
    implements LipschitzConstraint {
  /**
   * Checks the numbers.
   *
   * @param penaltyWeight lambda 1
   * @param weight lambda 2
   * @param margin M'
   * @throws IllegalArgumentException if one is out of range
   */
  public Consistency {
    Checks.positive("penalty_weight", penaltyWeight);
    Checks.positive("weight", weight);
    Checks.notNegative("margin", margin);
  }

  @Override
  public void check(NetworkSpec critic) {
    if (!ScriptNetwork.of("critic", critic).random()) {
      throw new IllegalArgumentException(
          "the consistency term compares two passes through dropout: the critic has no dropout layer");
    }
  }

  @Override
  public boolean interpolates() {
    return true;
  }

  @Override
  public String term(ScriptNetwork critic) {
    return """
    again = %s
    scores = torch.flatten(seen[0] - again[0]) ** 2
    features = torch.mean(torch.flatten(seen[1] - again[1], 1) ** 2, [1])
    apart = torch.mean(torch.relu(scores + 0.1 * features - %s))
    return [%s * torch.mean((n - 1.0) ** 2) + %s * apart, torch.mean(n)]
    """
        .formatted(
            critic.call("w", "b", true, "real", List.of("label")), margin, penaltyWeight, weight);
  }
}
