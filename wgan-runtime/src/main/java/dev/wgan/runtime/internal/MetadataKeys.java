package dev.wgan.runtime.internal;

import dev.wgan.runtime.internal.MetadataKey.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata vocabulary of a model file: every property that this project writes or reads, in one
 * place.
 *
 * <p>Thread-safe: there is no state. docs/FORMAT.md is generated from this list.
 */
public final class MetadataKeys {
  /** The start of every property of ours; the digest covers the properties that begin so. */
  public static final String PREFIX = "wgan.";

  /** The newest format, which the exporter writes. */
  public static final int NEWEST_FORMAT = 2;

  /** The version of the format. */
  public static final MetadataKey<Integer> FORMAT =
      new MetadataKey<>(
          PREFIX + "format",
          Group.FILE,
          MetadataForm.INTEGER,
          "the version of this format, 1 or 2; a reader refuses a newer one");

  /** The version of the noise algorithm. */
  public static final MetadataKey<Integer> NOISE =
      new MetadataKey<>(
          PREFIX + "noise",
          Group.FILE,
          MetadataForm.INTEGER,
          "the version of the algorithm that turns a seed and an index into a latent, 1 if the"
              + " property is missing; a reader refuses a newer one");

  /** The precision of the weights. */
  public static final MetadataKey<String> PRECISION =
      new MetadataKey<>(
          PREFIX + "precision",
          Group.FILE,
          MetadataForm.WORD,
          "the precision of the weights: `fp32`, `fp16-weights`, `int8` or `int8-dynamic`");

  /** The output that holds the samples. */
  public static final MetadataKey<String> OUTPUT =
      new MetadataKey<>(
          PREFIX + "output",
          Group.FILE,
          MetadataForm.TEXT,
          "the name of the graph's output that holds the samples");

  /** The digest of format 2. */
  public static final MetadataKey<String> SHA256 =
      new MetadataKey<>(
          PREFIX + "sha256",
          Group.FILE,
          MetadataForm.DIGEST,
          "the digest of format 2, over metadata, versions, functions, graph and external data");

  /** The digest of format 1. */
  public static final MetadataKey<String> GRAPH_SHA256 =
      new MetadataKey<>(
          PREFIX + "graph.sha256",
          Group.FILE,
          MetadataForm.DIGEST,
          "the digest of format 1, over graph and external data");

  /** The graph's inputs by role. */
  public static final MetadataKey<String> INPUT =
      new MetadataKey<>(
          PREFIX + "input.",
          Group.INPUTS,
          MetadataForm.TEXT,
          "the name of the graph's input of a role; ROLE is `latent`, `label`, `image` or `mask`");

  /** The shape of one latent. */
  public static final MetadataKey<List<Integer>> LATENT_SHAPE =
      new MetadataKey<>(
          PREFIX + "latent.shape",
          Group.INPUTS,
          MetadataForm.SHAPE,
          "the shape of one latent, without the batch");

  /** The distribution of the latents. */
  public static final MetadataKey<String> LATENT_DISTRIBUTION =
      new MetadataKey<>(
          PREFIX + "latent.distribution",
          Group.INPUTS,
          MetadataForm.WORD,
          "the distribution of each element of a latent: `normal` (standard) or `uniform` on"
              + " [-1, 1]; `normal` if the property is missing");

  /** The names of the classes. */
  public static final MetadataKey<List<String>> CLASSES =
      new MetadataKey<>(
          PREFIX + "classes",
          Group.INPUTS,
          MetadataForm.NAMES,
          "the names of the classes of the training data, in the order of their labels from 0");

  /** The names of the classes under the name that an early version of format 1 used. */
  public static final MetadataKey<List<String>> CLASS_NAMES =
      new MetadataKey<>(
          PREFIX + "class.names",
          Group.INPUTS,
          MetadataForm.NAMES,
          "an older name of `wgan.classes`, read where that is missing and never written");

  /** The kind of the samples. */
  public static final MetadataKey<String> SAMPLE_KIND =
      new MetadataKey<>(
          PREFIX + "sample.kind",
          Group.SAMPLES,
          MetadataForm.WORD,
          "the kind of the samples: `image`, `audio`, `video`, `table` or `vector`");

  /** The shape of one sample. */
  public static final MetadataKey<List<Integer>> SAMPLE_SHAPE =
      new MetadataKey<>(
          PREFIX + "sample.shape",
          Group.SAMPLES,
          MetadataForm.SHAPE,
          "the shape of one sample, without the batch; [channels, height, width] for an image,"
              + " [channels, length] for audio, [frames, channels, height, width] for video");

