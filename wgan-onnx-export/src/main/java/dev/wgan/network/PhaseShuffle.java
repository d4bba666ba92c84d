package dev.wgan.network;

/**
 * A random shift of sequences while training, by up to a number of places and equal for all samples
 * of a pass, with reflection at the ends (Donahue et al. 2019, "Adversarial audio synthesis",
 * section 3.3): a critic cannot judge waveforms by the phase of the artifacts of transposed
 * convolutions. The identity in evaluation.
 *
 * @param places the largest shift, below the length of the sequence
 */
public record PhaseShuffle(int places) implements LayerSpec {
  /**
   * Checks the number.
   *
   * @throws NetworkException if it is below 1
   */
  public PhaseShuffle {
    Checks.positive("places", places);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    if (in.rank() != 2 || in.dim(1) <= places) {
      throw new NetworkException(
          "is given %s: expected sequences [channels×length] of more than %s places"
              .formatted(in, places));
    }
    return in;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.phaseShuffle(this, site);
  }
}
