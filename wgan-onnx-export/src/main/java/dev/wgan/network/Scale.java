package dev.wgan.network;

/**
 * {@code y = factor x + offset} with fixed numbers.
 *
 * @param factor the factor
 * @param offset the summand
 */
public record Scale(double factor, double offset) implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @throws NetworkException if one is not finite
   */
  public Scale {
    Checks.finite("factor", factor);
    Checks.finite("offset", offset);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    return in;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.scale(this, site);
  }
}
