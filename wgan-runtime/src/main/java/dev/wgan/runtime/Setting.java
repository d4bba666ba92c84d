package dev.wgan.runtime;

/**
 * A setting that the message of a failure can name.
 *
 * <p>Java code, a command line and a configuration file have different names for a setting: {@link
 * SettingNames#message} returns the message with theirs.
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
  /** The order of an image's dimensions. */
  LAYOUT("the option layout"),
  /** The frames per second of audio. */
  SAMPLE_RATE("the option sampleRate"),
  /** The bound on a model's size. */
  MAX_MODEL_BYTES("the option maxModelBytes"),
  /** The limit of a run during loading. */
  LOAD_TIMEOUT("the option loadTimeout"),
  /** The number of samples of one native run. */
  CHUNK_SIZE("the option chunkSize"),
  /** The permission for models whose samples are not determined by a seed. */
  ALLOW_IRREPRODUCIBLE("the option allowIrreproducible"),
  /** The permission for operators that do not check the sizes of their inputs. */
  UNGUARDED_OPERATORS("the option unguardedOperators"),
  /** The value of one of the model's inputs. */
  INPUT("SampleRequest.input"),
  /** The class of the samples. */
  LABEL("SampleRequest.label"),
  /** Drawing many samples a part at a time. */
  PARTS("forEachChunk or stream"),
  /** The way to use a model that generates samples. */
  GENERATOR("Generator"),
  /** The way to use a model that enlarges pictures. */
  UPSCALER("Upscaler"),
  /** The way to use a model that fills holes in pictures. */
  INPAINTER("Inpainter");

  private final String javaName;

  Setting(String javaName) {
    this.javaName = javaName;
  }

  /**
   * Returns the name in Java code.
   *
   * @return the name in {@link Throwable#getMessage}
   */
  public String javaName() {
    return javaName;
  }
}
