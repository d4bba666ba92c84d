package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The buffers and bound tensors of one native run at a time.
 *
 * <p>Not thread-safe: a worker belongs to one run. Closing it frees its tensors; the session is the
 * core's.
 */
final class Worker implements AutoCloseable {
  /** Enough for every size that a batch of many clients may have. */
  private static final int BINDINGS = 64;

  private final ModelSession session;
  private final ModelLayout layout;
  private final boolean single;
  private final int capacity;
  private final Watch watch;
  private final Watchdog watchdog;
  private final @Nullable NoiseFiller noise;
  private final @Nullable ModelInput latentInput;
  private final @Nullable ModelInput labelInput;
  private final int latentSize;
  private final FloatBuffer latents;
  private final LongBuffer labels;
  private final ByteBuffer output;
  private final FloatBuffer floats;
  private final @Nullable Binding[] bindings = new Binding[BINDINGS];
  private int evict;

  /**
   * A worker for runs of up to {@code chunk} samples: as many as a frozen batch holds, or one where
   * every sample runs by itself.
   */
  Worker(ModelSession session, ModelLayout layout, boolean single, int chunk, Watchdog watchdog)
      throws OrtException {
    this.session = session;
    this.layout = layout;
    this.single = single;
    this.capacity = Math.max(chunk, layout.info().frozenBatch());
    this.watchdog = watchdog;
    ModelInfo info = layout.info();
    this.latentInput = info.input(ModelInput.Role.LATENT).orElse(null);
    this.labelInput = info.input(ModelInput.Role.LABEL).orElse(null);
    this.latentSize = latentInput == null ? 0 : (int) Shapes.elements(latentInput.shape());
    this.noise =
        latentInput == null
            ? null
            : new NoiseFiller(info.latentDistribution(), latentSize, capacity);
    this.latents = direct((long) capacity * latentSize * Float.BYTES).asFloatBuffer();
    this.labels = direct(labelInput == null ? 0 : (long) capacity * Long.BYTES).asLongBuffer();
    this.output = direct((long) capacity * layout.sampleSize() * info.output().elementBytes());
    this.floats = output.asFloatBuffer();
    this.watch = new Watch();
  }

  private ByteBuffer direct(long bytes) {
    return NativeMemory.direct(bytes, "%s for %d samples".formatted(layout.model(), capacity));
  }

  /** Fills {@code count} latents from a row on with the noise of a seed, times psi. */
  void fillNoise(int row, long seed, long first, int count, float psi) {
    if (noise == null) {
      return;
    }
    int from = row * latentSize;
    latents.clear().position(from);
    noise.fill(seed, first, count, latents);
    if (psi != 1f) {
      for (int i = from; i < latents.position(); i++) {
        latents.put(i, latents.get(i) * psi);
      }
    }
  }

  /** Fills labels from a row on: the given ones from an offset on, or those of the seed. */
  void fillLabels(int row, long seed, long first, int count, long @Nullable [] given, int offset) {
    if (labelInput == null) {
      return;
    }
    int classes = layout.info().classNames().size();
    for (int i = 0; i < count; i++) {
      long label = given != null ? given[offset + i] : Noise.label(seed, first + i, classes);
      labels.put(row + i, label);
    }
  }

  /**
   * Fills the rows that only make up a frozen batch: with the one sample if it runs by itself, so
   * that nothing else is in its batch, with zeros otherwise. What the rows held must not matter.
   */
  void padFrom(int row) {
    if (layout.info().frozenBatch() == 0) {
      return;
    }
    if (single) {
      repeatFirst();
      return;
    }
    for (int i = row * latentSize; i < latents.capacity(); i++) {
      latents.put(i, 0f);
    }
    for (int i = row; i < labels.capacity(); i++) {
      labels.put(i, 0L);
    }
  }

  private void repeatFirst() {
    for (int i = latentSize; i < latents.capacity(); i++) {
      latents.put(i, latents.get(i - latentSize));
    }
    for (int i = 1; i < labels.capacity(); i++) {
      labels.put(i, labels.get(0));
    }
  }

  /** Whether every sample runs by itself, in memory of its own that is always placed alike. */
  boolean single() {
    return single;
  }

  /** The batch that the graph is run with for {@code count} samples. */
  int batch(int count) {
    return layout.info().frozenBatch() > 0 ? capacity : count;
  }

