package dev.wgan.runtime;

import dev.wgan.runtime.internal.MetadataKeys;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The dependence of a batch's samples on each other, found in the model's graph.
 *
 * <p>Immutable and thread-safe.
 *
 * @param mode the effect of a batch on the bits of a sample
 * @param reason the deciding operator and its effect; empty for {@link Mode#INVARIANT}
 */
public record Batching(Mode mode, String reason) {
  /** The effect of a batch on the bits of a sample. */
  public enum Mode {
    /**
     * None: by measurement and by construction, every operator gives equal bits in every batch.
     * Samples run in batches.
     */
    INVARIANT("samples run in batches"),

    /**
     * The rounding of an operator depends on the size of the batch or the sample's place in it. On
     * the CPU each sample runs by itself.
     */
    ROUNDS("samples run one at a time"),

    /**
     * A sample may depend on the other samples of its batch, or the graph cannot be followed. Each
     * sample runs by itself.
     */
    MIXES("samples run one at a time"),

    /**
     * The model draws random numbers while it runs, or normalizes with the statistics of its batch.
     * A seed does not determine its samples, and loading refuses the model unless {@link
     * GeneratorOptions.Builder#allowIrreproducible} accepts it.
     */
    IRREPRODUCIBLE("samples cannot be reproduced");

    private final String text;

    Mode(String text) {
      this.text = text;
    }
  }

  static final Batching INVARIANT = new Batching(Mode.INVARIANT, "");

  /** Checks for nulls. */
  public Batching {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Returns what a file's graph shows, without loading it: of the samples in the output that its
   * metadata names, or in its first.
   *
   * @param model the model's name in messages
   * @param bytes the content of an ONNX file; weights may be left out of it
   * @return how the samples of a batch depend on each other
   * @throws ModelLoadException if the bytes are not an ONNX model
   */
  public static Batching of(String model, byte[] bytes) {
    OnnxFile file = OnnxFile.parse(model, bytes);
    Set<String> initializers =
        file.graph().initializers().stream().map(StoredTensor::name).collect(Collectors.toSet());
    List<GraphValue> inputs =
        file.graph().inputs().stream()
            .filter(input -> !initializers.contains(input.name()))
            .toList();
    String latent =
        file.metadata().getOrDefault(ModelInspector.named(ModelInput.Role.LATENT).name(), "");
    long frozen =
        inputs.stream()
            .filter(input -> latent.isEmpty() || input.name().equals(latent))
            .findFirst()
            .map(Batching::front)
            .orElse(GraphValue.OPEN);
    Set<String> batched =
        inputs.stream()
            .filter(input -> front(input) == GraphValue.OPEN || front(input) == frozen)
            .map(GraphValue::name)
            .collect(Collectors.toSet());
    String first = file.graph().outputs().stream().findFirst().map(GraphValue::name).orElse("");
    return BatchTracing.of(
        file, batched, file.metadata().getOrDefault(MetadataKeys.OUTPUT.name(), first));
  }

  /** The first dimension; 0 if there is none. */
  private static long front(GraphValue value) {
    List<Long> dims = value.dims().orElse(List.of(GraphValue.OPEN));
    return dims.isEmpty() ? 0 : dims.get(0);
  }

  /** Returns the mode in words, and the reason where there is one. */
  @Override
  public String toString() {
    return reason.isEmpty() ? mode.text : "%s: %s".formatted(mode.text, reason);
  }
}
