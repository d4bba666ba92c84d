package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.wgan.noise.Noise;
import dev.wgan.noise.NoiseFiller;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The buffers and bound tensors of one native run at a time.
 *
 * <p>Not thread-safe: a worker belongs to one run. Closing it frees its tensors; the session is the
 * core's.
 */
final class SessionWorker implements AutoCloseable {
  /** Enough for every size that a batch of many clients may have. */
  private static final int BINDINGS = 64;

  private final ModelSession session;
  private final ModelLayout layout;
  private final boolean single;
  private final int capacity;
  private final RunStopSwitch stopSwitch;

  /** The next idle worker of the pool, while this one is idle. */
  @Nullable SessionWorker nextIdle;

  private final @Nullable NoiseFiller noise;
  private final @Nullable ModelInput latentInput;
  private final @Nullable ModelInput labelInput;
  private final int latentSize;
  private final FloatBuffer latents;
  private final LongBuffer labels;

  /** The graph's inputs: the latents and labels themselves, unless it takes another type. */
  private final @Nullable Encoded encodedLatents;

  private final @Nullable Encoded encodedLabels;
  private final ByteBuffer output;
  private final FloatBuffer floats;
  private final @Nullable Binding[] bindings = new Binding[BINDINGS];
  private int evict;

  /**
   * A worker for runs of up to {@code chunk} samples: the size of a frozen batch, or one if every
   * sample runs by itself.
   */
  SessionWorker(ModelSession session, ModelLayout layout, boolean single, int chunk, Object owner)
      throws OrtException {
    this.session = session;
    this.layout = layout;
    this.single = single;
    this.capacity = Math.max(chunk, layout.info().frozenBatch());
    ModelInfo info = layout.info();
    this.latentInput = info.input(ModelInput.Role.LATENT).orElse(null);
    this.labelInput = info.input(ModelInput.Role.LABEL).orElse(null);
    this.latentSize = latentInput == null ? 0 : (int) Shapes.elements(latentInput.shape());
    this.noise =
        latentInput == null
            ? null
            : NoiseFiller.of(info.latentDistribution(), latentSize, capacity);
    this.latents = direct((long) capacity * latentSize * Float.BYTES).asFloatBuffer();
    this.labels = direct(labelInput == null ? 0 : (long) capacity * Long.BYTES).asLongBuffer();
    this.encodedLatents = encoded(latentInput, NativeType.FLOAT, latentSize);
    this.encodedLabels = encoded(labelInput, NativeType.INT64, 1);
    this.output = direct((long) capacity * layout.sampleSize() * layout.type().bytes());
    this.floats = output.asFloatBuffer();
    this.stopSwitch = new RunStopSwitch(owner);
  }

  private @Nullable Encoded encoded(@Nullable ModelInput input, NativeType plain, int size) {
    if (input == null || input.type() == plain) {
      return null;
    }
    return new Encoded(input.type(), direct((long) capacity * size * input.type().bytes()));
  }

