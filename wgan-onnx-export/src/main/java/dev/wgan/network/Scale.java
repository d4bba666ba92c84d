package dev.wgan.network;

/**
 * {@code y = factor x + offset} with fixed numbers.
 *
 * @param factor what is multiplied
 * @param offset what is added
 */
public record Scale(double factor, double offset) implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @param factor what is multiplied
   * @param offset what is added
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
