package dev.wgan.runtime;

import dev.wgan.noise.LatentDistribution;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.table.TableCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The description of a loaded model, from its metadata and otherwise from its graph.
 *
 * <p>Immutable and thread-safe.
 *
 * @param inputs the graph's inputs, in its order
 * @param latentDistribution the distribution of latents
 * @param output the output that samples are read from
 * @param outputs the names of all outputs, in the graph's order
 * @param frozenBatch the only batch size that the graph takes, 0 if it takes any
 * @param batching the way in which samples are run: in batches, or one at a time
 * @param classNames the names of the model's {@link #classes} classes; empty if the model is not
 *     class-conditional, even if its training data had classes
 * @param standardisation the standardisation of tables and vectors that sampling undoes
 * @param table the typed columns of a table, empty if samples are not rows of such a table
 * @param metadata every metadata property of the model
 */
public record ModelInfo(
    List<ModelInput> inputs,
    LatentDistribution latentDistribution,
    ModelOutput output,
    List<String> outputs,
    int frozenBatch,
    Batching batching,
    List<String> classNames,
    Optional<Standardisation> standardisation,
    Optional<TableCodec> table,
    Map<String, String> metadata) {
  /**
   * Returns the first input of a role.
   *
   * @param role the role
   * @return the input, empty if the model has none
   */
  public Optional<ModelInput> input(ModelInput.Role role) {
    Arguments.require(role, "role");
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).role() == role) {
        return Optional.of(inputs.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the number of samples for given inputs: the rows of the first input that counts
   * samples, or one if the model needs only the given inputs.
   *
   * @param values the values by the inputs' names
   * @return the number of samples; empty if the values do not determine it
   */
  public OptionalInt count(Map<String, TensorData> values) {
    Arguments.require(values, "values");
    boolean whole = true;
    for (ModelInput input : inputs) {
      TensorData value = values.get(input.name());
      if (value == null) {
        whole = false;
      } else if (input.batched() && !value.shape().isEmpty()) {
        return OptionalInt.of(value.shape().get(0));
      }
    }
    return whole ? OptionalInt.of(1) : OptionalInt.empty();
  }

  /** The typed columns, for methods that need them. */
  TableCodec requireTable() {
    return table.orElseThrow(
        () ->
            new IllegalStateException(
                "samples of shape %s are not rows of a table with typed columns: expected a model"
                        .formatted(output.shape())
                    + " that was trained on such a table"));
  }

  /** This description with another output. */
  ModelInfo withOutput(ModelOutput described) {
    return new ModelInfo(
        inputs,
        latentDistribution,
        described,
        outputs,
        frozenBatch,
        batching,
        classNames,
        standardisation,
        table,
        metadata);
  }

  /** This description with another batch size. */
  ModelInfo withFrozenBatch(int batch) {
    return new ModelInfo(
        inputs,
        latentDistribution,
        output,
        outputs,
        batch,
        batching,
        classNames,
        standardisation,
        table,
        metadata);
  }

  /**
   * Returns the number of classes.
   *
   * @return the number of classes, 0 if the model is not class-conditional
   */
  public int classes() {
    return classNames.size();
  }

  /**
   * Returns the label of a class.
   *
   * @param className a name out of {@link #classNames}; case is ignored unless names differ only in
   *     case
   * @return its number, 0 to classes - 1
   * @throws InputException if the model has no such class; the message suggests the nearest one
   */
  public int label(String className) {
    Arguments.require(className, "className");
    return ClassNames.number(className, classNames);
  }

  /**
   * Returns the sample rate of audio.
   *
   * @return the frames per second in Hz; empty if samples are not audio or the rate is unknown
   */
  public OptionalInt sampleRate() {
    return output.sampleRate();
  }

  /**
   * Returns the task of the model.
   *
   * @return the task that the metadata state, {@link ModelTask#GENERATE} without a statement
   */
  public ModelTask task() {
    return new Metadata("the model", metadata).task();
  }

  /**
   * Returns the lineage of the model: preset, steps, seed, data and more.
   *
   * @return the keys (without their {@code wgan.training.} prefix, sorted) and their values
   */
  public Map<String, String> training() {
    Map<String, String> training = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (MetadataKeys.TRAINING.covers(key)) {
            training.put(key.substring(MetadataKeys.TRAINING.name().length()), value);
          }
        });
    return training;
  }

  /**
   * Returns the precision of the weights.
   *
   * @return "fp32", "fp16-weights" or "int8", empty if it is not recorded
   */
  public Optional<String> precision() {
    return MetadataKeys.PRECISION.read(metadata);
  }

  /**
   * Returns the digest of the model, which loading has checked: over graph, weights and metadata,
   * or in files of format 1 over graph and weights only.
   *
   * @return a lower-case hexadecimal SHA-256, empty if the file has none
   */
  public Optional<String> digest() {
    return MetadataKeys.SHA256.read(metadata).or(() -> MetadataKeys.GRAPH_SHA256.read(metadata));
  }

  /**
   * Returns the description in a line, such as "ModelInfo[latent (float n x [100]) -> samples
   * (float32 image n x [1, 28, 28]), 10 classes, fp16-weights, digest 0a1b2c3d]"; {@link #metadata}
   * has the properties.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ModelInfo[");
    text.append(inputs.stream().map(ModelInput::toString).collect(Collectors.joining(", ")));
    text.append(" -> ").append(output);
    if (classes() > 0) {
      text.append(", ").append(classes()).append(" classes");
    }
    precision().ifPresent(precision -> text.append(", ").append(precision));
    digest()
        .ifPresent(
            digest -> text.append(", digest ").append(digest, 0, Math.min(8, digest.length())));
    return text.append(']').toString();
  }
}
