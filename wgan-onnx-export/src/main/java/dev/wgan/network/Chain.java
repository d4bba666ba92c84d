package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers one after another: their shapes and their parameters. */
final class Chain {
  private Chain() {}

  /** The shape after the last layer; a layer that does not fit is reported by its path. */
  static Shape infer(List<LayerSpec> layers, Shape in, Inputs inputs, String path) {
    Shape shape = in;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      try {
        shape = layer.infer(shape, inputs);
      } catch (NetworkException e) {
        throw new NetworkException(join(path, i) + located(layer, e), e);
      }
    }
    return shape;
  }

  /**
   * A composite's message starts with the path of the layer inside, without the composite's type.
   */
  private static String located(LayerSpec layer, NetworkException e) {
    boolean nested = layer instanceof Composite && e.getCause() instanceof NetworkException;
    return (nested ? "." : " (" + NetworkJson.typeName(layer) + ") ") + e.getMessage();
  }

  static String join(String path, int i) {
    return path.isEmpty() ? String.valueOf(i) : path + "." + i;
  }

  static Shape concat(List<Shape> shapes) {
    Shape first = shapes.get(0);
    int channels = 0;
    for (Shape shape : shapes) {
      if (shape.rank() < 1 || !shape.spatial().equals(first.spatial())) {
        throw new NetworkException(
            "concatenates %s: expected shapes that differ in their channels only"
                .formatted(shapes));
      }
      if (channels > Integer.MAX_VALUE - shape.dim(0)) {
        throw new NetworkException("concatenates %s: more than 2^31 channels".formatted(shapes));
      }
      channels += shape.dim(0);
    }
    return first.with(0, channels);
  }

  /** The layer at a path that starts in these layers. */
  static Optional<LayerSpec> find(List<LayerSpec> layers, String path) {
    for (int i = 0; i < layers.size(); i++) {
      if (path.equals(String.valueOf(i))) {
        return Optional.of(layers.get(i));
      }
      if (path.startsWith(i + ".") && layers.get(i) instanceof Composite composite) {
        String rest = path.substring(path.indexOf('.') + 1);
        for (Map.Entry<String, List<LayerSpec>> chain : composite.chains().entrySet()) {
          if (rest.startsWith(chain.getKey() + ".")) {
            return find(chain.getValue(), rest.substring(chain.getKey().length() + 1));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The work of all layers for one sample that reaches the first one. */
  static long multiplications(List<LayerSpec> layers, Shape in, Inputs inputs) {
    long sum = 0;
    Shape shape = in;
    for (LayerSpec layer : layers) {
      Shape out = layer.infer(shape, inputs);
      sum += layer.multiplications(shape, out);
      if (layer instanceof Composite composite) {
        for (List<LayerSpec> chain : composite.chains().values()) {
          Shape inner = composite.inner(shape);
          long times = shape.elements() / inner.elements();
          sum += Checks.product(times, multiplications(chain, inner, inputs));
        }
      }
      shape = out;
    }
    return sum;
  }

  /** The parameters of all layers under their paths. */
  static List<ParameterSpec> parameters(List<LayerSpec> layers, String path) {
    List<ParameterSpec> parameters = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String at = join(path, i);
      layers.get(i).parameters().forEach(parameter -> parameters.add(parameter.under(at)));
      if (layers.get(i) instanceof Composite composite) {
        for (Map.Entry<String, List<LayerSpec>> chain : composite.chains().entrySet()) {
          parameters.addAll(parameters(chain.getValue(), at + "." + chain.getKey()));
        }
      }
    }
    return parameters;
  }
}
