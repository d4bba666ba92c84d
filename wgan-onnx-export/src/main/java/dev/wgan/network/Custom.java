package dev.wgan.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A layer of a kind that an application provides: see {@link CustomLayer}.
 *
 * @param kind the name of the kind
 * @param attributes the layer's attributes, sorted by name: numbers, texts, booleans, lists
 */
public record Custom(String kind, Map<String, Object> attributes) implements LayerSpec {
  /** Copies the attributes. */
  public Custom {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /**
   * Returns an attribute that is a number.
   *
   * @param name its name
   * @return its value
   * @throws NetworkException if it is missing or not a number
   */
  public double number(String name) {
    if (attributes.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new NetworkException(
        "of kind '%s' has the attribute %s = %s: expected a number"
            .formatted(kind, name, attributes.get(name)));
  }

  /**
   * Returns the provider of this kind of layer.
   *
   * @return the provider
   * @throws NetworkException if there is none on the class path
   */
  public CustomLayer provider() {
    return CustomLayers.find(kind);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    return provider().infer(this, in);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.copyOf(provider().parameters(this));
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.custom(this, site);
  }
}
