package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.wgan.noise.Noise;
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
final class RequestInputs {
  private final long seed;
  private final long first;
  private final float psi;
  private final long @Nullable [] labels;
  private final Map<String, GivenInput> given;
  private final boolean latentGiven;
  private final boolean drawn;

  /**
   * True if a frozen batch runs as given: if its samples depend on each other, the caller has
   * chosen which ones run together.
   */
  private final boolean asGiven;

  RequestInputs(ModelLayout layout, SampleRequest request, long seed) {
    this.seed = seed;
    this.first = request.first();
    this.psi = request.psi();
    if (request.isPlain()) {
      // What most calls are, and small ones should not pay for what they do not use.
      this.labels = null;
      this.given = Map.of();
      this.latentGiven = false;
      this.drawn = isDrawn(layout.info());
      this.asGiven = false;
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
    Optional<ModelInput> latent = info.input(Role.LATENT);
    this.latentGiven = latent.filter(input -> checked.containsKey(input.name())).isPresent();
    boolean labelDrawn = labels == null && info.input(Role.LABEL).isPresent();
    if (latentGiven && labelDrawn) {
      // Labels come from the seed, and given latents have none.
      throw new InputException(
          FailureSentence.of(
              "%s is class-conditional, and was given latents without a class: say with %s which"
                  + " one the samples belong to, of %s",
              layout.model(), Setting.LABEL, info.classNames()));
    }
    this.drawn = (latent.isPresent() && !latentGiven) || labelDrawn;
    // Values given by name to a graph of a fixed batch are its batch; latents are samples, each of
    // which must not depend on the others.
    this.asGiven =
        !drawn
            && request.latents().isEmpty()
            && info.frozenBatch() > 1
            && info.batching().mode() == Batching.Mode.MIXES;
  }

  private static boolean isDrawn(ModelInfo info) {
    for (int i = 0; i < info.inputs().size(); i++) {
      if (info.inputs().get(i).isDrawn()) {
        return true;
      }
    }
    return false;
  }

  private static void checkComplete(ModelLayout layout, Map<String, GivenInput> given) {
    List<ModelInput> inputs = layout.info().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (isMissing(inputs.get(i), given)) {
        throw missing(layout, given);
      }
    }
  }

  private static InputException missing(ModelLayout layout, Map<String, GivenInput> given) {
    List<ModelInput> inputs = layout.info().inputs();
    boolean noise =
        layout.info().input(Role.LATENT).isEmpty()
            && inputs.stream()
                .anyMatch(input -> input.type().isReal() && !given.containsKey(input.name()));
    FailureSentence latent =
        noise
            ? FailureSentence.of(
                "; if one of them takes noise, name it with %s, and its dimensions with %s",
                Setting.LATENT_INPUT, Setting.LATENT_SHAPE)
            : FailureSentence.of("");
    return new InputException(
        FailureSentence.of(
            "%s must be given the inputs %s by name, with %s%s",
            layout.model(),
            inputs.stream().filter(input -> isMissing(input, given)).toList(),
            Setting.INPUT,
            latent));
  }

  private static boolean isMissing(ModelInput input, Map<String, GivenInput> given) {
    return !input.isDrawn() && !given.containsKey(input.name());
  }

  private static String latentName(ModelLayout layout) {
    return layout
        .info()
        .input(Role.LATENT)
        .orElseThrow(
            () ->
                new InputException(
                    FailureSentence.of(
                        "%s has no latent: give its inputs %s by name, with %s, or name the one"
                            + " that takes noise with %s",
                        layout.model(),
                        layout.info().inputs(),
                        Setting.INPUT,
                        Setting.LATENT_INPUT)))
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
        RequestedLabels.of(asked).requireCount(request.n());
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
            "the label %s: expected 0 to %s, for the classes %s"
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
  void run(SessionWorker worker, int offset, int count, StopSignal signal) throws OrtException {
    run(worker, offset, count, worker.binding(worker.batch(count)).outputs(), signal);
  }

  /** The same into given output tensors, of the batch that the graph is run with. */
  void run(
      SessionWorker worker,
      int offset,
      int count,
      Map<String, OnnxTensor> outputs,
      StopSignal signal)
      throws OrtException {
    try (Inputs inputs = inputs(worker, offset, count)) {
      worker.run(inputs.all, outputs, signal);
    }
  }

  /** The same into memory of ONNX Runtime, where the size of a sample is still to be found. */
  FoundOutput find(SessionWorker worker, int offset, int count, StopSignal signal)
      throws OrtException {
    try (Inputs inputs = inputs(worker, offset, count)) {
      return worker.find(inputs.all, signal);
    }
  }

  private Inputs inputs(SessionWorker worker, int offset, int count) throws OrtException {
    int batch = worker.batch(count);
    Map<String, OnnxTensor> bound = worker.binding(batch).inputs();
    fill(worker, 0, offset, count);
    worker.padFrom(count);
    return given.isEmpty() ? new Inputs(bound, List.of()) : withGiven(worker, bound, offset, batch);
  }

  private Inputs withGiven(
      SessionWorker worker, Map<String, OnnxTensor> bound, int offset, int batch)
      throws OrtException {
    Map<String, OnnxTensor> all = new LinkedHashMap<>(bound);
    List<OnnxTensor> made = new ArrayList<>();
    boolean done = false;
    try {
      for (Map.Entry<String, GivenInput> entry : given.entrySet()) {
        GivenInput value = entry.getValue();
        OnnxTensor tensor =
            worker.single() && !asGiven
                ? value.repeated(offset, batch, worker.layout().model())
                : value.tensor(offset, batch);
        made.add(tensor);
        all.put(entry.getKey(), tensor);
      }
      done = true;
      return new Inputs(all, made);
    } finally {
      if (!done) {
        made.forEach(OnnxTensor::close);
      }
    }
  }

  /** The inputs of one run: the worker's own, and those made for this run, which it closes. */
  private record Inputs(Map<String, OnnxTensor> all, List<OnnxTensor> made)
      implements AutoCloseable {
    @Override
    public void close() {
      for (int i = 0; i < made.size(); i++) {
        made.get(i).close();
      }
    }
  }

  /** Fills a worker's rows with samples {@code offset .. offset + count - 1}. */
  void fill(SessionWorker worker, int row, int offset, int count) {
    if (!latentGiven) {
      worker.fillNoise(row, seed, first + offset, count, psi);
    }
    worker.fillLabels(row, seed, first + offset, count, labels, offset);
  }

  /** Samples per native run for samples of a layout. */
  int chunk(GeneratorCore core, ModelLayout layout) {
    return asGiven ? layout.info().frozenBatch() : core.chunk(layout);
  }

  /**
   * Returns whether nothing but noise and labels is fed, so that it can share a batch with others.
   */
  boolean isPlain() {
    return given.isEmpty();
  }

  /** Returns where the samples of this request come from. */
  SampleOrigin origin(ModelInfo info, int n) {
    return new SampleOrigin(drawn, seed, first, labelsUsed(info, n));
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
