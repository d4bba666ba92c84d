package dev.wgan.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.WeightMatrix;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.task.Task;
import dev.wgan.train.torchscript.Parameters;
import dev.wgan.train.torchscript.Tensors;
import dev.wgan.train.torchscript.TorchProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Generator, critic and the state of their optimizers in the engine's memory, and the steps that
 * change them.
 *
 * <p>Not thread-safe. The creator closes it.
 */
final class WganModel implements AutoCloseable {
  private final NetworkSpec generatorNetwork;
  private final NetworkSpec criticNetwork;
  private final NDManager manager;
  private final WganProgram script;
  private final TorchProgram program;
  private final DataType type;
  private final Parameters generator;
  private final Parameters critic;
  private final NDList generatorState = new NDList();
  private final NDList criticState = new NDList();
  private final NDList iterates = new NDList();

  /** The iterates, or one unused number if there are none: the engine does not take empty lists. */
  private final NDList vectors;

  private final boolean random;
  private @Nullable Parameters average;

  /**
   * @param extra methods that a test adds to the program
   */
  WganModel(
      NetworkSpec generatorNetwork,
      NetworkSpec criticNetwork,
      LipschitzConstraint constraint,
      Optimizer optimizer,
      Task task,
      Weights generatorWeights,
      Weights criticWeights,
      Device device,
      DataType type,
      String extra) {
    NetworkFit.requireTrainable("generator", generatorNetwork);
    NetworkFit.requireTrainable("critic", criticNetwork);
    this.generatorNetwork = generatorNetwork;
    this.criticNetwork = criticNetwork;
    this.type = type;
    script = new WganProgram(generatorNetwork, criticNetwork, constraint, optimizer, task);
    manager = NDManager.newBaseManager(device, "PyTorch");
    try {
      generator = Parameters.of(generatorNetwork, generatorWeights, manager, type);
      critic = Parameters.of(criticNetwork, criticWeights, manager, type);
      zeros(optimizer.state(generator.trainableSpecs()), generatorState);
      zeros(optimizer.state(critic.trainableSpecs()), criticState);
      for (WeightMatrix matrix : script.normalized()) {
        iterates.add(firstIterate(matrix.rows()));
      }
      vectors = iterates.isEmpty() ? new NDList(manager.create(0f)) : iterates;
      random = script.random();
      program = TorchProgram.compile(script.source() + extra);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void zeros(List<dev.wgan.network.Shape> shapes, NDList state) {
    for (dev.wgan.network.Shape shape : shapes) {
      state.add(Tensors.create(manager, new float[shape.elements()], shape, type));
    }
  }

  /** A fixed unit vector that is unlikely to be orthogonal to a singular vector. */
  private NDArray firstIterate(int rows) {
    float[] unit = new float[rows];
    dev.wgan.noise.Noise.normal(rows, 0, 1, rows, unit);
    double norm = 0;
    for (float value : unit) {
      norm += (double) value * value;
    }
    for (int i = 0; i < rows; i++) {
      unit[i] = (float) (unit[i] / Math.sqrt(norm));
    }
    return Tensors.create(manager, unit, dev.wgan.network.Shape.of(rows), type);
  }

  /** Starts a moving average of the generator's weights at their current values. */
  void startAverage() {
    average = generator.duplicate(manager);
  }

  /**
   * Seeds the random numbers that the next steps draw in the engine, for dropout; does nothing if
   * no network draws any. It is called before each step with a seed of the step, so that a resumed
   * training draws the numbers of an uninterrupted one.
   */
  void seed(long seed) {
    if (random) {
      TorchProgram.seed(seed);
    }
  }

  /** One step of the critic with the constraint's term; the generator does not change. */
  CriticTerms criticStep(Batch batch, double rate) {
    return criticStep(batch, rate, 1);
  }

  /**
   * One step of the critic; the generator does not change.
   *
   * @param factor the factor of the constraint's term, 0 for a step without the term
   */
  CriticTerms criticStep(Batch batch, double rate, double factor) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray result =
          program
              .call("critic_step", scope)
              .list(critic.trainable())
              .list(generator.trainable())
              .list(criticState)
              .list(critic.running())
              .list(generator.running())
              .list(vectors)
              .list(tensors(script.criticStep(), batch, scope))
              .tensor(scope.create(rate))
              .tensor(scope.create(factor))
              .run()
              .get(0);
      float[] terms = Tensors.floats(result);
      return new CriticTerms(terms[0], terms[1], terms[2], terms[3], terms[4]);
    }
  }

