package dev.wgan.train.classify;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.torchscript.NamedTensors;
import dev.wgan.train.torchscript.Parameters;
import dev.wgan.train.torchscript.ScriptNetwork;
import dev.wgan.train.torchscript.Tensors;
import dev.wgan.train.torchscript.TorchProgram;
import dev.wgan.train.torchscript.Tracked;
import java.util.List;

/**
 * A classifier and its optimizer's state in the engine's memory, and the step that trains it by
 * cross-entropy.
 *
 * <p>Not thread-safe. The creator closes it.
 */
final class ClassifierModel implements AutoCloseable {
  private static final Optimizer ADAM = new Adam(0.9, 0.999, 1e-8);

  private final Shape sample;
  private final NDManager manager;
  private final TorchProgram program;
  private final Parameters parameters;
  private final NDList state = new NDList();

  ClassifierModel(NetworkSpec network, Weights weights, Device device) {
    sample = network.inputs().get(0).shape();
    manager = NDManager.newBaseManager(device, "PyTorch");
    try {
      parameters = Parameters.of(network, weights, manager, DataType.FLOAT32);
      for (Shape shape : ADAM.state(parameters.trainableSpecs())) {
        state.add(Tensors.create(manager, new float[shape.elements()], shape, DataType.FLOAT32));
      }
      program = TorchProgram.compile(source(ScriptNetwork.of("network", network)));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * The loss of the scores, which come after the features: the mean of {@code -log
   * softmax(scores)[label]}.
   */
  private static String source(ScriptNetwork network) {
    return network.source()
        + Tracked.SOURCE
        + ADAM.script()
        + """
        def step(self: __torch__.Program, w: List[Tensor], b: List[Tensor], s: List[Tensor], sample: Tensor, label: Tensor, lr: Tensor) -> Tensor:
          p = (self).tracked(w)
          output = %s[0]
          scores = torch.narrow(output, 1, %s, torch.size(output, 1) - %s)
          loss = torch.nll_loss(torch.log_softmax(scores, 1), label)
          d = torch.autograd.grad([loss], p)
          (self).update(w, d, s, float(lr))
          return torch.detach(loss)
        """
            .formatted(
                network.call("p", "b", true, NamedTensors.variables(List.of("sample"))),
                ClassifierNetwork.FEATURES,
                ClassifierNetwork.FEATURES);
  }

  /** One step; returns the loss before it. */
  double step(float[] images, long[] labels, double rate) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray loss =
          program
              .call("step", scope)
              .list(parameters.trainable())
              .list(parameters.running())
              .list(state)
              .tensor(
                  scope.create(images, new ai.djl.ndarray.types.Shape(sample.batch(labels.length))))
              .tensor(scope.create(labels))
              .tensor(scope.create(rate))
              .run()
              .get(0);
      return Tensors.floats(loss)[0];
    }
  }

  Weights weights() {
    return parameters.toWeights();
  }

  @Override
  public void close() {
    program.close();
    manager.close();
  }
}
