package dev.wgan.runtime;

/**
 * A choice of the caller that the sentence of a failure can point to.
 *
 * <p>Java code, a command line and a configuration file each have their own name for it: {@link
 * SettingNames#message} says the sentence in theirs.
 */
public enum Setting {
  /** The input that takes the latent. */
  LATENT_INPUT("the option latentInput"),
  /** The dimensions of one latent. */
  LATENT_SHAPE("the option latentShape"),
  /** The output that holds the samples. */
  OUTPUT("the option output"),
  /** The dimensions of one sample. */
  SAMPLE_SHAPE("the option sampleShape"),
  /** The values that are black and white. */
  RANGE("the option range"),
  /** Which dimension of an image counts its channels. */
  LAYOUT("the option layout"),
  /** The bound on a model's size. */
  MAX_MODEL_BYTES("the option maxModelBytes"),
  /** How long a run may take that loading makes by itself. */
  LOAD_TIMEOUT("the option loadTimeout"),
  /** How many samples one native run makes. */
  CHUNK_SIZE("the option chunkSize"),
  /** Whether a seed may leave the samples undetermined. */
  ALLOW_IRREPRODUCIBLE("the option allowIrreproducible"),
  /** The value of one of the model's inputs. */
  INPUT("SampleRequest.input"),
  /** The class of the samples. */
  LABEL("SampleRequest.label"),
  /** Drawing many samples a part at a time. */
  PARTS("forEachChunk or stream");

  private final String javaName;

  Setting(String javaName) {
    this.javaName = javaName;
  }

  /**
   * Returns what Java code calls it.
   *
   * @return the name, as it stands in {@link Throwable#getMessage}
   */
  public String javaName() {
    return javaName;
  }
}
