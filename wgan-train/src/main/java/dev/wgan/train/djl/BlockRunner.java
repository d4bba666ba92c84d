package dev.wgan.train.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.reference.Values;
import dev.wgan.train.torchscript.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs blocks in evaluation mode, on the device of their parameters. */
final class BlockRunner implements AutoCloseable {
  private final NDManager manager;

  private BlockRunner(NDManager manager) {
    this.manager = manager;
  }

  static BlockRunner of(Block block) {
    for (Parameter parameter : block.getParameters().values()) {
      NDArray array = parameter.getArray();
      return new BlockRunner(array.getManager().newSubManager(array.getDevice()));
    }
    return new BlockRunner(NDManager.newBaseManager());
  }

  /**
   * Runs a block.
   *
   * @throws NetworkException if it fails, or does not return one array with the batch as its first
   *     dimension
   */
  Values run(Block block, Values x) {
    List<Integer> dims = new ArrayList<>(List.of(x.n()));
    dims.addAll(x.shape().dims());
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = Tensors.create(scope, x.toFloats(), new Shape(dims), DataType.FLOAT32);
      ParameterStore parameters = new ParameterStore(scope, false);
      NDList outputs = block.forward(parameters, new NDList(input), false);
      if (outputs.size() != 1) {
        throw new NetworkException("gives %s arrays: expected one".formatted(outputs.size()));
      }
      NDArray y = outputs.get(0);
      long[] shape = y.getShape().getShape();
      if (shape.length == 0 || shape[0] != x.n()) {
        throw new NetworkException(
            "gives an array of shape %s for a batch of %s: expected the batch as the first dimension"
                .formatted(y.getShape(), x.n()));
      }
      List<Integer> sample = new ArrayList<>();
      for (int i = 1; i < shape.length; i++) {
        sample.add(Math.toIntExact(shape[i]));
      }
      return Values.of(x.n(), new Shape(sample), floats(y));
    } catch (EngineException
        | IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | IndexOutOfBoundsException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new NetworkException("cannot be run on an input %s: ".formatted(x.shape()) + reason, e);
    }
  }

  /** A copy of a parameter's values. */
  static Tensor tensor(Parameter parameter) {
    NDArray array = parameter.getArray();
    List<Integer> dims = new ArrayList<>();
    for (long dim : array.getShape().getShape()) {
      dims.add(Math.toIntExact(dim));
    }
    return Tensor.of(new Shape(dims), floats(array));
  }

  private static float[] floats(NDArray array) {
    if (array.getDataType() == DataType.FLOAT32) {
      return array.toFloatArray();
    }
    try (NDArray converted = array.toType(DataType.FLOAT32, true)) {
      return converted.toFloatArray();
    }
  }

  static Values random(int n, Shape shape, double deviation) {
    Random random = new Random(17);
    float[] values = new float[Math.multiplyExact(n, shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Values.of(n, shape, values);
  }

  /** The largest difference over the largest expected value; not a number counts as infinite. */
  static double relativeError(Values found, float[] expected) {
    float[] values = found.toFloats();
    if (values.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double error = 0;
    double scale = Float.MIN_NORMAL;
    for (int i = 0; i < values.length; i++) {
      double difference = Math.abs((double) values[i] - expected[i]);
      error = difference <= error ? error : Double.isNaN(difference) ? 1 / 0.0 : difference;
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return error / scale;
  }

  @Override
  public void close() {
    manager.close();
  }
}
