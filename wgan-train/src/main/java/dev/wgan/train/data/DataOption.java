package dev.wgan.train.data;

/** The options of reading that messages name, each spelt as {@link DataOptions} spells it. */
public enum DataOption {
  /** Which part of a published data set. */
  PART("part"),
  /** Width and height of images. */
  SIZE("size"),
  /** How many channels images get. */
  COLOUR("colour"),
  /** Whether bad images are left out. */
  SKIP_BAD_IMAGES("skipBadImages"),
  /** Which values are black and white. */
  RANGE("range"),
  /** Whether repeated samples are left out. */
  DROP_DUPLICATES("dropDuplicates"),
  /** Whether columns are standardised. */
  STANDARDISE("standardise(false)"),
  /** Whether a table starts with names. */
  HEADER("header"),
  /** What separates the fields of a table. */
  SEPARATOR("separator"),
  /** How a table writes decimals. */
  DECIMAL("decimal"),
  /** Which columns of a table are left out. */
  IGNORE_COLUMNS("ignoreColumns");

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
