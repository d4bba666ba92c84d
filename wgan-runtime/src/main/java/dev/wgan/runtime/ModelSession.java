package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One loaded ONNX Runtime session and what is known of its model.
 *
 * <p>Running is thread-safe; closing is not, and must wait for every run (see {@link
 * InFlightGuard}). Owned by one {@link GeneratorCore}.
 */
final class ModelSession implements AutoCloseable {
  private final OrtSession session;
  private final OrtSession.SessionOptions sessionOptions;
  private final LentWeights weights;
  private final ActiveProvider provider;
  private final @Nullable RunSizes sizes;
  private ModelLayout layout;

  private ModelSession(
      OrtSession session,
      OrtSession.SessionOptions sessionOptions,
      LentWeights weights,
      ModelLayout layout,
      ActiveProvider provider,
      @Nullable RunSizes sizes) {
    this.session = session;
    this.sessionOptions = sessionOptions;
    this.weights = weights;
    this.layout = layout;
    this.provider = provider;
    this.sizes = sizes;
  }

  /**
   * Loads a model where the options say, or on the CPU if they only prefer another provider; no
   * native memory remains if that fails.
   */
  static ModelSession open(ModelSource source, GeneratorOptions options) {
    ExecutionProvider wanted = options.provider();
    try {
      return open(source, options, new ActiveProvider(wanted, Optional.empty()));
    } catch (OrtException e) {
      return onCpu(source, options, ProviderBackend.of(wanted).reasonForCpu(source.name(), e));
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
      throw CpuBackend.unloadable(source.name(), e);
    }
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
      RunSizes sizes = RunSizes.of(source.name(), source.structure(), options);
      ModelSession opened = new ModelSession(session, settings, weights, layout, provider, sizes);
      opened.probe(options);
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
          FailureSentence.of(
              "%s is not reproducible: %s, so that the samples of a seed differ from call to call;"
                  + " %s accepts that",
              layout.model(), batching.reason(), Setting.ALLOW_IRREPRODUCIBLE));
    }
  }

  /**
   * Returns whether every sample runs by itself, because a batch would change its bits. On other
   * providers than the CPU bits are not promised, only that samples do not depend on each other.
   */
  boolean single(GeneratorOptions options) {
    return !options.batchAlways()
        && switch (layout.info().batching().mode()) {
          case INVARIANT, IRREPRODUCIBLE -> false;
          case ROUNDS -> ProviderBackend.of(provider.running()).promisesBits();
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
    if (sizes != null) {
      sizes.requireTensors(inputs);
    }
    return session.run(inputs, outputs, pinned, options);
  }

  /**
   * Finds the size of a sample by a run on zeros, where the graph leaves it open and takes nothing
   * that only callers have. Two samples show whether the output counts them; a graph that does not
   * take two makes one at a time.
   *
   * @throws SamplingTimeoutException if a run takes longer than the options let loading take
   */
  private void probe(GeneratorOptions options) {
    ModelInfo info = layout.info();
    requireSizes();
    if (layout.fixed()) {
      return;
    }
    if (!info.inputs().stream().allMatch(input -> input.isDrawn() && input.fixed())) {
      // The caller's description of the samples holds until a run shows otherwise.
      if (info.output().fixed() && Shapes.fits(info.output().shape(), layout.graphShape())) {
        layout = layout.withGraphShape(info.output().shape());
      }
      return;
    }
    if (info.frozenBatch() > 0) {
      layout = layout.withOutput(outputOnZeros(info.frozenBatch(), options), info.frozenBatch());
      return;
    }
    try {
      layout = layout.withOutput(outputOnZeros(2, options), 2);
    } catch (ModelLoadException two) {
      ModelLayout one = layout.withFrozenBatch(1);
      try {
        layout = one.withOutput(outputOnZeros(1, options), 1);
      } catch (ModelLoadException e) {
        e.addSuppressed(two);
        throw e;
      }
    }
  }

  /** Checks the sizes now if all are known. */
  private void requireSizes() {
    List<ModelInput> inputs = layout.info().inputs();
    if (sizes == null || !inputs.stream().allMatch(input -> input.isDrawn() && input.fixed())) {
      return;
    }
    int batch = Math.max(1, layout.info().frozenBatch());
    Map<String, long[]> dims = new LinkedHashMap<>();
    inputs.forEach(input -> dims.put(input.name(), input.dims(batch)));
    try {
      sizes.requireDims(dims);
    } catch (InputException e) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s; %s sets another shape", String.valueOf(e.getMessage()), Setting.LATENT_SHAPE),
          e);
    }
  }

  /** The dimensions of the output for zeros as latents and labels. */
  private List<Integer> outputOnZeros(int batch, GeneratorOptions options) {
    Map<String, OnnxTensor> zeros = new LinkedHashMap<>();
    try {
      for (ModelInput input : layout.info().inputs()) {
        zeros.put(input.name(), zeros(input, batch));
      }
      Set<String> output = Set.of(layout.info().output().name());
      if (sizes != null) {
        sizes.requireTensors(zeros);
      }
      return LoadLimit.run(
          options,
          limits -> {
            try (OrtSession.Result result = session.run(zeros, output, Map.of(), limits)) {
              return FoundOutput.dims(result);
            }
          });
    } catch (OrtException e) {
      List<List<Integer>> shapes = layout.info().inputs().stream().map(ModelInput::shape).toList();
      throw new ModelLoadException(
          FailureSentence.of(
              "%s cannot be run on inputs of shape %s: %s; %s sets another shape",
              layout.model(), shapes, Messages.reason(e), Setting.LATENT_SHAPE),
          e);
    } finally {
      zeros.values().forEach(OnnxTensor::close);
    }
  }

  /** A tensor of zeros for an input; the caller closes it. */
  private OnnxTensor zeros(ModelInput input, int batch) throws OrtException {
    NativeType type = input.type();
    long[] dims = input.dims(batch);
    double bytes = type.bytes();
    for (long dim : dims) {
      bytes *= dim;
    }
    ByteBuffer buffer =
        NativeMemory.direct((long) bytes, "%s for one %s".formatted(layout.model(), input));
    return OnnxTensor.createTensor(NativeRuntime.environment(), buffer, dims, type.java());
  }

  @Override
  public void close() {
    closeQuietly(session, sessionOptions, weights);
  }

  /** The session first: it must outlive neither its options nor its weights. */
  private static void closeQuietly(
      @Nullable OrtSession session,
      OrtSession.SessionOptions sessionOptions,
      @Nullable LentWeights weights) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new RunException("ONNX Runtime failed to free a session: " + Messages.reason(e), e);
    } finally {
      sessionOptions.close();
      if (weights != null) {
        weights.close();
      }
    }
  }
}
