package dev.wgan.train.data;

import dev.wgan.runtime.ValueRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a path is read as training data. What does not concern the kind of data found is ignored.
 *
 * <p>Immutable and thread-safe.
 *
 * @param part which files of an idx folder; the only ones by default, train if there are both
 * @param size width and height that images are brought to; by default they keep theirs, and must
 *     all have the same
 * @param centreCrop whether an image that is not square is cut to its centre before it is brought
 *     to size (the default), or else distorted
 * @param colour how many channels images get; {@link Colour#AUTO} by default
 * @param background what transparent pixels lie on, {@code 0xRRGGBB}; white by default
 * @param skipBadImages whether an image that cannot be read is left out and counted; off by default
 * @param maxSide images wider or higher are refused before they are decoded; 16,384 by default
 * @param maxPixels images of more pixels are refused before they are decoded; 100 million by
 *     default
 * @param classNames names of an idx file's classes, by label; by default those of Fashion-MNIST
 *     where its labels are recognised, numbers elsewhere
 * @param standardise whether the columns of a table are shifted to mean 0 and scaled to deviation 1
 *     (the default)
 * @param heapLimit images that decoded take more bytes than this are put into a mapped file; a
 *     quarter of the JVM's heap by default
 * @param cacheFolder where mapped files lie; if it is given, the decoded images of a folder are put
 *     there whatever they take and found again by later runs; by default the file is nameless, lies
 *     in the system's folder for temporary files, and ends with the process
 * @param progress is told how far the decoding of a folder's images has come; nobody by default
 * @param range which values of an {@code .npy} file of images are black and white; by default -1
 *     and 1 for floats, 0 and 255 for unsigned bytes, and values that fill less than half of this
 *     are refused, because black and white are then likely others
 * @param dropDuplicates whether samples are left out that repeat content and label of an earlier
 *     one; off by default
 * @param table how a table of text is written; found out by default
 */
public record DataOptions(
    Optional<DatasetPart> part,
    OptionalInt size,
    boolean centreCrop,
    Colour colour,
    int background,
    boolean skipBadImages,
    int maxSide,
    long maxPixels,
    List<String> classNames,
    boolean standardise,
    long heapLimit,
    Optional<Path> cacheFolder,
    DataProgress progress,
    Optional<ValueRange> range,
    boolean dropDuplicates,
    TableFormat table) {
  /**
   * Checks the numbers.
   *
   * @param part which files of an idx folder
   * @param size width and height that images are brought to
   * @param centreCrop whether an image that is not square is cut
   * @param colour how many channels images get
   * @param background what transparent pixels lie on
   * @param skipBadImages whether an image that cannot be read is left out and counted
   * @param maxSide images wider or higher are refused
   * @param maxPixels images of more pixels are refused
   * @param classNames names of an idx file's classes
   * @param standardise whether the columns of a table are standardised
   * @param heapLimit images of more bytes are put into a mapped file
   * @param cacheFolder where mapped files lie
   * @param progress is told how far the decoding of images has come
   * @param range which values are black and white
   * @param dropDuplicates whether repeated samples are left out
   * @param table how a table of text is written
   * @throws DataException if a number is outside its range
   */
  public DataOptions {
    atLeastOne("a largest image side", maxSide);
    atLeastOne("a largest number of pixels", maxPixels);
    if (size.isPresent() && (size.getAsInt() < 1 || size.getAsInt() > maxSide)) {
      throw DataException.about(
          DataOption.SIZE,
          Text.of("an image size of %d: expected 1 to %d", size.getAsInt(), maxSide));
    }
    if (background < 0 || background > 0xFFFFFF) {
      throw new DataException(
          Text.of("a background of %d: expected a colour, 0x000000 to 0xFFFFFF", background));
    }
    if (heapLimit < 0) {
      throw new DataException(Text.of("a heap limit of %d bytes: expected 0 or more", heapLimit));
    }
    classNames = List.copyOf(classNames);
  }

  /**
   * Returns the default options.
   *
   * @return the default options
   */
  public static DataOptions defaults() {
    return of(builder -> {});
  }

  /**
   * Returns options that differ from the defaults.
   *
   * @param changes what to set
   * @return the options
   * @throws DataException if a number is outside its range
   */
  public static DataOptions of(Consumer<Builder> changes) {
    Builder builder = new Builder();
    changes.accept(builder);
    return builder.build();
  }

  private static void atLeastOne(String what, long value) {
    if (value < 1) {
      throw new DataException(Text.of("%s of %d: expected at least 1", what, value));
    }
  }

  /**
   * Collects options.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {
    private Optional<DatasetPart> part = Optional.empty();
    private OptionalInt size = OptionalInt.empty();
    private boolean centreCrop = true;
    private Colour colour = Colour.AUTO;
    private int background = 0xFFFFFF;
    private boolean skipBadImages;
    private int maxSide = 16_384;
    private long maxPixels = 100_000_000;
    private List<String> classNames = List.of();
    private boolean standardise = true;
    private long heapLimit = Runtime.getRuntime().maxMemory() / 4;
    private Optional<Path> cacheFolder = Optional.empty();
    private DataProgress progress = (done, total) -> {};
    private Optional<ValueRange> range = Optional.empty();
    private boolean dropDuplicates;
    private TableFormat table = TableFormat.AUTO;

    private Builder() {}

    /**
     * Sets which files of an idx folder to open.
     *
     * @param value the part
     * @return this
     */
    public Builder part(DatasetPart value) {
      part = Optional.of(value);
      return this;
    }

    /**
     * Sets width and height that images are brought to: by area averaging where they are larger,
     * bilinear interpolation where they are smaller.
     *
     * @param value pixels a side, 1 or more
     * @return this
     */
    public Builder size(int value) {
      size = OptionalInt.of(value);
      return this;
    }

    /**
     * Sets whether an image that is not square is cut to its centre, or else distorted.
     *
     * @param value whether it is cut
     * @return this
     */
    public Builder centreCrop(boolean value) {
      centreCrop = value;
      return this;
    }

    /**
     * Sets how many channels images get.
     *
     * @param value grey, three colours, or as the files have it
     * @return this
     */
    public Builder colour(Colour value) {
      colour = value;
      return this;
    }

    /**
     * Sets what transparent pixels lie on.
     *
     * @param rgb a colour, {@code 0xRRGGBB}
     * @return this
     */
    public Builder background(int rgb) {
      background = rgb;
      return this;
    }

    /**
     * Sets whether an image that cannot be read is left out and counted.
     *
     * @param value whether it is left out
     * @return this
     */
    public Builder skipBadImages(boolean value) {
      skipBadImages = value;
      return this;
    }

    /**
     * Sets the largest width or height that is decoded.
     *
     * @param value pixels, 1 or more
     * @return this
     */
    public Builder maxSide(int value) {
      maxSide = value;
      return this;
    }

    /**
     * Sets the largest number of pixels that is decoded.
     *
     * @param value pixels, 1 or more
     * @return this
     */
    public Builder maxPixels(long value) {
      maxPixels = value;
      return this;
    }

    /**
     * Sets the names of an idx file's classes.
     *
     * @param value the names, by label
     * @return this
     */
    public Builder classNames(List<String> value) {
      classNames = value;
      return this;
    }

    /**
     * Sets whether the columns of a table are standardised.
     *
     * @param value whether they are
     * @return this
     */
    public Builder standardise(boolean value) {
      standardise = value;
      return this;
    }

    /**
     * Sets how many bytes of decoded images are held on the heap; more go to a mapped file.
     *
     * @param bytes 0 or more
     * @return this
     */
    public Builder heapLimit(long bytes) {
      heapLimit = bytes;
      return this;
    }

    /**
     * Sets where decoded images are kept, so that later runs need not decode them again.
     *
     * @param folder a folder with enough room; created if it does not exist
     * @return this
     */
    public Builder cacheFolder(Path folder) {
      cacheFolder = Optional.of(folder);
      return this;
    }

    /**
     * Sets who is told how far the decoding of a folder's images has come.
     *
     * @param value is told
     * @return this
     */
    public Builder progress(DataProgress value) {
      progress = value;
      return this;
    }

    /**
     * Sets which values of an {@code .npy} file of images are black and white.
     *
     * @param black the value of black
     * @param white the value of white, above black
     * @return this
     * @throws DataException if the values are not finite or not in this order
     */
    public Builder range(float black, float white) {
      if (!Float.isFinite(black) || !Float.isFinite(white) || black >= white) {
        throw new DataException(
            Text.of(
                "a range of %s to %s: expected two finite numbers, the lower one first",
                black, white));
      }
      range = Optional.of(new ValueRange(black, white));
      return this;
    }

    /**
     * Sets whether samples are left out that repeat content and label of an earlier one.
     *
     * @param value whether they are
     * @return this
     */
    public Builder dropDuplicates(boolean value) {
      dropDuplicates = value;
      return this;
    }

    /**
     * Sets how a table of text is written.
     *
     * @param value its format
     * @return this
     */
    public Builder table(TableFormat value) {
      table = value;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws DataException if a number is outside its range
     */
    public DataOptions build() {
      return new DataOptions(
          part,
          size,
          centreCrop,
          colour,
          background,
          skipBadImages,
          maxSide,
          maxPixels,
          classNames,
          standardise,
          heapLimit,
          cacheFolder,
          progress,
          range,
          dropDuplicates,
          table);
    }
  }
}
