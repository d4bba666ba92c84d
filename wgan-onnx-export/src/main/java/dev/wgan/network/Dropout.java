package dev.wgan.network;

/**
 * Sets elements to zero at random and scales the others in training; changes nothing in evaluation.
 *
 * @param p the probability of a zero, in [0, 1)
 */
public record Dropout(double p) implements LayerSpec {
  /**
   * Checks the probability.
   *
   * @throws NetworkException if it is outside [0, 1)
   */
  public Dropout {
    Checks.within("p", p, 0, Math.nextDown(1.0));
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    return in;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.dropout(this, site);
  }
}
