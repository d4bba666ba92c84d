package dev.wgan.train.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.onnx.ReferenceOutputs;
import dev.wgan.runtime.TensorData;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;

/**
 * A network in PyTorch's evaluation mode, with which an exported graph is compared.
 *
 * <p>Not thread-safe. The creator closes it.
 */
public final class TorchReference implements ReferenceOutputs, AutoCloseable {
  private final NetworkSpec network;
  private final NDManager manager;
  private final TorchProgram program;
  private final Parameters parameters;

  private TorchReference(NetworkSpec network, Weights weights) {
    this.network = network;
    manager = NDManager.newBaseManager("PyTorch");
    try {
      parameters = Parameters.of(network, weights, manager, DataType.FLOAT32);
      ScriptNetwork script = ScriptNetwork.of("network", network);
      program = TorchProgram.compile(script.source() + evaluation(script));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Loads a network into the engine.
   *
   * @param network the network
   * @param weights its weights
   * @return the network, to be closed
   * @throws dev.wgan.network.NetworkException if they are not the network's weights
   */
  public static TorchReference of(NetworkSpec network, Weights weights) {
    return new TorchReference(network, weights);
  }

  private String evaluation(ScriptNetwork script) {
    List<String> names = network.given().stream().map(InputSpec::name).toList();
    boolean trainable = !parameters.trainable().isEmpty();
    boolean running = !parameters.running().isEmpty();
    return """
    def evaluate(self: __torch__.Program%s%s, %s: Tensor) -> Tensor:
    %s%s  return %s[0]
    """
        .formatted(
            trainable ? ", w: List[Tensor]" : "",
            running ? ", b: List[Tensor]" : "",
            String.join(": Tensor, ", names),
            trainable ? "" : "  w = annotate(List[Tensor], [])\n",
            running ? "" : "  b = annotate(List[Tensor], [])\n",
            script.call("w", "b", false, names));
  }

  @Override
  public float[] samples(Map<String, TensorData> inputs) {
    try (NDManager scope = manager.newSubManager()) {
      TorchProgram.Call call = program.call("evaluate", scope);
      if (!parameters.trainable().isEmpty()) {
        call.list(parameters.trainable());
      }
      if (!parameters.running().isEmpty()) {
        call.list(parameters.running());
      }
      for (InputSpec input : network.given()) {
        TensorData value = inputs.get(input.name());
        if (value == null) {
          throw new IllegalArgumentException(
              "the value of '%s' is missing".formatted(input.name()));
        }
        call.tensor(array(scope, value));
      }
      return Tensors.floats(call.run().get(0));
    }
  }

  private static NDArray array(NDManager scope, TensorData value) {
    Shape shape = new Shape(value.shape().stream().mapToLong(Integer::longValue).toArray());
    return value.type() == TensorData.ElementType.INT64
        ? scope.create(LongBuffer.wrap(value.longs()), shape)
        : scope.create(FloatBuffer.wrap(value.floats()), shape);
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
