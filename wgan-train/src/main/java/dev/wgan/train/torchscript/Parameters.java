package dev.wgan.train.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a network in the engine's memory: trainable ones and running statistics.
 *
 * <p>Not thread-safe. The manager in which they were created closes them.
 */
public final class Parameters {
  private final List<ParameterSpec> specs;
  private final NDList trainable = new NDList();
  private final NDList running = new NDList();

  private Parameters(List<ParameterSpec> specs) {
    this.specs = specs;
  }

  /**
   * Copies weights into the engine.
   *
   * @param network the network
   * @param weights its weights
   * @param manager owns the copies
   * @param type the type to compute in: float32, or float64 for tests of high precision
   * @return the parameters
   * @throws dev.wgan.network.NetworkException if they are not the network's weights
   */
  public static Parameters of(
      NetworkSpec network, Weights weights, NDManager manager, DataType type) {
    Weights matching = weights.matching(network);
    Parameters parameters = new Parameters(network.parameters());
    for (ParameterSpec spec : parameters.specs) {
      Tensor tensor = matching.get(spec.name());
      NDArray array = Tensors.create(manager, tensor.toArray(), tensor.shape(), type);
      (spec.trainable() ? parameters.trainable : parameters.running).add(array);
    }
    if (parameters.running.isEmpty()) {
      parameters.running.add(Tensors.create(manager, new float[1], Shape.of(), type));
    }
    return parameters;
  }

  /**
   * Returns the trainable parameters.
   *
   * @return the engine's own arrays, in the order of the network's parameters
   */
  public NDList trainable() {
    return trainable;
  }

  /**
   * Returns the running statistics; one unused zero for a network that has none, because the engine
   * does not take empty lists.
   *
   * @return the engine's own arrays, in the order of the network's parameters
   */
  public NDList running() {
    return running;
  }

  /**
   * Returns the specs of the trainable parameters.
   *
   * @return the specs in the order of {@link #trainable()}
   */
  public List<ParameterSpec> trainableSpecs() {
    return specs.stream().filter(ParameterSpec::trainable).toList();
  }

  /**
   * Copies the parameters out of the engine.
   *
   * @return the current weights
   */
  public Weights toWeights() {
    Iterator<NDArray> fromTrainable = trainable.iterator();
    Iterator<NDArray> fromRunning = running.iterator();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      NDArray array = (spec.trainable() ? fromTrainable : fromRunning).next();
      tensors.put(spec.name(), Tensor.of(spec.shape(), Tensors.floats(array)));
    }
    return Weights.of(tensors);
  }

  /**
   * Copies these parameters within the engine.
   *
   * @param manager owns the copies
   * @return the copies
   */
  public Parameters duplicate(NDManager manager) {
    Parameters copy = new Parameters(new ArrayList<>(specs));
    trainable.forEach(array -> copy.trainable.add(attached(array, manager)));
    running.forEach(array -> copy.running.add(attached(array, manager)));
    return copy;
  }

  private static NDArray attached(NDArray array, NDManager manager) {
    NDArray copy = array.duplicate();
    copy.attach(manager);
    return copy;
  }
}
