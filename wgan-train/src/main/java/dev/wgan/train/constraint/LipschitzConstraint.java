package dev.wgan.train.constraint;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.wgan.network.NetworkSpec;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.ScriptNetwork;
import java.util.List;

/**
 * A constraint that keeps the critic f Lipschitz, so that {@code E f(real) - E f(fake)} estimates
 * the Wasserstein distance (Arjovsky et al. 2017, "Wasserstein GAN", equation 2).
 *
 * <p>Immutable and thread-safe. The critic's loss is {@code mean f(fake) - mean f(real)} plus the
 * constraint's own term. Interpolation coefficients and gradient norms are per sample.
 *
 * <p>A constraint is written as bodies of TorchScript methods for one critic, which {@link
 * ConstraintScript} assembles.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ArticleTerm.class, name = "article_term"),
  @JsonSubTypes.Type(value = WeightClipping.class, name = "weight_clipping"),
  @JsonSubTypes.Type(value = GradientPenalty.class, name = "gradient_penalty"),
  @JsonSubTypes.Type(value = OneSidedPenalty.class, name = "one_sided_gradient_penalty"),
  @JsonSubTypes.Type(value = WassersteinDivergence.class, name = "wasserstein_divergence"),
  @JsonSubTypes.Type(value = ZeroCentredPenalty.class, name = "zero_centred_penalty"),
  @JsonSubTypes.Type(value = SpectralNormalization.class, name = "spectral_normalization"),
  @JsonSubTypes.Type(value = Consistency.class, name = "consistency"),
})
public sealed interface LipschitzConstraint
    permits ArticleTerm,
        WeightClipping,
        SlopePenalty,
        WassersteinDivergence,
        ZeroCentredPenalty,
        SpectralNormalization {
  /**
   * Checks that the constraint can bound a critic.
   *
   * @param critic the critic
   * @throws IllegalArgumentException if it cannot; the message names the missing layer
   */
  default void check(NetworkSpec critic) {}

  /**
   * Returns the constraint's numbers, which a configuration may set.
   *
   * @return a key per number, in the order of the record; none for a constraint without numbers
   */
  default List<NumberKey> keys() {
    return List.of();
  }

  /**
   * Returns every constraint with the numbers of its paper.
   *
   * @return one of each type
   */
  static List<LipschitzConstraint> all() {
    return List.of(
        new ArticleTerm(),
        new WeightClipping(0.01),
        new GradientPenalty(10),
        new OneSidedPenalty(10),
        new WassersteinDivergence(2, 6),
        new ZeroCentredPenalty(10),
        new SpectralNormalization(1),
        new Consistency(10, 2, 0));
  }

  /**
   * Returns the bound of the critic's slope.
   *
   * @return the bound that the constraint sets
   */
  SlopeBound slope();

  /**
   * Explains the height of the Wasserstein estimate under this constraint.
   *
   * @return a sentence for the report
   */
  String estimateCaption();

  /**
   * Returns the gradient norm that the constraint pulls the critic to.
   *
   * @return the target; {@link NormTarget#NONE} for a constraint without one
   */
  default NormTarget normTarget() {
    return NormTarget.NONE;
  }

  /**
   * Returns whether the constraint adds a term to the critic's loss.
   *
   * @return true unless it changes the weights themselves
   */
  default boolean addsTerm() {
    return true;
  }

  /**
   * Returns the way in which a critic fails under this constraint.
   *
   * @return the failure that a training watches for
   */
  default Failure failure() {
    return Failure.DIVERGING;
  }

  /**
   * Returns the strongest normalization of features that goes with the constraint.
   *
   * @return {@link CriticNormalization#LAYER} unless the constraint allows more or less
   */
  default CriticNormalization normalization() {
    return CriticNormalization.LAYER;
  }

  /**
   * Returns the dropout that a critic needs by default.
   *
   * @return the probability of a zero, in [0, 1)
   */
  default double dropout() {
    return 0;
  }

  /**
   * Writes further methods that the constraint's bodies call.
   *
   * @return TorchScript methods, empty for none
   */
  default String methods() {
    return "";
  }

  /**
   * Returns the points at which the norm of the critic's gradient is part of the loss.
   *
   * @return {@link NormPoints#NONE} unless the constraint is one on gradients
   */
  default NormPoints points() {
    return NormPoints.NONE;
  }

  /**
   * Writes the body of {@code term(self, w, b, batch, fake, seen) -> List[Tensor]}, which returns
   * the addition to the loss and the mean gradient norm that it measured, 0 if it measured none.
   * {@code w} are the critic's parameters, {@code b} its running statistics, {@code batch} the
   * tensors of the step, among them {@code sample} [batch, shape] and {@code epsilon} [batch]
   * uniform on [0, 1), {@code fake} the generated samples [batch, shape], {@code seen} the critic's
   * output and features of the real samples. If the constraint has {@linkplain #points points},
   * {@code n} [batch] are the gradient norms there.
   *
   * @param critic the critic's method
   * @param batch the tensors of the list {@code batch}
   * @return statements, the last of them a return
   */
  default String term(ScriptNetwork critic, NamedTensors batch) {
    return """
    zero = torch.zeros_like(%s[0])
    return [zero, zero]
    """
        .formatted(batch.get("epsilon"));
  }

  /**
   * Writes the body of {@code constrain(self, w) -> None}, which changes the parameters in place
   * after each of the critic's steps.
   *
   * @return statements
   */
  default String constrain() {
    return "pass\n";
  }

  /**
   * Writes the body of {@code effective(self, w, u, iterate) -> List[Tensor]}, which returns the
   * parameters that the critic computes with. {@code u} are the vectors of the power iteration, one
   * per {@linkplain #normalized normalized matrix}, updated in place if {@code iterate}.
   *
   * @param critic the critic
   * @return statements, the last of them a return
   */
  default String effective(NetworkSpec critic) {
    return "return w\n";
  }

  /**
   * Returns the parameters of the critic that are divided by their spectral norm.
   *
   * @param critic the critic
   * @return its weight matrices in order; none unless weights are normalized
   */
  default List<WeightMatrix> normalized(NetworkSpec critic) {
    return List.of();
  }
}
