package dev.wgan.network;

import java.util.List;

/**
 * A learned vector per class: turns a label into features.
 *
 * @param classes how many classes
 * @param features length of a vector
 */
public record LabelEmbedding(int classes, int features) implements LayerSpec {
  /**
   * Checks the sizes.
   *
   * @throws NetworkException if one is below 1
   */
  public LabelEmbedding {
    Checks.positive("classes", classes);
    Checks.positive("features", features);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    Checks.rank(in, 0, "a label, read by an input layer before it");
    return Shape.of(features);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        new ParameterSpec(
                "weight", Shape.of(classes, features), true, new ParameterSpec.Initial.Normal(1))
            .asTable());
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.labelEmbedding(this, site);
  }
}
