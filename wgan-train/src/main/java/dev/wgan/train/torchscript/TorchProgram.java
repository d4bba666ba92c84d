package dev.wgan.train.torchscript;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A TorchScript program in PyTorch's memory, whose methods are called with tensors.
 *
 * <p>Not thread-safe: one thread at a time, because arguments are named while a call prepares. The
 * caller closes it.
 */
public final class TorchProgram implements AutoCloseable {
  private final Model model;
  private final PtSymbolBlock block;

  private TorchProgram(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Compiles methods.
   *
   * @param methods TorchScript method definitions, not indented, each taking {@code self:
   *     __torch__.Program} first
   * @return the program, to be closed
   * @throws IllegalArgumentException if the engine refuses the source; its message contains the
   *     place
   */
  public static TorchProgram compile(String methods) {
    Model model = Model.newInstance("program", "PyTorch");
    try {
      ((PtModel) model).load(new ByteArrayInputStream(ScriptArchive.of(methods)));
      return new TorchProgram(model);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalArgumentException(
          "PyTorch refused a TorchScript program: " + e.getMessage(), e);
    }
  }

  /**
   * Starts a call.
   *
   * @param method a method of this program
   * @param scope the manager that owns the results
   * @return the call, to be given its arguments in order and run
   */
  public Call call(String method, NDManager scope) {
    return new Call(method, scope);
  }

  /**
   * Seeds the engine's generator of random numbers on every device; the next draws of every program
   * depend on the seed only.
   *
   * @param seed any number
   */
  public static void seed(long seed) {
    JniUtils.setSeed(seed);
  }

  @Override
  public void close() {
    model.close();
  }

  /**
   * A call in preparation.
   *
   * <p>Not thread-safe; used once.
   */
  public final class Call {
    private final NDList inputs = new NDList();
    private int lists;

    private Call(String method, NDManager scope) {
      // The engine reads the method from an input's name, and attaches the results to the manager
      // of
      // the first input: one small tensor in the caller's scope serves both.
      NDArray selector = scope.create(0f);
      selector.setName("module_method:" + method);
      inputs.add(selector);
    }

    /**
     * Adds an argument of type {@code Tensor}.
     *
     * @param argument the tensor
     * @return this call
     */
    public Call tensor(NDArray argument) {
      inputs.add(argument);
      return this;
    }

    /**
     * Adds an argument of type {@code List[Tensor]}, which the program may change in place.
     *
     * @param arguments one tensor or more
     * @return this call
     * @throws IllegalArgumentException if the list is empty, which the engine does not support
     */
    public Call list(NDList arguments) {
      if (arguments.isEmpty()) {
        throw new IllegalArgumentException("a list argument has no tensor: expected at least one");
      }
      String name = "list" + lists++ + "[]";
      for (NDArray argument : arguments) {
        argument.setName(name);
        inputs.add(argument);
      }
      return this;
    }

    /**
     * Runs the method, with gradients on and the graph executor's rewriting off, so that every call
     * computes equal bits.
     *
     * @return the tensors that the method returned, owned by the scope
     * @throws ai.djl.engine.EngineException if the program fails
     */
    public NDList run() {
      boolean gradients = JniUtils.isGradMode();
      JniUtils.setGradMode(true);
      JniUtils.setGraphExecutorOptimize(false);
      try {
        return IValueUtils.forward(block, inputs, true);
      } finally {
        JniUtils.setGradMode(gradients);
        inputs.forEach(input -> input.setName(null));
      }
    }
  }
}
