package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One loaded ONNX Runtime session and what is known of its model.
 *
 * <p>Running is thread-safe; closing is not, and must wait for every run (see {@link InFlight}).
 * Owned by one {@link GeneratorCore}.
 */
final class ModelSession implements AutoCloseable {
  private final OrtSession session;
  private final OrtSession.SessionOptions sessionOptions;
  private final LentWeights weights;
  private final ActiveProvider provider;
  private ModelLayout layout;

  private ModelSession(
      OrtSession session,
      OrtSession.SessionOptions sessionOptions,
      LentWeights weights,
      ModelLayout layout,
      ActiveProvider provider) {
    this.session = session;
    this.sessionOptions = sessionOptions;
    this.weights = weights;
    this.layout = layout;
    this.provider = provider;
  }

  /**
   * Loads a model where the options say, or on the CPU if they only prefer another provider;
   * nothing native is left behind if that fails.
   */
  static ModelSession open(ModelSource source, GeneratorOptions options) {
    ExecutionProvider wanted = options.provider();
    try {
      return open(source, options, new ActiveProvider(wanted, Optional.empty()));
    } catch (OrtException e) {
      if (!(wanted instanceof ExecutionProvider.Cuda cuda)) {
        throw unloadable(source, e);
      }
      String reason = "%s cannot run: %s".formatted(cuda, Messages.firstLine(e));
      if (cuda.required()) {
        throw new ProviderException(
            reason
                + " (it needs wgan-runtime-cuda, CUDA 12 and cuDNN 9; the option allows the CPU"
                + " if it is not orFail)",
            e);
      }
      return onCpu(source, options, reason);
    }
  }

  private static ModelSession onCpu(ModelSource source, GeneratorOptions options, String reason) {
    try {
      ActiveProvider cpu = new ActiveProvider(ExecutionProvider.cpu(), Optional.of(reason));
      ModelSession session = open(source, options, cpu);
      System.getLogger(Generator.class.getName())
          .log(System.Logger.Level.WARNING, "{0} runs on the CPU: {1}", source.name(), reason);
      return session;
    } catch (OrtException e) {
      throw unloadable(source, e);
    }
  }

  private static ModelLoadException unloadable(ModelSource source, OrtException e) {
    return new ModelLoadException(
        source.name() + " is no model that ONNX Runtime can load: " + Messages.firstLine(e), e);
  }

  private static ModelSession open(
      ModelSource source, GeneratorOptions options, ActiveProvider provider) throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    OrtSession.SessionOptions settings = SessionSettings.create(options, provider.running());
    OrtSession session = null;
    LentWeights weights = null;
    boolean done = false;
    try {
      weights = source.lend(settings);
      session = environment.createSession(source.bytes(), settings);
      ModelLayout layout =
          new ModelInspector(source.name(), source.structure(), source.metadata(), options)
              .inspect(session.getInputInfo().values(), session.getOutputInfo().values());
      requireReproducible(layout, options);
      ModelSession opened = new ModelSession(session, settings, weights, layout, provider);
      opened.probe();
      done = true;
      return opened;
    } finally {
      if (!done) {
        closeQuietly(session, settings, weights);
      }
    }
  }

  private static void requireReproducible(ModelLayout layout, GeneratorOptions options) {
    Batching batching = layout.info().batching();
    if (batching.mode() == Batching.Mode.IRREPRODUCIBLE && !options.allowIrreproducible()) {
      throw new ModelLoadException(
          "%s is not reproducible: %s, so that the samples of a seed differ from call to call; the option allowIrreproducible accepts that"
              .formatted(layout.model(), batching.reason()));
    }
  }

  /**
   * Whether every sample runs by itself, because a batch would change its bits. On other providers
   * than the CPU bits are not promised, only that samples do not depend on each other.
   */
  boolean single(GeneratorOptions options) {
    boolean cpu = provider.running() instanceof ExecutionProvider.Cpu;
    return !options.batchAlways()
        && switch (layout.info().batching().mode()) {
          case INVARIANT, IRREPRODUCIBLE -> false;
          case ROUNDS -> cpu;
          case MIXES -> true;
        };
  }

  ActiveProvider provider() {
    return provider;
  }

  ModelLayout layout() {
    return layout;
  }

  /** Runs the graph; what the result owns is the caller's to close. */
  OrtSession.Result run(
      Map<String, OnnxTensor> inputs,
      Set<String> outputs,
      Map<String, OnnxTensor> pinned,
      OrtSession.RunOptions options)
      throws OrtException {
    return session.run(inputs, outputs, pinned, options);
  }

  /** Finds the size of a sample by one run on zeros, where the graph leaves it open. */
  private void probe() throws OrtException {
    List<ModelInput> inputs = layout.info().inputs();
    if (layout.fixed() || !inputs.stream().allMatch(ModelInput::fixed)) {
      return;
    }
    Map<String, OnnxTensor> zeros = new LinkedHashMap<>();
    try {
      for (ModelInput input : inputs) {
        zeros.put(input.name(), zeros(input));
      }
      layout = layout.withGraphShape(sampleShape(zeros));
    } finally {
      zeros.values().forEach(OnnxTensor::close);
    }
  }

  /** The dimensions of one sample that the graph gives for these inputs. */
  List<Integer> sampleShape(Map<String, OnnxTensor> inputs) throws OrtException {
    String output = layout.info().output().name();
    try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
      long[] dims = ((TensorInfo) result.get(0).getInfo()).getShape();
      List<Integer> shape = new ArrayList<>();
      for (int i = 1; i < dims.length; i++) {
        shape.add((int) Math.min(Integer.MAX_VALUE, dims[i]));
      }
      return shape;
    }
  }

  /** A tensor of zeros for an input, one sample or the frozen batch; the caller closes it. */
  OnnxTensor zeros(ModelInput input) throws OrtException {
    OnnxJavaType type = OnnxJavaType.valueOf(input.type());
    int batch = Math.max(1, layout.info().frozenBatch());
    long[] dims =
        input.batched()
            ? Shapes.batched(batch, input.shape())
            : input.shape().stream().mapToLong(Integer::longValue).toArray();
    double bytes = type.size;
    for (long dim : dims) {
      bytes *= dim;
    }
    ByteBuffer buffer =
        NativeMemory.direct((long) bytes, "%s for one %s".formatted(layout.model(), input));
    return OnnxTensor.createTensor(NativeRuntime.environment(), buffer, dims, type);
  }

  @Override
  public void close() {
    closeQuietly(session, sessionOptions, weights);
  }

  /** The session first: it must outlive neither its options nor its weights. */
  private static void closeQuietly(
      @org.jspecify.annotations.Nullable OrtSession session,
      OrtSession.SessionOptions sessionOptions,
      @org.jspecify.annotations.Nullable LentWeights weights) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new RunException("ONNX Runtime failed to free a session: " + Messages.firstLine(e), e);
    } finally {
      sessionOptions.close();
      if (weights != null) {
        weights.close();
      }
    }
  }
}
