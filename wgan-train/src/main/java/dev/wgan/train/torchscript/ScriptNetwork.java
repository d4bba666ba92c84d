package dev.wgan.train.torchscript;

import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.PhaseShuffle;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network as a TorchScript method {@code NAME(self, w, b, training, inputs...)}, which returns
 * the output and the input of the last linear, convolutional or blending layer.
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
        network.given().stream()
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
   * Returns the tensors of a batch that the network takes.
   *
   * @return a name per input, in order: the input's own if it is a name that batches use, otherwise
   *     that of its role, such as {@code latent}; an image of another name is a {@code sample}
   */
  public List<String> inputs() {
    return network.given().stream().map(ScriptNetwork::inBatch).toList();
  }

  private static String inBatch(InputSpec input) {
    return switch (input.role()) {
      case LATENT -> "latent";
      case LABEL -> "label";
      case MASK -> "mask";
      case IMAGE -> input.name().equals("image") ? "image" : "sample";
    };
  }

  /**
   * Writes a call of the method.
   *
   * @param weights the variable that holds the trainable parameters
   * @param running the variable that holds the running statistics
   * @param training whether batch statistics are used and running ones updated
   * @param batch the tensors that the network takes its inputs from
   * @return an expression of type {@code List[Tensor]}: the output, and the features before it
   * @throws IllegalArgumentException if the batch lacks an input
   */
  public String call(String weights, String running, boolean training, NamedTensors batch) {
    return call(weights, running, training, inputs().stream().map(batch::get).toList());
  }

  /** A call with the inputs in the network's order. */
  String call(String weights, String running, boolean training, List<String> inputs) {
    return "(self).%s(%s, %s, %s, %s)"
        .formatted(name, weights, running, training ? "True" : "False", String.join(", ", inputs));
  }

  /**
   * Returns whether a pass in training draws random numbers.
   *
   * @return true if a layer is dropout or phase shuffle
   */
  public boolean random() {
    return has(Dropout.class) || has(PhaseShuffle.class);
  }

  /**
   * Returns whether a sample's output in training depends on the other samples of its batch.
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
