package dev.wgan.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as data: named inputs, and layers one after another from the first input to the output.
 *
 * <p>Immutable and thread-safe. Read and written by {@link NetworkJson}.
 *
 * @param inputs the inputs; the first is the input of the first layer, others are read by layers
 *     that name them
 * @param layers the layers in order
 */
public record NetworkSpec(List<InputSpec> inputs, List<LayerSpec> layers) {
  /**
   * Checks that every layer fits the one before it.
   *
   * @throws NetworkException if layers do not fit; the message lists each by its path
   */
  public NetworkSpec {
    inputs = new Inputs(inputs).list();
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new NetworkException("a network without layers: expected at least one");
    }
    ShapeCheck.check(layers, new Inputs(inputs));
    InputSpec first = inputs.get(0);
    boolean vector = first.role() == InputSpec.Role.LATENT && first.shape().rank() == 1;
    for (InputSpec input : inputs) {
      if (!input.groups().isEmpty() && !vector) {
        throw new NetworkException(
            "the input '%s' has groups of classes, and the first input is a %s of shape %s: expected a latent vector, whose last element chooses the class"
                .formatted(input.name(), first.role(), first.shape()));
      }
    }
  }

  /**
   * Returns a network of one input.
   *
   * @param input the input
   * @param layers the layers in order
   * @return the network
   * @throws NetworkException if a layer does not fit the one before it
   */
  public static NetworkSpec of(InputSpec input, LayerSpec... layers) {
    return new NetworkSpec(List.of(input), List.of(layers));
  }

  /**
   * Returns the inputs that a caller gives: all but a label with a single group of classes.
   *
   * @return the inputs in order
   */
  public List<InputSpec> given() {
    return inputs.stream().filter(InputSpec::given).toList();
  }

  /**
   * Returns the shape of one sample of the output.
   *
   * @return the shape
   */
  @JsonIgnore
  public Shape outputShape() {
    return Chain.infer(layers, inputs.get(0).shape(), new Inputs(inputs), "");
  }

  /**
   * Returns this network for images of another size.
   *
   * @param height the height of every input that is an image or a mask
   * @param width its width
   * @return the network, with the same layers and parameters
   * @throws NetworkException if a layer needs another size
   */
  public NetworkSpec resized(int height, int width) {
    List<InputSpec> changed = new ArrayList<>();
    for (InputSpec input : inputs) {
      Shape shape = input.shape();
      changed.add(
          shape.rank() == 3
              ? new InputSpec(
                  input.name(),
                  input.role(),
                  Shape.of(shape.dim(0), height, width),
                  input.classes(),
                  input.groups())
              : input);
    }
    return new NetworkSpec(changed, layers);
  }

  /**
   * Returns all parameters of all layers.
   *
   * @return the parameters under their full names, in the order of the layers
   */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    return Chain.parameters(layers, "");
  }

  /**
   * Returns all layers, including those inside composites.
   *
   * @param layers the layers of a chain
   * @return the layers in order, a composite before its content
   */
  public static List<LayerSpec> flattened(List<LayerSpec> layers) {
    List<LayerSpec> all = new ArrayList<>();
    for (LayerSpec layer : layers) {
      all.add(layer);
      if (layer instanceof Composite composite) {
        composite.chains().values().forEach(chain -> all.addAll(flattened(chain)));
      }
    }
    return all;
  }

  /**
   * Estimates the work of one sample.
   *
   * @return multiplications of all layers
   */
  public long multiplications() {
    return Chain.multiplications(layers, inputs.get(0).shape(), new Inputs(inputs));
  }

  /**
   * Finds a layer.
   *
   * @param path its path, such as {@code 3.body.0}
   * @return the layer
   * @throws NetworkException if there is no layer at that path
   */
  public LayerSpec layer(String path) {
    return Chain.find(layers, path)
        .orElseThrow(() -> new NetworkException("the network has no layer '%s'".formatted(path)));
  }
}
