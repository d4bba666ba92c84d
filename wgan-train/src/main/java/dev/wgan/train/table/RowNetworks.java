package dev.wgan.train.table;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The networks of typed rows. The generator starts as the copula {@code A z + b}; to it comes
 * {@code M r(h)}, where h are hidden layers over z, r starts at zero, and {@code M = [A | 8 I]}, so
 * that the first part of r moves latents of the copula, and the second one moves logits, which are
 * a larger unit than scores.
 *
 * <p>Immutable and thread-safe.
 *
 * @param latents the length of a latent, at least that of the copula
 * @param copula the number of latents of the copula
 * @param layout the layout of a row's values
 */
public record RowNetworks(int latents, int copula, LogitBlocks layout) {
  private static final float LOGIT_STEP = 8;
  private static final double SLOPE = 0.2;

  /**
   * Returns the generator.
   *
   * @param units units of each hidden layer
   * @param depth the number of hidden layers, each concatenated to its input
   * @return a network from a latent to the values of a row
   */
  public NetworkSpec generator(int units, int depth) {
    List<LayerSpec> body = new ArrayList<>();
    int features = latents;
    for (int i = 0; i < depth; i++) {
      body.add(new Composite.Skip(List.of(new Linear(features, units), new Activation.Relu())));
      features += units;
    }
    body.add(new Linear(features, copula + layout.logits()));
    body.add(new Linear(copula + layout.logits(), layout.width(), false));
    return NetworkSpec.of(
        InputSpec.latent(latents),
        new Composite.Residual(body, List.of(new Linear(latents, layout.width()))));
  }

  /**
   * Returns the critic.
   *
   * @param values the number of values that it sees
   * @param units units of each hidden layer
   * @param depth the number of hidden layers
   * @return a network from whitened values to one score
   */
  public static NetworkSpec critic(int values, int units, int depth) {
    List<LayerSpec> layers = new ArrayList<>();
    int features = values;
    for (int i = 0; i < depth; i++) {
      layers.add(new Linear(features, units));
      layers.add(new Activation.LeakyRelu(SLOPE));
      features = units;
    }
    layers.add(new Linear(features, 1));
    return new NetworkSpec(List.of(InputSpec.sample(Shape.of(values))), layers);
  }

  /**
   * Returns the weights that a generator starts from.
   *
   * @param start the copula
   * @param random random weights of {@link #generator}
   * @param depth the number of its hidden layers
   * @return the random weights of the hidden layers, and those of the copula
   */
  public Weights start(CopulaStart start, Weights random, int depth) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    String residual = "0.body." + depth;
    for (String name : random.names()) {
      Shape shape = random.get(name).shape();
      tensors.put(
          name,
          name.startsWith(residual + ".")
              ? Tensor.of(shape, new float[shape.elements()])
              : random.get(name));
    }
    replace(tensors, "0.body." + (depth + 1) + ".weight", mixing(start));
    replace(tensors, "0.shortcut.0.weight", start.weight(latents));
    replace(tensors, "0.shortcut.0.bias", start.bias());
    return Weights.of(tensors);
  }

  private static void replace(Map<String, Tensor> tensors, String name, float[] values) {
    Tensor before = Objects.requireNonNull(tensors.get(name), name);
    tensors.put(name, Tensor.of(before.shape(), values));
  }

  /** [A | 8 I], [width, copula + logits]. */
  private float[] mixing(CopulaStart start) {
    int columns = copula + layout.logits();
    float[] mixing = start.weight(columns);
    for (int k = 0; k < layout.logits(); k++) {
      mixing[(layout.scores() + k) * columns + copula + k] = LOGIT_STEP;
    }
    return mixing;
  }
}
