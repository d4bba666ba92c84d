package dev.wgan.train.constraint;

import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import java.util.List;

/**
 * Clamps every parameter of the critic after each of its steps (Arjovsky et al. 2017, "Wasserstein
 * GAN", Algorithm 1, line 7).
 *
 * <p>Immutable and thread-safe. The estimate is then the Wasserstein distance up to an unknown
 * constant factor.
 *
 * @param clip the largest magnitude of a parameter, above 0; the paper's is 0.01
 */
public record WeightClipping(double clip) implements LipschitzConstraint {
  private static final NumberKey CLIP =
      new NumberKey(
          "clip", NumberRange.above(0, 1e3), "the largest magnitude of a critic parameter");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public WeightClipping {
    CLIP.require(clip);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(CLIP);
  }

  @Override
  public String constrain() {
    return """
    for t in w:
      torch.clamp_(t, -%1$s, %1$s)
    """
        .formatted(clip);
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.UNKNOWN;
  }

  @Override
  public String estimateCaption() {
    return "With weight clipping the critic's slope is bounded by an unknown constant, so this is"
        + " the Wasserstein distance up to that factor: its course is meaningful, its height is not.";
  }

  @Override
  public boolean addsTerm() {
    return false;
  }

  @Override
  public Failure failure() {
    return Failure.FLAT;
  }

  @Override
  public CriticNormalization normalization() {
    return CriticNormalization.BATCH;
  }
}
