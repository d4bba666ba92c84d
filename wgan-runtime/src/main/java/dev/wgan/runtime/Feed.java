package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.wgan.runtime.ModelInput.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request, checked against the model, ready to be fed chunk by chunk.
 *
 * <p>Immutable and thread-safe: several workers feed their chunks from it.
 */
final class Feed {
  private final long seed;
  private final long first;
  private final float psi;
  private final long @Nullable [] labels;
  private final Map<String, GivenInput> given;
  private final boolean latentGiven;

  Feed(ModelLayout layout, SampleRequest request, long seed) {
    this.seed = seed;
    this.first = request.first();
    this.psi = request.psi();
    if (request.isPlain()) {
      // What most calls are, and small ones should not pay for what they do not use.
      this.labels = null;
      this.given = Map.of();
      this.latentGiven = false;
      checkComplete(layout, given);
      return;
    }
    ModelInfo info = layout.info();
    Map<String, TensorData> values = new HashMap<>(request.inputs());
    this.labels = labels(info, request, values);
    request.latents().ifPresent(latents -> values.put(latentName(layout), scaled(latents, psi)));
    Map<String, GivenInput> checked = new LinkedHashMap<>();
    for (ModelInput input : info.inputs()) {
      TensorData value = values.remove(input.name());
      if (value != null) {
        checked.put(input.name(), new GivenInput(input, value, request.n(), info.frozenBatch()));
      }
    }
    if (!values.isEmpty()) {
      throw new InputException(
          "%s has no input %s: its inputs are %s"
              .formatted(layout.model(), values.keySet(), info.inputs()));
    }
    checkComplete(layout, checked);
    this.given = checked;
    this.latentGiven =
        info.input(Role.LATENT).filter(latent -> checked.containsKey(latent.name())).isPresent();
  }

  private static void checkComplete(ModelLayout layout, Map<String, GivenInput> given) {
    List<ModelInput> inputs = layout.info().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (isMissing(inputs.get(i), given)) {
        throw new InputException(
            "%s must be given the inputs %s by name"
                .formatted(
                    layout.model(),
                    inputs.stream().filter(input -> isMissing(input, given)).toList()));
      }
    }
  }

  private static boolean isMissing(ModelInput input, Map<String, GivenInput> given) {
    boolean drawn = input.role() == Role.LATENT || input.role() == Role.LABEL;
    return !drawn && !given.containsKey(input.name());
  }

  private static String latentName(ModelLayout layout) {
    return layout
        .info()
        .input(Role.LATENT)
        .orElseThrow(
            () ->
                new InputException(
                    "%s has no latent: give its inputs %s by name"
                        .formatted(layout.model(), layout.info().inputs())))
        .name();
  }

  private static TensorData scaled(TensorData latents, float psi) {
    if (psi == 1f) {
      return latents;
    }
    float[] values = latents.floats();
    for (int i = 0; i < values.length; i++) {
      values[i] *= psi;
    }
    return TensorData.of(values, latents.shape().stream().mapToInt(Integer::intValue).toArray());
  }

  /** The labels asked for, one per sample; they may also be given as the label input's value. */
  private static long @Nullable [] labels(
      ModelInfo info, SampleRequest request, Map<String, TensorData> values) {
    long[] asked = request.labels().numbers(info.classNames());
    Optional<ModelInput> input = info.input(Role.LABEL);
    if (asked == null && input.isPresent()) {
      TensorData named = values.remove(input.get().name());
      if (named != null) {
        asked = named.longs();
        Labels.of(asked).requireCount(request.n());
      }
    }
    if (asked == null) {
      return null;
    }
    int classes = info.classes();
    if (classes == 0) {
      throw new InputException("a label was given, but the model is not class-conditional");
    }
    for (long label : asked) {
      if (label < 0 || label >= classes) {
        throw new InputException(
            "the label %d: expected 0 to %d, for the classes %s"
                .formatted(label, classes - 1, info.classNames()));
      }
    }
    if (asked.length == request.n()) {
      return asked;
    }
    long[] all = new long[request.n()];
    java.util.Arrays.fill(all, asked[0]);
    return all;
  }

  /** Feeds samples {@code offset .. offset + count - 1} to a worker and runs it. */
  void run(Worker worker, int offset, int count, StopSignal signal) throws OrtException {
    run(worker, offset, count, worker.binding(worker.batch(count)).outputs(), signal);
  }

  /** The same into given output tensors, of the batch that the graph is run with. */
  void run(Worker worker, int offset, int count, Map<String, OnnxTensor> outputs, StopSignal signal)
      throws OrtException {
    int batch = worker.batch(count);
    Worker.Binding binding = worker.binding(batch);
    fill(worker, 0, offset, count);
    worker.padFrom(count);
    if (given.isEmpty()) {
      worker.run(binding.inputs(), outputs, signal);
      return;
    }
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>(binding.inputs());
    List<OnnxTensor> temporary = new ArrayList<>();
    try {
      for (Map.Entry<String, GivenInput> entry : given.entrySet()) {
        GivenInput value = entry.getValue();
        OnnxTensor tensor =
            worker.single()
                ? value.repeated(offset, batch, worker.layout().model())
                : value.tensor(offset, batch);
        temporary.add(tensor);
        inputs.put(entry.getKey(), tensor);
      }
      worker.run(inputs, outputs, signal);
    } finally {
      temporary.forEach(OnnxTensor::close);
    }
  }

  /** Fills a worker's rows with samples {@code offset .. offset + count - 1}. */
  void fill(Worker worker, int row, int offset, int count) {
    if (!latentGiven) {
      worker.fillNoise(row, seed, first + offset, count, psi);
    }
    worker.fillLabels(row, seed, first + offset, count, labels, offset);
  }

  /** Whether nothing but noise and labels is fed, so that it can share a batch with others. */
  boolean isPlain() {
    return given.isEmpty();
  }

  /** The dimensions of a sample for these inputs, found by making the first one. */
  List<Integer> sampleShape(ModelSession session, int n) throws OrtException {
    if (n == 0) {
      throw new InputException("no samples were asked for, and only a sample can tell its shape");
    }
    int batch = Math.max(1, session.layout().info().frozenBatch());
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (ModelInput input : session.layout().info().inputs()) {
        GivenInput value = given.get(input.name());
        inputs.put(input.name(), value != null ? value.tensor(0, batch) : session.zeros(input));
      }
      return session.sampleShape(inputs);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** Where the samples of this feed come from. */
  SampleOrigin origin(ModelInfo info, int n) {
    return new SampleOrigin(!latentGiven, seed, first, labelsUsed(info, n));
  }

  /** The labels that the samples were made with, in order; null for unconditional models. */
  private long @Nullable [] labelsUsed(ModelInfo info, int n) {
    if (info.classes() == 0) {
      return null;
    }
    if (labels != null) {
      return labels;
    }
    long[] drawn = new long[n];
    for (int i = 0; i < n; i++) {
      drawn[i] = Noise.label(seed, first + i, info.classes());
    }
    return drawn;
  }
}
