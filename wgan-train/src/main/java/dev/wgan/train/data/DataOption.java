package dev.wgan.train.data;

/** The options of reading that messages mention, spelt as in {@link DataOptions}. */
public enum DataOption {
  /** The part of a published data set. */
  PART("part"),
  /** Width and height of images. */
  SIZE("size"),
  /** The number of channels that images get. */
  COLOUR("colour"),
  /** Leaving out bad images. */
  SKIP_BAD_IMAGES("skipBadImages"),
  /** The values of black and white. */
  RANGE("range"),
  /** Leaving out repeated samples. */
  DROP_DUPLICATES("dropDuplicates"),
  /** Taking columns as they are. */
  STANDARDISE("standardise(false)"),
  /** The treatment of a table's first line. */
  HEADER("header"),
  /** The separator of a table's fields. */
  SEPARATOR("separator"),
  /** The decimal mark of a table. */
  DECIMAL("decimal"),
  /** The columns of a table to leave out. */
  IGNORE_COLUMNS("ignoreColumns"),
  /** The samples per second of sounds. */
  RATE("rate"),
  /** The length of sounds in samples. */
  SLICE("slice"),
  /** Padding the last slice of a sound. */
  PAD_END("padEnd"),
  /** Scaling every sound to a peak of 1. */
  NORMALISE("normalise"),
  /** Mixing the channels of sounds. */
  MONO("mono"),
  /** Leaving out bad sounds. */
  SKIP_BAD_SOUNDS("skipBad"),

  /** The number of frames of a film. */
  FRAMES("frames");

  private final String javaName;

  DataOption(String javaName) {
    this.javaName = javaName;
  }

  /**
   * Returns the name of the option's method.
   *
   * @return the name, such as {@code skipBadImages}
   */
  public String javaName() {
    return javaName;
  }
}
