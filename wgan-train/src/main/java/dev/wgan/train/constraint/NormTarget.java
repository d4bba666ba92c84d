package dev.wgan.train.constraint;

/** The gradient norm that a constraint pulls the critic to, at its {@link NormPoints}. */
public enum NormTarget {
  /** The norm is pulled to 1 from both sides. */
  ONE(
      "The penalty pulls it to 1; well above 1 the estimate overstates the distance by about that"
          + " factor."),
  /** Norms up to 1 cost nothing. */
  AT_MOST_ONE(
      "Norms up to 1 cost nothing; well above 1 the estimate overstates the distance by about that"
          + " factor."),
  /** The norm is pulled to 0. */
  ZERO("The penalty pulls it to 0, against the loss, which rises with it."),
  /** The norm has no target. */
  NONE("It has no target, but must not grow without bound.");

  private final String caption;

  NormTarget(String caption) {
    this.caption = caption;
  }

  /**
   * Returns the explanation of a chart of gradient norms.
   *
   * @return one sentence
   */
  public String caption() {
    return caption;
  }
}
