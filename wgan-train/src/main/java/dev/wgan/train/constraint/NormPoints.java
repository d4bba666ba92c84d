package dev.wgan.train.constraint;

/** The points at which a constraint measures the norm of the critic's gradient. */
public enum NormPoints {
  /** No gradient is measured. */
  NONE(""),
  /** Random points between real and generated samples. */
  BETWEEN("At random points between real and generated samples."),
  /** The real samples themselves. */
  REAL("At real samples.");

  private final String caption;

  NormPoints(String caption) {
    this.caption = caption;
  }

  /**
   * Returns the place for a chart of gradient norms.
   *
   * @return one sentence, empty for {@link #NONE}
   */
  public String caption() {
    return caption;
  }
}
