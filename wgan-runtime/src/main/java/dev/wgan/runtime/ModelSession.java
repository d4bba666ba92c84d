package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private ModelLayout layout;

  private ModelSession(
      OrtSession session, OrtSession.SessionOptions sessionOptions, ModelLayout layout) {
    this.session = session;
    this.sessionOptions = sessionOptions;
    this.layout = layout;
  }

  /** Loads a model; nothing native is left behind if that fails. */
  static ModelSession open(String model, byte[] bytes, GeneratorOptions options) {
    OrtEnvironment environment = NativeRuntime.environment();
    OrtSession.SessionOptions sessionOptions = new OrtSession.SessionOptions();
    OrtSession session = null;
    boolean done = false;
    try {
      configure(sessionOptions, options);
      session = environment.createSession(bytes, sessionOptions);
      Map<String, String> properties = session.getMetadata().getCustomMetadata();
      ModelLayout layout =
          new ModelInspector(model, new Metadata(model, properties), options)
              .inspect(
                  session.getInputInfo().values(), session.getOutputInfo().values(), properties);
      ModelSession opened = new ModelSession(session, sessionOptions, layout);
      opened.probe();
      done = true;
      return opened;
    } catch (OrtException e) {
      throw new ModelLoadException(
          model + " is no model that ONNX Runtime can load: " + Messages.firstLine(e), e);
    } finally {
      if (!done) {
        closeQuietly(session, sessionOptions);
      }
    }
  }

  private static void configure(OrtSession.SessionOptions to, GeneratorOptions options)
      throws OrtException {
    // Failures come back as exceptions; the native log would only repeat them on standard error.
    to.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    to.setIntraOpNumThreads(1);
    to.setInterOpNumThreads(1);
    to.addConfigEntry("session.intra_op.allow_spinning", "0");
    to.addConfigEntry("session.inter_op.allow_spinning", "0");
    to.setCPUArenaAllocator(options.memoryArena());
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
        shape.add(Math.toIntExact(dims[i]));
      }
      return shape;
    }
  }

  private OnnxTensor zeros(ModelInput input) throws OrtException {
    OnnxJavaType type = OnnxJavaType.valueOf(input.type());
    int batch = Math.max(1, layout.info().frozenBatch());
    long[] dims =
        input.batched()
            ? Shapes.batched(batch, input.shape())
            : input.shape().stream().mapToLong(Integer::longValue).toArray();
    long bytes = type.size;
    for (long dim : dims) {
      bytes = Math.multiplyExact(bytes, dim);
    }
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(NativeRuntime.environment(), buffer, dims, type);
  }

  @Override
  public void close() {
    closeQuietly(session, sessionOptions);
  }

  /** The session first: it must not outlive its options. */
  private static void closeQuietly(
      @org.jspecify.annotations.Nullable OrtSession session,
      OrtSession.SessionOptions sessionOptions) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new RunException("ONNX Runtime failed to free a session: " + Messages.firstLine(e), e);
    } finally {
      sessionOptions.close();
    }
  }
}