  /**
   * One step of the generator; returns its loss: minus the mean score of the generated samples,
   * plus the task's content term.
   */
  double generatorStep(Batch batch, double rate) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray loss =
          program
              .call("generator_step", scope)
              .list(generator.trainable())
              .list(critic.trainable())
              .list(generatorState)
              .list(critic.running())
              .list(generator.running())
              .list(vectors)
              .list(tensors(script.generatorStep(), batch, scope))
              .tensor(scope.create(rate))
              .run()
              .get(0);
      return Tensors.floats(loss)[0];
    }
  }

  /** One step of the generator on the task's content term alone; returns that term. */
  double contentStep(Batch batch, double rate) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray loss =
          program
              .call("content_step", scope)
              .list(generator.trainable())
              .list(generatorState)
              .list(generator.running())
              .list(tensors(script.contentStep(), batch, scope))
              .tensor(scope.create(rate))
              .run()
              .get(0);
      return Tensors.floats(loss)[0];
    }
  }

  /** The tensors of a batch that a method takes, in its order. */
  private NDList tensors(WganProgram.Method method, Batch batch, NDManager scope) {
    NDList list = new NDList();
    for (String name : method.batch()) {
      list.add(Tensors.create(scope, batch.get(name).values(), batch.get(name).shape(), type));
    }
    return list;
  }

  /** Moves the average towards the generator's weights. */
  void updateAverage(double decay) {
    if (average == null) {
      throw new IllegalStateException("there is no moving average");
    }
    average(average.trainable(), generator.trainable(), decay);
    average(average.running(), generator.running(), decay);
  }

  private void average(NDList to, NDList from, double decay) {
    try (NDManager scope = manager.newSubManager()) {
      program.call("average", scope).list(to).list(from).tensor(scope.create(decay)).run();
    }
  }

  /**
   * Generates samples in the form of the data, in evaluation mode, with the averaged weights if
   * there are any.
   */
  float[] generate(Batch inputs) {
    return generated("generate", script.generate(), inputs);
  }

  /** Computes the output of the network that will be exported, as {@link #generate} does. */
  float[] values(Batch inputs) {
    return generated("values", script.values(), inputs);
  }

  private float[] generated(String name, WganProgram.Method method, Batch inputs) {
    Parameters parameters = average == null ? generator : average;
    try (NDManager scope = manager.newSubManager()) {
      return Tensors.floats(
          program
              .call(name, scope)
              .list(parameters.trainable())
              .list(parameters.running())
              .list(tensors(method, inputs, scope))
              .run()
              .get(0));
    }
  }

  /** The critic's score of each sample, in evaluation mode. */
  float[] score(Batch samples) {
    try (NDManager scope = manager.newSubManager()) {
      return Tensors.floats(
          program
              .call("score", scope)
              .list(critic.trainable())
              .list(critic.running())
              .list(vectors)
              .list(tensors(script.score(), samples, scope))
              .run()
              .get(0));
    }
  }

  TorchProgram program() {
    return program;
  }

  WganProgram script() {
    return script;
  }

  NDManager manager() {
    return manager;
  }

  Parameters generator() {
    return generator;
  }

  Parameters critic() {
    return critic;
  }

  /** The vectors of the power iteration, as the program takes them: never an empty list. */
  NDList vectors() {
    return vectors;
  }

  Weights generatorWeights() {
    return generator.toWeights();
  }

  Weights criticWeights() {
    return critic.toWeights();
  }

  @Nullable Weights averageWeights() {
    return average == null ? null : average.toWeights();
  }

  /** Everything that a checkpoint needs in addition to the weights. */
  Weights optimizerState() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put("generator", generatorState, tensors);
    put("critic", criticState, tensors);
    put("iterate", iterates, tensors);
    return Weights.of(tensors);
  }

  private static void put(String name, NDList list, Map<String, Tensor> to) {
    for (int i = 0; i < list.size(); i++) {
      int[] dims = new int[list.get(i).getShape().dimension()];
      for (int d = 0; d < dims.length; d++) {
        dims[d] = Math.toIntExact(list.get(i).getShape().get(d));
      }
      to.put(
          name + "." + i, Tensor.of(dev.wgan.network.Shape.of(dims), Tensors.floats(list.get(i))));
    }
  }

  /** Restores the result of {@link #optimizerState}, and the moving average. */
  void restore(Weights state, @Nullable Weights averaged) {
    restore("generator", generatorState, state);
    restore("critic", criticState, state);
    restore("iterate", iterates, state);
    if (averaged != null) {
      average = Parameters.of(generatorNetwork, averaged, manager, type);
    }
  }

  private void restore(String name, NDList list, Weights state) {
    for (int i = 0; i < list.size(); i++) {
      Tensor tensor = state.get(name + "." + i);
      NDArray restored = Tensors.create(manager, tensor.toArray(), tensor.shape(), type);
      Shape expected = list.get(i).getShape();
      if (!restored.getShape().equals(expected)) {
        throw new TrainingException(
            "the optimizer state %s.%s is %s: expected %s"
                .formatted(name, i, restored.getShape(), expected));
      }
      list.get(i).close();
      list.set(i, restored);
    }
  }

  NetworkSpec criticNetwork() {
    return criticNetwork;
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
