package dev.wgan.train.torchscript;

import dev.wgan.network.Dropout;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network as a TorchScript method {@code NAME(self, w, b, training, inputs...)}, which returns
 * the output and what the last linear or convolutional layer was given.
 *
 * <p>Immutable and thread-safe.
 */
public final class ScriptNetwork {
  private final String name;
  private final NetworkSpec network;

  private ScriptNetwork(String name, NetworkSpec network) {
    this.name = name;
    this.network = network;
  }

  /**
   * Returns a network's method.
   *
   * @param name the method's name
   * @param network the network
   * @return the method
   */
  public static ScriptNetwork of(String name, NetworkSpec network) {
    return new ScriptNetwork(name, network);
  }

  /**
   * Returns the network.
   *
   * @return the network
   */
  public NetworkSpec network() {
    return network;
  }

  /**
   * Writes the method.
   *
   * @return TorchScript source
   */
  public String source() {
    ScriptCompiler compiler = new ScriptCompiler(network);
    String output = compiler.body(network);
    String inputs =
        network.inputs().stream()
            .map(input -> input.name() + ": Tensor")
            .collect(Collectors.joining(", "));
    String body = compiler.lines().stream().collect(Collectors.joining("\n  ", "  ", "\n"));
    String features = compiler.features().isEmpty() ? output : compiler.features();
    return """
    def %s(self: __torch__.Program, w: List[Tensor], b: List[Tensor], training: bool, %s) -> List[Tensor]:
    %s  return [%s, %s]
    """
        .formatted(name, inputs, body, output, features);
  }

  /**
   * Writes a call of the method.
   *
   * @param weights the variable that holds the trainable parameters
   * @param running the variable that holds the running statistics
   * @param training whether batch statistics are used and running ones updated
   * @param first the first input
   * @param others the variables of the other inputs, in order
   * @return an expression of type {@code List[Tensor]}: the output, and the features before it
   */
  public String call(
      String weights, String running, boolean training, String first, List<String> others) {
    String inputs =
        first
            + others.stream()
                .limit(network.inputs().size() - 1L)
                .map(", "::concat)
                .collect(Collectors.joining());
    return "(self).%s(%s, %s, %s, %s)"
        .formatted(name, weights, running, training ? "True" : "False", inputs);
  }

  /**
   * Tells whether a pass in training draws random numbers.
   *
   * @return true if a layer is dropout
   */
  public boolean random() {
    return has(Dropout.class);
  }

  /**
   * Tells whether a sample's output in training depends on the other samples of its batch.
   *
   * @return true if a layer is a batch normalization
   */
  public boolean mixesBatch() {
    return has(Normalization.BatchNorm.class) || has(Normalization.ConditionalBatchNorm.class);
  }

  private boolean has(Class<? extends LayerSpec> type) {
    return NetworkSpec.flattened(network.layers()).stream().anyMatch(type::isInstance);
  }
}