  /** The range of the samples' values. */
  public static final MetadataKey<List<Float>> SAMPLE_RANGE =
      new MetadataKey<>(
          PREFIX + "sample.range",
          Group.SAMPLES,
          MetadataForm.NUMBERS,
          "two numbers: the values of black and of full intensity in an image, of the lowest and the"
              + " highest amplitude in audio");

  /** The sample rate of audio. */
  public static final MetadataKey<Integer> SAMPLE_RATE =
      new MetadataKey<>(
          PREFIX + "sample_rate",
          Group.SAMPLES,
          MetadataForm.INTEGER,
          "the samples per second and channel of audio, 1 to 1000000");

  /** The delay between the frames of a film. */
  public static final MetadataKey<Integer> FRAME_DELAY =
      new MetadataKey<>(
          PREFIX + "frame_delay",
          Group.SAMPLES,
          MetadataForm.INTEGER,
          "the milliseconds from one frame of a film to the next, 1 to 600000");

  /** The columns of a table. */
  public static final MetadataKey<List<String>> TABLE_COLUMNS =
      new MetadataKey<>(
          PREFIX + "table.columns",
          Group.SAMPLES,
          MetadataForm.NAMES,
          "the names of a table's columns");

  /** The means of a table's columns. */
  public static final MetadataKey<List<Float>> TABLE_MEAN =
      new MetadataKey<>(
          PREFIX + "table.mean",
          Group.SAMPLES,
          MetadataForm.NUMBERS,
          "the mean of each column, which sampling adds after multiplying by the scale");

  /** The scales of a table's columns. */
  public static final MetadataKey<List<Float>> TABLE_SCALE =
      new MetadataKey<>(
          PREFIX + "table.scale",
          Group.SAMPLES,
          MetadataForm.NUMBERS,
          "the factor of each column by which sampling multiplies");

  /** The notation of a typed table as CSV. */
  public static final MetadataKey<Map<String, String>> TABLE_CSV =
      new MetadataKey<>(
          PREFIX + "table.csv",
          Group.SAMPLES,
          MetadataForm.FIELDS,
          "the notation of a typed table as CSV; the table's samples are scores and logits, which"
              + " the codes below turn into cells");

  /** The columns of a typed table. */
  public static final MetadataKey<Map<String, String>> TABLE_COLUMN =
      new MetadataKey<>(
          PREFIX + "table.column.",
          Group.SAMPLES,
          MetadataForm.FIELDS,
          "name, type and notation of a typed table's column; NAME is its place from 0 on");

  /** The codes of a typed table's columns. */
  public static final MetadataKey<Map<String, String>> TABLE_CODE =
      new MetadataKey<>(
          PREFIX + "table.code.",
          Group.SAMPLES,
          MetadataForm.FIELDS,
          "the code by which the samples' values become the cells of a column; NAME is its place"
              + " from 0 on");

  /** The constraints on the rows of a typed table. */
  public static final MetadataKey<Map<String, String>> TABLE_CONSTRAINT =
      new MetadataKey<>(
          PREFIX + "table.constraint.",
          Group.SAMPLES,
          MetadataForm.FIELDS,
          "a statement that every row of a typed table meets; NAME is a number from 0 on");

  /** The task of the model. */
  public static final MetadataKey<String> TASK =
      new MetadataKey<>(
          PREFIX + "task",
          Group.IMAGES,
          MetadataForm.WORD,
          "the task of the model: `generate`, `upscale` or `inpaint`; `generate` if the property is"
              + " missing");

  /** The factor by which pictures are enlarged. */
  public static final MetadataKey<Integer> UPSCALE_FACTOR =
      new MetadataKey<>(
          PREFIX + "upscale.factor",
          Group.IMAGES,
          MetadataForm.INTEGER,
          "the factor by which height and width of a picture grow: 2, 3 or 4");

  /** The way in which training made small pictures. */
  public static final MetadataKey<String> UPSCALE_DEGRADATION =
      new MetadataKey<>(
          PREFIX + "upscale.degradation",
          Group.IMAGES,
          MetadataForm.WORD,
          "the way in which training made small pictures of large ones: `box` or `bicubic` (with"
              + " antialiasing)");

  /** The radius of the receptive field. */
  public static final MetadataKey<Integer> IMAGE_OVERLAP =
      new MetadataKey<>(
          PREFIX + "image.overlap",
          Group.IMAGES,
          MetadataForm.INTEGER,
          "how many pixels of the input away, in each direction, an output pixel may depend on:"
              + " tiles overlap by it");

  /** The number that divides height and width of an input. */
  public static final MetadataKey<Integer> IMAGE_MULTIPLE =
      new MetadataKey<>(
          PREFIX + "image.multiple",
          Group.IMAGES,
          MetadataForm.INTEGER,
          "the number of which height and width of the input must be multiples; 1 if the property"
              + " is missing");

