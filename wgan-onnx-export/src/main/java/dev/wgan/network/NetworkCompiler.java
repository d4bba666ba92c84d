package dev.wgan.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks a network from its inputs to its output, including composites.
 *
 * <p>Not thread-safe: it keeps the network that it is walking.
 *
 * @param <V> the type of values: names in a graph, variables of a program, numbers
 */
public abstract class NetworkCompiler<V> implements LayerVisitor<V> {
  private Inputs inputs = new Inputs(List.of(InputSpec.latent(1)));

  /** For subclasses. */
  protected NetworkCompiler() {}

  /**
   * Compiles a network.
   *
   * @param network the network
   * @param values the values of its inputs by name, all that are {@link NetworkSpec#given}
   * @return the value of its output
   */
  public final V compile(NetworkSpec network, Map<String, V> values) {
    inputs = new Inputs(network.inputs());
    InputSpec first = network.inputs().get(0);
    for (InputSpec input : network.given()) {
      Inputs.value(values, input.name());
    }
    V value = Inputs.value(values, first.name());
    return chain(network.layers(), "", value, first.shape(), classes(network, value, values));
  }

  /** The values with the classes of labels that are groups. */
  private Map<String, V> classes(NetworkSpec network, V latent, Map<String, V> values) {
    Map<String, V> all = new LinkedHashMap<>(values);
    for (InputSpec input : network.inputs()) {
      if (!input.groups().isEmpty()) {
        Optional<V> group =
            input.given() ? Optional.of(Inputs.value(values, input.name())) : Optional.<V>empty();
        all.put(input.name(), choose(input.name(), GroupChoice.of(input), latent, group));
      }
    }
    return all;
  }

  /**
   * Chooses a class within a group.
   *
   * @param name the name of the label
   * @param choice the choice
   * @param latent the latent vector
   * @param group the group, empty if there is only one
   * @return the class
   */
  protected abstract V choose(String name, GroupChoice choice, V latent, Optional<V> group);

  /**
   * Adds two values of one shape.
   *
   * @param path the composite's path
   * @param left the first term
   * @param right the second term
   * @return their sum
   */
  protected abstract V add(String path, V left, V right);

  /**
   * Concatenates values over their channels.
   *
   * @param path the composite's path
   * @param parts the values in order
   * @return the result
   */
  protected abstract V concatenate(String path, List<V> parts);

  /**
   * Makes one batch of the frames of all samples.
   *
   * @param path the composite's path
   * @param value samples of frames, {@code [n, frames, frame]}
   * @param frames the number of frames of a sample
   * @param frame the shape of one
   * @return the same elements, {@code [n frames, frame]}
   */
  protected abstract V splitFrames(String path, V value, int frames, Shape frame);

  /**
   * Makes samples of their frames.
   *
   * @param path the composite's path
   * @param value the frames of all samples, {@code [n frames, frame]}
   * @param frames the number of frames of a sample
   * @param frame the shape of one
   * @return the same elements, {@code [n, frames, frame]}
   */
  protected abstract V joinFrames(String path, V value, int frames, Shape frame);

  /**
   * Called with the result of every layer, including composites, in the order of computation.
   *
   * @param layer the layer
   * @param site its place in the network
   * @param result its output
   * @return the value that replaces its output; the result itself unless overridden
   */
  protected V compiled(LayerSpec layer, Site<V> site, V result) {
    return result;
  }

  @Override
  public final V residual(Composite.Residual layer, Site<V> site) {
    List<V> terms = chains(layer, site);
    return add(site.path(), terms.get(0), terms.get(1));
  }

  @Override
  public final V skip(Composite.Skip layer, Site<V> site) {
    return concatenate(site.path(), List.of(site.value(), chains(layer, site).get(0)));
  }

  @Override
  public final V concat(Composite.Concat layer, Site<V> site) {
    return concatenate(site.path(), chains(layer, site));
  }

  @Override
  public final V input(Composite.Input layer, Site<V> site) {
    return site.input(layer.name());
  }

  @Override
  public final V perFrame(Composite.PerFrame layer, Site<V> site) {
    Shape frame = layer.inner(site.in());
    int frames = site.in().dim(0);
    V parts = splitFrames(site.path(), site.value(), frames, frame);
    V made = chain(layer.body(), site.path() + ".body", parts, frame, site.inputs());
    Shape result = layer.inner(site.out());
    return joinFrames(site.path(), made, frames, result);
  }

  private List<V> chains(Composite composite, Site<V> site) {
    List<V> values = new ArrayList<>();
    composite
        .chains()
        .forEach(
            (name, layers) ->
                values.add(
                    chain(
                        layers, site.path() + "." + name, site.value(), site.in(), site.inputs())));
    return values;
  }

  private V chain(List<LayerSpec> layers, String path, V value, Shape in, Map<String, V> values) {
    Shape shape = in;
    V result = value;
    for (int i = 0; i < layers.size(); i++) {
      Shape out = layers.get(i).infer(shape, inputs);
      Site<V> site = new Site<>(Chain.join(path, i), result, shape, out, values);
      result = compiled(layers.get(i), site, layers.get(i).accept(this, site));
      shape = out;
    }
    return result;
  }
}
