package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code y = x W' + b} over the last dimension.
 *
 * @param in features of the input
 * @param out features of the output
 * @param bias whether b is added
 */
public record Linear(int in, int out, boolean bias) implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @throws NetworkException if a size is below 1
   */
  public Linear {
    Checks.positive("in", in);
    Checks.positive("out", out);
  }

  /**
   * Creates a layer with bias.
   *
   * @param in features of the input
   * @param out features of the output
   */
  public Linear(int in, int out) {
    this(in, out, true);
  }

  @Override
  public Shape infer(Shape shape, Inputs inputs) {
    if (shape.rank() < 1 || shape.dim(shape.rank() - 1) != in) {
      throw new NetworkException(
          "is given %s: expected %s features in the last dimension".formatted(shape, in));
    }
    return shape.with(shape.rank() - 1, out);
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.uniform("weight", Shape.of(out, in), in));
    if (bias) {
      parameters.add(ParameterSpec.uniform("bias", Shape.of(out), in));
    }
    return parameters;
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return (long) result.elements() * in;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.linear(this, site);
  }
}
