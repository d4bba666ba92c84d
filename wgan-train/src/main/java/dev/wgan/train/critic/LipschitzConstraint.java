package dev.wgan.train.critic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What keeps the critic f Lipschitz, so that {@code E f(real) - E f(fake)} estimates the
 * Wasserstein distance (Arjovsky et al. 2017, "Wasserstein GAN", equation 2).
 *
 * <p>Immutable and thread-safe. The critic's loss is {@code mean f(fake) - mean f(real)} plus the
 * constraint's own term. Interpolation coefficients and gradient norms are per sample.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LipschitzConstraint.ArticleTerm.class, name = "article_term"),
  @JsonSubTypes.Type(value = LipschitzConstraint.WeightClipping.class, name = "weight_clipping"),
  @JsonSubTypes.Type(value = LipschitzConstraint.GradientPenalty.class, name = "gradient_penalty"),
  @JsonSubTypes.Type(
      value = LipschitzConstraint.OneSidedPenalty.class,
      name = "one_sided_gradient_penalty"),
  @JsonSubTypes.Type(
      value = LipschitzConstraint.WassersteinDivergence.class,
      name = "wasserstein_divergence"),
  @JsonSubTypes.Type(
      value = LipschitzConstraint.SpectralNormalization.class,
      name = "spectral_normalization"),
  @JsonSubTypes.Type(value = LipschitzConstraint.Consistency.class, name = "consistency"),
})
public sealed interface LipschitzConstraint {
  /**
   * The article's own term, kept as printed: {@code mean(max(|w|, 0.01)) - 0.01} over the last
   * weight matrix. It bounds nothing: trained long, the critic's scores diverge.
   */
  record ArticleTerm() implements LipschitzConstraint {}

  /**
   * Clamps every parameter of the critic after each of its steps (Arjovsky et al. 2017, Algorithm
   * 1). The estimate is then the Wasserstein distance up to an unknown constant factor.
   *
   * @param clip the largest magnitude of a parameter, above 0; the paper's is 0.01
   */
  record WeightClipping(double clip) implements LipschitzConstraint {
    /**
     * Checks the number.
     *
     * @param clip the largest magnitude of a parameter
     * @throws IllegalArgumentException if it is not above 0
     */
    public WeightClipping {
      Checks.positive("clip", clip);
    }
  }

  /**
   * {@code weight E (|grad f(x)| - 1)^2} at random points between real and generated samples
   * (Gulrajani et al. 2017, "Improved training of Wasserstein GANs", equation 3).
   *
   * @param weight lambda, above 0; the paper's is 10
   */
  record GradientPenalty(double weight) implements LipschitzConstraint {
    /**
     * Checks the number.
     *
     * @param weight lambda
     * @throws IllegalArgumentException if it is not above 0
     */
    public GradientPenalty {
      Checks.positive("weight", weight);
    }
  }

  /**
   * {@code weight E max(0, |grad f(x)| - 1)^2}: only slopes above 1 are punished, which is what the
   * constraint asks for (Petzka et al. 2018, "On the regularization of Wasserstein GANs", equation
   * 8).
   *
   * @param weight lambda, above 0; the paper's choices go from 0.1 to 100
   */
  record OneSidedPenalty(double weight) implements LipschitzConstraint {
    /**
     * Checks the number.
     *
     * @param weight lambda
     * @throws IllegalArgumentException if it is not above 0
     */
    public OneSidedPenalty {
      Checks.positive("weight", weight);
    }
  }

  /**
   * {@code weight E |grad f(x)|^power} at random points between real and generated samples: no
   * Lipschitz constraint, another divergence with the same losses (Wu et al. 2018, "Wasserstein
   * divergence for GANs", equation 8).
   *
   * @param weight k, above 0; the paper's is 2
   * @param power p, above 1; the paper's is 6
   */
  record WassersteinDivergence(double weight, double power) implements LipschitzConstraint {
    /**
     * Checks the numbers.
     *
     * @param weight k
     * @param power p
     * @throws IllegalArgumentException if k is not above 0 or p not above 1
     */
    public WassersteinDivergence {
      Checks.positive("weight", weight);
      Checks.above("power", power, 1);
    }
  }

  /**
   * Divides each weight matrix of the critic by its largest singular value, found by one power
   * iteration a critic step (Miyato et al. 2018, "Spectral normalization for GANs", equation 8 and
   * Algorithm 1); convolutions as matrices of [out, in × kernel].
   *
   * @param iterations power iterations a critic step, 1 or more
   */
  record SpectralNormalization(int iterations) implements LipschitzConstraint {
    /**
     * Checks the number.
     *
     * @param iterations power iterations a critic step
     * @throws IllegalArgumentException if it is below 1
     */
    public SpectralNormalization {
      Checks.above("iterations", iterations, 0);
    }
  }

  /**
   * The two-sided gradient penalty, and on top of it a consistency term: two passes of a real
   * sample through the critic's dropout must agree (Wei et al. 2018, "Improving the improved
   * training of Wasserstein GANs", equations 4 and 5). The critic needs dropout layers.
   *
   * @param penaltyWeight lambda 1, above 0; the paper's is 10
   * @param weight lambda 2, above 0; the paper's is 2
   * @param margin M', what disagreement is free, 0 or more; the paper's choices go from 0 to 0.2
   */
  record Consistency(double penaltyWeight, double weight, double margin)
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
      Checks.above("margin", margin, Math.nextDown(0.0));
    }
  }

  /**
   * Tells whether the critic's loss looks at random points between real and generated samples.
   *
   * @return true for every constraint on gradients
   */
  default boolean interpolates() {
    return this instanceof GradientPenalty
        || this instanceof OneSidedPenalty
        || this instanceof WassersteinDivergence
        || this instanceof Consistency;
  }
}
