package dev.wgan.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer that contains layers. */
public sealed interface Composite extends LayerSpec {
  /**
   * Returns the chains inside.
   *
   * @return the chains by their names in the layers' paths, in order
   */
  Map<String, List<LayerSpec>> chains();

  /**
   * Returns the shape that every chain is given.
   *
   * @param in the shape of one sample of the composite's input
   * @return that shape, unless the composite takes samples apart
   * @throws NetworkException if the composite cannot take that shape
   */
  default Shape inner(Shape in) {
    return in;
  }

  /**
   * {@code body(x) + shortcut(x)} (He et al. 2016).
   *
   * @param body the layers of the first term
   * @param shortcut the layers of the second; none for the identity
   */
  record Residual(List<LayerSpec> body, List<LayerSpec> shortcut) implements Composite {
    /** Copies the lists. */
    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }

    @Override
    public Map<String, List<LayerSpec>> chains() {
      Map<String, List<LayerSpec>> chains = new LinkedHashMap<>();
      chains.put("body", body);
      chains.put("shortcut", shortcut);
      return chains;
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Shape left = Chain.infer(body, in, inputs, "body");
      Shape right = Chain.infer(shortcut, in, inputs, "shortcut");
      if (!left.equals(right)) {
        throw new NetworkException(
            "adds %s of its body to %s of its shortcut: expected one shape".formatted(left, right));
      }
      return left;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.residual(this, site);
    }
  }

  /**
   * The input and {@code body(input)}, concatenated over the channels; nested skips make a U-Net
   * (Ronneberger et al. 2015).
   *
   * @param body the layers
   */
  record Skip(List<LayerSpec> body) implements Composite {
    /** Copies the list. */
    public Skip {
      body = List.copyOf(body);
    }

    @Override
    public Map<String, List<LayerSpec>> chains() {
      return Map.of("body", body);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return Chain.concat(List.of(in, Chain.infer(body, in, inputs, "body")));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.skip(this, site);
    }
  }

  /**
   * Several chains over the same input, their results concatenated over the channels. A chain that
   * starts with {@link Input} reads another input of the network.
   *
   * @param branches the chains, two or more; an empty one is the identity
   */
  record Concat(List<List<LayerSpec>> branches) implements Composite {
    /**
     * Copies the lists.
     *
     * @throws NetworkException if there are fewer than two
     */
    public Concat {
      if (branches.size() < 2) {
        throw new NetworkException(
            "has %s branches: expected two or more".formatted(branches.size()));
      }
      branches = branches.stream().<List<LayerSpec>>map(List::copyOf).toList();
    }

    @Override
    public Map<String, List<LayerSpec>> chains() {
      Map<String, List<LayerSpec>> chains = new LinkedHashMap<>();
      for (int i = 0; i < branches.size(); i++) {
        chains.put("branches." + i, branches.get(i));
      }
      return chains;
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      List<Shape> shapes = new ArrayList<>();
      chains().forEach((name, chain) -> shapes.add(Chain.infer(chain, in, inputs, name)));
      return Chain.concat(shapes);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.concat(this, site);
    }
  }

  /**
   * An input of the network, which replaces the result of the layers before it.
   *
   * @param name the input's name
   */
  record Input(String name) implements Composite {
    @Override
    public Map<String, List<LayerSpec>> chains() {
      return Map.of();
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return inputs.get(name).shape();
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.input(this, site);
    }
  }

  /**
   * A chain applied to every frame by itself, with the same weights: {@code [frames, ...]} to
   * {@code [frames, ...]}. The frames of all samples make one batch, so batch normalization in the
   * chain averages over frames, too, while training. The chain reads no input of the network.
   *
   * @param body the chain, from one frame to one frame
   */
  record PerFrame(List<LayerSpec> body) implements Composite {
    /** Copies the list and checks the chain. */
    public PerFrame {
      body = List.copyOf(body);
      for (LayerSpec layer : NetworkSpec.flattened(body)) {
        if (layer instanceof Input
            || layer instanceof Projection
            || layer instanceof Normalization.ConditionalBatchNorm
            || layer instanceof Completion) {
          throw new NetworkException(
              "holds a layer that reads an input of the network, %s: expected layers that compute a frame from itself; concatenate the input with the features before"
                  .formatted(NetworkJson.typeName(layer)));
        }
      }
    }

    @Override
    public Map<String, List<LayerSpec>> chains() {
      return Map.of("body", body);
    }

    @Override
    public Shape inner(Shape in) {
      if (in.rank() < 2) {
        throw new NetworkException("is given %s: expected frames, [frames, ...]".formatted(in));
      }
      return new Shape(in.dims().subList(1, in.rank()));
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return of(in.dim(0), Chain.infer(body, inner(in), inputs, "body"));
    }

    /** Frames of one shape. */
    static Shape of(int frames, Shape frame) {
      List<Integer> dims = new ArrayList<>(List.of(frames));
      dims.addAll(frame.dims());
      return new Shape(dims);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.perFrame(this, site);
    }
  }
}