  private ByteBuffer direct(long bytes) {
    return NativeMemory.direct(bytes, "%s for %s samples".formatted(layout.model(), capacity));
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
    if (encodedLatents != null) {
      encodedLatents.encode(latents, from, latents.position());
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
    if (encodedLabels != null) {
      encodedLabels.encode(labels, row, row + count);
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
    } else {
      fillUp(row);
    }
    if (encodedLatents != null) {
      encodedLatents.encode(latents, row * latentSize, latents.capacity());
    }
    if (encodedLabels != null) {
      encodedLabels.encode(labels, row, labels.capacity());
    }
  }

  private void fillUp(int row) {
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

  /**
   * Returns whether every sample runs by itself, in memory of its own that is always placed alike.
   */
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
    bindings[evict] = made;
    evict = (evict + 1) % BINDINGS;
    if (old != null) {
      old.close();
    }
    return made;
  }

  /** Runs a batch from these inputs into these outputs, unless the signal stops it. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, StopSignal signal) {
    run(() -> session.run(inputs, Set.of(), outputs, stopSwitch.runOptions()).close(), signal);
  }

  /** Runs a batch from these inputs, and returns an output of unknown size. */
  FoundOutput find(Map<String, OnnxTensor> inputs, StopSignal signal) {
    List<FoundOutput> found = new ArrayList<>(1);
    Set<String> name = Set.of(layout.info().output().name());
    run(
        () -> {
          try (OrtSession.Result result =
              session.run(inputs, name, Map.of(), stopSwitch.runOptions())) {
            found.add(FoundOutput.of(result));
          }
        },
        signal);
    return found.get(0);
  }

  private interface NativeRun {
    void run() throws OrtException;
  }

  private void run(NativeRun body, StopSignal signal) {
    boolean stopped = false;
    OrtException failure = null;
    HeapReserve.require();
    stopSwitch.begin(signal);
    Watchdog.wake();
    try {
      body.run();
    } catch (OrtException e) {
      failure = e;
    } finally {
      stopped = stopSwitch.end();
    }
    if (failure != null) {
      throw stopped
          ? signal.failure()
          : new RunException(
              layout.model() + " could not be run: " + Messages.reason(failure), failure);
    }
  }

  RunStopSwitch stopSwitch() {
    return stopSwitch;
  }

  ModelLayout layout() {
    return layout;
  }

  /**
   * Returns what is wrong with samples from a row on, the first being number {@code offset} of its
   * call.
   */
  @Nullable RunException notFinite(int row, int count, int offset) {
    if (layout.type() == NativeType.FLOAT) {
      return FiniteCheck.find(layout, floats, row * layout.sampleSize(), count, offset);
    }
    if (!layout.type().isReal()) {
      return null;
    }
    float[] values = new float[count * layout.sampleSize()];
    copyFloats(row, count, values, 0);
    return FiniteCheck.find(layout, FloatBuffer.wrap(values), 0, count, offset);
  }

  /** Copies samples from a row on to an array from an element on. */
  void copyFloats(int row, int count, float[] to, int offset) {
    int first = row * layout.sampleSize();
    int elements = count * layout.sampleSize();
    if (layout.type() == NativeType.FLOAT) {
      floats.get(first, to, offset, elements);
      return;
    }
    for (int i = 0; i < elements; i++) {
      to[offset + i] = layout.type().get(output, first + i);
    }
  }

  /** Copies samples from a row on to an array from an element on. */
  void copyBytes(int row, int count, byte[] to, int offset) {
    output.get(row * layout.sampleSize(), to, offset, count * layout.sampleSize());
  }

  /** Copies the first samples into a buffer of the samples' type, from a position on. */
  void copyTo(int count, Buffer to, int position) {
    int elements = count * layout.sampleSize();
    if (!(to instanceof FloatBuffer values)) {
      ((ByteBuffer) to).put(position, output, 0, elements);
    } else if (layout.type() == NativeType.FLOAT) {
      values.put(position, floats, 0, elements);
    } else {
      for (int i = 0; i < elements; i++) {
        values.put(position + i, layout.type().get(output, i));
      }
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
    stopSwitch.close();
  }

  /**
   * A tensor over the caller's memory for the output of a batch, which has the graph's own type;
   * the caller closes it.
   */
  OnnxTensor outputOver(Buffer memory, int batch) throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    long[] dims = layout.dims(batch);
    return memory instanceof FloatBuffer values
        ? OnnxTensor.createTensor(environment, values, dims)
        : OnnxTensor.createTensor(environment, (ByteBuffer) memory, dims, layout.type().java());
  }

  /** Latents or labels in the type that the graph takes. */
  private record Encoded(NativeType type, ByteBuffer bytes) {
    void encode(FloatBuffer from, int start, int end) {
      bytes.clear().position(start * type.bytes());
      for (int i = start; i < end; i++) {
        type.put(bytes, from.get(i));
      }
    }

    void encode(LongBuffer from, int start, int end) {
      bytes.clear().position(start * type.bytes());
      for (int i = start; i < end; i++) {
        type.put(bytes, from.get(i));
      }
    }

    OnnxTensor tensor(int elements, long[] dims) throws OrtException {
      ByteBuffer part =
          bytes.duplicate().order(ByteOrder.nativeOrder()).clear().limit(elements * type.bytes());
      return OnnxTensor.createTensor(NativeRuntime.environment(), part, dims, type.java());
    }
  }

  /** Tensors over the worker's buffers for one batch size. */
  final class Binding implements AutoCloseable {
    private final int batch;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private Binding(int batch) throws OrtException {
      this.batch = batch;
      Map<String, OnnxTensor> made = new LinkedHashMap<>();
      OrtEnvironment environment = NativeRuntime.environment();
      this.inputs = made;
      boolean complete = false;
      try {
        if (latentInput != null) {
          long[] dims = latentInput.dims(batch);
          int elements = batch * latentSize;
          made.put(
              latentInput.name(),
              encodedLatents != null
                  ? encodedLatents.tensor(elements, dims)
                  : OnnxTensor.createTensor(
                      environment, latents.duplicate().clear().limit(elements), dims));
        }
        if (labelInput != null) {
          long[] dims = labelInput.dims(batch);
          made.put(
              labelInput.name(),
              encodedLabels != null
                  ? encodedLabels.tensor(batch, dims)
                  : OnnxTensor.createTensor(
                      environment, labels.duplicate().clear().limit(batch), dims));
        }
        this.outputs =
            layout.fixed()
                ? Map.of(layout.info().output().name(), outputOver(memory(batch), batch))
                : Map.of();
        complete = true;
      } finally {
        if (!complete) {
          made.values().forEach(OnnxTensor::close);
        }
      }
    }

    private Buffer memory(int batch) {
      int elements = batch * layout.sampleSize();
      return layout.type() == NativeType.FLOAT
          ? floats.duplicate().clear().limit(elements)
          : output
              .duplicate()
              .order(ByteOrder.nativeOrder())
              .clear()
              .limit(elements * layout.type().bytes());
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