  /** The bound tensors for a batch; the inputs are those filled by this worker. */
  Binding binding(int batch) throws OrtException {
    for (Binding binding : bindings) {
      if (binding == null) {
        break;
      }
      if (binding.batch == batch) {
        return binding;
      }
    }
    Binding made = new Binding(batch);
    Binding old = bindings[evict];
    if (old != null) {
      old.close();
    }
    bindings[evict] = made;
    evict = (evict + 1) % BINDINGS;
    return made;
  }

  /** Runs a batch from these inputs into these outputs, unless the signal stops it. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, StopSignal signal) {
    boolean stopped = false;
    OrtException failure = null;
    watch.begin(signal);
    watchdog.wake();
    try {
      session.run(inputs, Set.of(), outputs, watch.runOptions()).close();
    } catch (OrtException e) {
      failure = e;
    } finally {
      stopped = watch.end();
    }
    if (failure != null) {
      throw stopped
          ? signal.failure()
          : new RunException(
              layout.model() + " could not be run: " + Messages.firstLine(failure), failure);
    }
  }

  Watch watch() {
    return watch;
  }

  ModelLayout layout() {
    return layout;
  }

  /**
   * What is wrong with samples from a row on, the first being number {@code offset} of its call.
   */
  @Nullable RunException notFinite(int row, int count, int offset) {
    boolean bytes = layout.info().output().type() == TensorData.ElementType.UINT8;
    return bytes
        ? null
        : FiniteCheck.find(layout, floats, row * layout.sampleSize(), count, offset);
  }

  /** Copies samples from a row on to an array from an element on. */
  void copyFloats(int row, int count, float[] to, int offset) {
    floats.get(row * layout.sampleSize(), to, offset, count * layout.sampleSize());
  }

  /** Copies samples from a row on to an array from an element on. */
  void copyBytes(int row, int count, byte[] to, int offset) {
    output.get(row * layout.sampleSize(), to, offset, count * layout.sampleSize());
  }

  /** Copies the first samples into a buffer of the output's type, from a position on. */
  void copyTo(int count, Buffer to, int position) {
    int elements = count * layout.sampleSize();
    if (to instanceof FloatBuffer values) {
      values.put(position, floats, 0, elements);
    } else {
      ((ByteBuffer) to).put(position, output, 0, elements);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < BINDINGS; i++) {
      Binding binding = bindings[i];
      if (binding != null) {
        binding.close();
        bindings[i] = null;
      }
    }
    watch.close();
  }

  /** A tensor over the caller's memory for the output of a batch; the caller closes it. */
  OnnxTensor outputOver(Buffer memory, int batch) throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    long[] dims = Shapes.batched(batch, layout.graphShape());
    return memory instanceof FloatBuffer values
        ? OnnxTensor.createTensor(environment, values, dims)
        : OnnxTensor.createTensor(environment, (ByteBuffer) memory, dims, OnnxJavaType.UINT8);
  }

  /** Tensors over the worker's buffers for one batch size. */
  final class Binding implements AutoCloseable {
    private final int batch;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private Binding(int batch) throws OrtException {
      this.batch = batch;
      OrtEnvironment environment = NativeRuntime.environment();
      Map<String, OnnxTensor> made = new LinkedHashMap<>();
      if (latentInput != null) {
        made.put(
            latentInput.name(),
            OnnxTensor.createTensor(
                environment,
                latents.duplicate().clear().limit(batch * latentSize),
                Shapes.batched(batch, latentInput.shape())));
      }
      if (labelInput != null) {
        made.put(
            labelInput.name(),
            OnnxTensor.createTensor(
                environment,
                labels.duplicate().clear().limit(batch),
                Shapes.batched(batch, labelInput.shape())));
      }
      this.inputs = made;
      int elements = batch * layout.sampleSize();
      Buffer memory =
          layout.info().output().type() == TensorData.ElementType.UINT8
              ? output.duplicate().order(ByteOrder.nativeOrder()).clear().limit(elements)
              : floats.duplicate().clear().limit(elements);
      this.outputs = Map.of(layout.info().output().name(), outputOver(memory, batch));
    }

    Map<String, OnnxTensor> inputs() {
      return inputs;
    }

    Map<String, OnnxTensor> outputs() {
      return outputs;
    }

    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}
