package dev.wgan.network;

import java.util.List;

/**
 * The score of a critic that is given the sample's class (Miyato and Koyama 2018, "cGANs with
 * projection discriminator", equation 3): {@code y = x w' + b + x v[label]'}, one number per
 * sample. {@code w}, {@code b} and {@code v} are the parameters {@code weight [1, features]},
 * {@code bias [1]} and {@code embedding [classes, features]}.
 *
 * @param features length of the vector x
 * @param classes the number of classes
 * @param label the network's input that carries the class
 */
public record Projection(int features, int classes, String label) implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @throws NetworkException if one is below 1
   */
  public Projection {
    Checks.positive("features", features);
    Checks.positive("classes", classes);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    if (!in.equals(Shape.of(features))) {
      throw new NetworkException("is given %s: expected %s features".formatted(in, features));
    }
    Checks.label(inputs.get(label), label, classes);
    return Shape.of(1);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.uniform("weight", Shape.of(1, features), features),
        ParameterSpec.uniform("bias", Shape.of(1), features),
        ParameterSpec.uniform("embedding", Shape.of(classes, features), features).asTable());
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return 2L * features;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.projection(this, site);
  }
}