  /** The lineage of the generator. */
  public static final MetadataKey<String> TRAINING =
      new MetadataKey<>(
          PREFIX + "training.",
          Group.TRAINING,
          MetadataForm.TEXT,
          "a setting or a fact of the training run, such as `preset`, `seed` and `step`");

  /** The number of golden samples. */
  public static final MetadataKey<Integer> GOLDEN_SIZE =
      new MetadataKey<>(
          PREFIX + "golden.size",
          Group.SELF_TEST,
          MetadataForm.INTEGER,
          "the number of golden samples, 1 to 1024");

  /** The heights of the golden inputs. */
  public static final MetadataKey<List<Integer>> GOLDEN_HEIGHTS =
      new MetadataKey<>(
          PREFIX + "golden.heights",
          Group.SELF_TEST,
          MetadataForm.SHAPE,
          "the height of each golden input, where the graph leaves it open; each golden sample is"
              + " then run alone, and the values of all are concatenated");

  /** The widths of the golden inputs. */
  public static final MetadataKey<List<Integer>> GOLDEN_WIDTHS =
      new MetadataKey<>(
          PREFIX + "golden.widths",
          Group.SELF_TEST,
          MetadataForm.SHAPE,
          "the width of each golden input, where the graph leaves it open");

  /** The tolerance of the self-test. */
  public static final MetadataKey<Float> GOLDEN_TOLERANCE =
      new MetadataKey<>(
          PREFIX + "golden.tolerance",
          Group.SELF_TEST,
          MetadataForm.NUMBER,
          "the largest difference from a golden value that passes");

  /** The inputs of the golden samples. */
  public static final MetadataKey<byte[]> GOLDEN_INPUT =
      new MetadataKey<>(
          PREFIX + "golden.input.",
          Group.SELF_TEST,
          MetadataForm.BYTES,
          "the values of an input for all golden samples; NAME is that of the graph's input");

  /** The golden samples. */
  public static final MetadataKey<byte[]> GOLDEN_OUTPUT =
      new MetadataKey<>(
          PREFIX + "golden.output",
          Group.SELF_TEST,
          MetadataForm.BYTES,
          "the golden samples, computed in double precision by a reference that shares no code"
              + " with ONNX Runtime");

  /** The classes of a classifier. */
  public static final MetadataKey<List<String>> CLASSIFIER_CLASSES =
      new MetadataKey<>(
          PREFIX + "classifier.classes",
          Group.CLASSIFIER,
          MetadataForm.LINES,
          "the names of the classes, in the order of the scores");

  /** The accuracy of a classifier. */
  public static final MetadataKey<String> CLASSIFIER_ACCURACY =
      new MetadataKey<>(
          PREFIX + "classifier.accuracy",
          Group.CLASSIFIER,
          MetadataForm.TEXT,
          "the share of held-out images that it labels correctly, 0 to 1, in decimal notation");

  /** All keys, in the order of the documentation. */
  public static final List<MetadataKey<?>> ALL =
      List.of(
          FORMAT,
          NOISE,
          PRECISION,
          OUTPUT,
          SHA256,
          GRAPH_SHA256,
          INPUT,
          LATENT_SHAPE,
          LATENT_DISTRIBUTION,
          CLASSES,
          CLASS_NAMES,
          SAMPLE_KIND,
          SAMPLE_SHAPE,
          SAMPLE_RANGE,
          SAMPLE_RATE,
          FRAME_DELAY,
          TABLE_COLUMNS,
          TABLE_MEAN,
          TABLE_SCALE,
          TABLE_CSV,
          TABLE_COLUMN,
          TABLE_CODE,
          TABLE_CONSTRAINT,
          TASK,
          UPSCALE_FACTOR,
          UPSCALE_DEGRADATION,
          IMAGE_OVERLAP,
          IMAGE_MULTIPLE,
          TRAINING,
          GOLDEN_SIZE,
          GOLDEN_HEIGHTS,
          GOLDEN_WIDTHS,
          GOLDEN_TOLERANCE,
          GOLDEN_INPUT,
          GOLDEN_OUTPUT,
          CLASSIFIER_CLASSES,
          CLASSIFIER_ACCURACY);

  private MetadataKeys() {}

  /**
   * Returns the group of a property.
   *
   * @param property a property's name
   * @return what it describes, empty if it is not one of {@link #ALL}
   */
  public static Optional<Group> group(String property) {
    for (MetadataKey<?> key : ALL) {
      if (key.covers(property)) {
        return Optional.of(key.group());
      }
    }
    return Optional.empty();
  }
}
