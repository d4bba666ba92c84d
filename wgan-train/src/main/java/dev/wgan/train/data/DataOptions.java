package dev.wgan.train.data;

import dev.wgan.runtime.ValueRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Options for reading training data. Options that do not concern the kind of data found are
 * ignored.
 *
 * <p>Immutable and thread-safe.
 *
 * @param part the part of an idx folder; by default its only part, or train if there are both
 * @param size width and height that images are resized to; by default images keep their size, and
 *     all must have the same size
 * @param centreCrop whether an image that is not square is cut to its centre before it is resized
 *     (the default); otherwise it is distorted
 * @param colour the number of channels of the images; {@link Colour#AUTO} by default
 * @param background the colour under transparent pixels, {@code 0xRRGGBB}; white by default
 * @param skipBadImages whether an image that cannot be read is left out and counted; off by default
 * @param maxSide images wider or higher are refused before they are decoded; 16,384 by default
 * @param maxPixels images of more pixels are refused before they are decoded; 100 million by
 *     default
 * @param classNames names of an idx file's classes, by label; by default those of Fashion-MNIST if
 *     its labels are recognised, numbers otherwise
 * @param standardise whether the columns of a table are shifted to mean 0 and scaled to deviation 1
 *     (the default)
 * @param heapLimit decoded images of more bytes than this are put into a mapped file; a quarter of
 *     the JVM's heap by default
 * @param cacheFolder the folder of mapped files; if it is given, the decoded images of a folder are
 *     always put there, and later runs reuse them; by default the file is temporary and is deleted
 *     when the process ends
 * @param progress receives the progress of decoding; none by default
 * @param range the values of black and white in an {@code .npy} file of images; by default -1 and 1
 *     for floats, 0 and 255 for unsigned bytes; values that fill less than half of the default
 *     range are refused, because black and white then probably differ from it
 * @param dropDuplicates whether samples are left out that repeat content and label of an earlier
 *     one; off by default
 * @param table the format of a table of text; detected by default
 * @param sound the options of reading WAV files
 * @param frames the number of frames of a film, 1 or more; if it is given, folders of images are
 *     read as films: each GIF file, and each folder of other images, whose frames are in the
 *     natural order of their names. By default they are read as images
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
    TableFormat table,
    SoundOptions sound,
    OptionalInt frames) {
  /** The longest film that a sample can be. */
  public static final int MAX_FRAMES = 1 << 12;

  /**
   * Checks the numbers.
   *
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
    if (frames.isPresent() && (frames.getAsInt() < 1 || frames.getAsInt() > MAX_FRAMES)) {
      throw DataException.about(
          DataOption.FRAMES,
          Text.of("films of %d frames: expected 1 to %d", frames.getAsInt(), MAX_FRAMES));
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
    private SoundOptions sound = SoundOptions.defaults();
    private OptionalInt frames = OptionalInt.empty();

    private Builder() {}

    /**
     * Sets the part of an idx folder to open.
     *
     * @param value the part
     * @return this
     */
    public Builder part(DatasetPart value) {
      part = Optional.of(value);
      return this;
    }

    /**
     * Sets width and height that images are resized to: by area averaging if they are larger, by
     * bilinear interpolation if they are smaller.
     *
     * @param value pixels a side, 1 or more
     * @return this
     */
    public Builder size(int value) {
      size = OptionalInt.of(value);
      return this;
    }

    /**
     * Sets whether an image that is not square is cut to its centre; otherwise it is distorted.
     *
     * @param value whether it is cut
     * @return this
     */
    public Builder centreCrop(boolean value) {
      centreCrop = value;
      return this;
    }

    /**
     * Sets the number of channels of the images.
     *
     * @param value one channel, three, or as the files have it
     * @return this
     */
    public Builder colour(Colour value) {
      colour = value;
      return this;
    }

    /**
     * Sets the colour under transparent pixels.
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
     * Sets the most bytes of decoded images on the heap; more go to a mapped file.
     *
     * @param bytes 0 or more
     * @return this
     */
    public Builder heapLimit(long bytes) {
      heapLimit = bytes;
      return this;
    }

    /**
     * Sets the folder in which decoded images are kept, so that later runs need not decode them
     * again.
     *
     * @param folder a folder with enough room; created if it does not exist
     * @return this
     */
    public Builder cacheFolder(Path folder) {
      cacheFolder = Optional.of(folder);
      return this;
    }

    /**
     * Sets the receiver of the progress of decoding.
     *
     * @param value the receiver
     * @return this
     */
    public Builder progress(DataProgress value) {
      progress = value;
      return this;
    }

    /**
     * Sets the values of black and white in an {@code .npy} file of images.
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
     * Sets the format of a table of text.
     *
     * @param value its format
     * @return this
     */
    public Builder table(TableFormat value) {
      table = value;
      return this;
    }

    /**
     * Sets the options of reading WAV files.
     *
     * @param value the options
     * @return this
     */
    public Builder sound(SoundOptions value) {
      sound = value;
      return this;
    }

    /**
     * Reads folders of images as films of so many frames. A longer film is cut into films that
     * follow each other, and what is shorter is left out.
     *
     * @param value the number of frames of a sample, 1 or more
     * @return this
     */
    public Builder frames(int value) {
      frames = OptionalInt.of(value);
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
          table,
          sound,
          frames);
    }
  }
}
