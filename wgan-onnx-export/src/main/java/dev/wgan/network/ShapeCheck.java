package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds every layer that does not fit the one before it. After such a layer, the check continues
 * with the output for the input that the layer expects, so that each mistake is reported once.
 */
final class ShapeCheck {
  private final Inputs inputs;
  private final List<String> problems = new ArrayList<>();

  private ShapeCheck(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Refuses layers that do not fit; the message lists each by its path. */
  static void check(List<LayerSpec> layers, Inputs inputs) {
    ShapeCheck check = new ShapeCheck(inputs);
    check.chain(layers, inputs.list().get(0).shape(), "");
    if (check.problems.size() == 1) {
      throw new NetworkException(check.problems.get(0));
    } else if (!check.problems.isEmpty()) {
      throw new NetworkException(
          "%s layers do not fit: %s"
              .formatted(check.problems.size(), String.join("; ", check.problems)));
    }
  }

  /** The shape after the last layer, null if it is unknown. */
  private @Nullable Shape chain(List<LayerSpec> layers, Shape in, String path) {
    Shape shape = in;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      String at = Chain.join(path, i);
      int before = problems.size();
      List<Shape> branches = new ArrayList<>();
      Shape inner = layer instanceof Composite outer ? inner(outer, shape) : null;
      if (layer instanceof Composite composite && inner != null) {
        for (Map.Entry<String, List<LayerSpec>> chain : composite.chains().entrySet()) {
          Shape branch = chain(chain.getValue(), inner, at + "." + chain.getKey());
          if (branch != null) {
            branches.add(branch);
          }
        }
      }
      // The composite itself would report a mistake inside it again.
      Shape out = problems.size() == before ? inferred(layer, shape, at) : null;
      if (out == null) {
        out = expected(layer, shape, branches);
      }
      if (out == null) {
        return null;
      }
      shape = out;
    }
    return shape;
  }

  /** The shape that a composite's chains are given; null if the composite cannot take its input. */
  private static @Nullable Shape inner(Composite composite, Shape in) {
    try {
      return composite.inner(in);
    } catch (NetworkException e) {
      return null; // the composite reports it
    }
  }

  private @Nullable Shape inferred(LayerSpec layer, Shape in, String at) {
    try {
      return layer.infer(in, inputs);
    } catch (NetworkException e) {
      problems.add("%s (%s) %s".formatted(at, NetworkJson.typeName(layer), e.getMessage()));
      return null;
    }
  }

  /** A layer's output for the input that it expects, as far as it can be determined. */
  private @Nullable Shape expected(LayerSpec layer, Shape in, List<Shape> branches) {
    try {
      if (layer instanceof Linear linear) {
        return layer.infer(in.with(in.rank() - 1, linear.in()), inputs);
      } else if (layer instanceof Conv conv) {
        return layer.infer(in.with(0, conv.in()), inputs);
      } else if (layer instanceof ConvTranspose conv) {
        return layer.infer(in.with(0, conv.in()), inputs);
      } else if (layer instanceof Conv3d conv) {
        return layer.infer(in.with(0, conv.in()), inputs);
      } else if (layer instanceof Normalization || layer instanceof Activation) {
        return in;
      } else if (layer instanceof Reshaping.Reshape reshape) {
        return reshape.shape();
      } else if (layer instanceof Composite.Residual && !branches.isEmpty()) {
        return branches.get(0);
      } else if (layer instanceof Composite.Skip && !branches.isEmpty()) {
        return Chain.concat(List.of(in, branches.get(0)));
      } else if (layer instanceof Composite.PerFrame && !branches.isEmpty()) {
        return Composite.PerFrame.of(in.dim(0), branches.get(0));
      }
      return null;
    } catch (NetworkException | IndexOutOfBoundsException e) {
      // The rank differs, too, so the layers after it cannot be checked.
      return null;
    }
  }
}
