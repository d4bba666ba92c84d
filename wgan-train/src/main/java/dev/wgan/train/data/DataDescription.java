package dev.wgan.train.data;

import dev.wgan.runtime.Standardisation;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.kind.AudioKind;
import dev.wgan.train.kind.ImageKind;
import dev.wgan.train.kind.Kind;
import dev.wgan.train.kind.VideoKind;
import java.util.List;
import java.util.Optional;

/**
 * A description of a data set's samples, without their values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name a short name: the last part of the path, or a name given by the caller
 * @param source the origin of the values: a path, or words
 * @param kind the kind of the samples
 * @param shape dimensions of one sample: {@code [channels, height, width]} of an image, {@code
 *     [columns]} of a row, {@code [channels, length]} of a sound, {@code [frames, channels, height,
 *     width]} of a film
 * @param range the range of the elements: -1 to 1 for images, sounds and films, the lowest to the
 *     highest value found for rows
 * @param classNames names of the classes, by label; empty if there are no labels
 * @param skipped the number of unreadable files that were left out
 * @param standardisation the mean and scale of the columns; empty if they are not standardised
 * @param findings the number of files, and everything that was left out, ignored or assumed
 */
public record DataDescription(
    String name,
    String source,
    Kind kind,
    List<Integer> shape,
    ValueRange range,
    List<String> classNames,
    int skipped,
    Optional<Standardisation> standardisation,
    Findings findings) {
  /** The values of every image and film. */
  static final ValueRange IMAGE_RANGE = new ValueRange(-1f, 1f);

  /** The values of every sound. */
  static final ValueRange SOUND_RANGE = new ValueRange(-1f, 1f);

  /**
   * Copies the lists and checks the shape.
   *
   * @throws DataException if a sample would have no elements or more than an array holds
   */
  public DataDescription {
    shape = List.copyOf(shape);
    classNames = List.copyOf(classNames);
    long elements = 1;
    for (int dimension : shape) {
      elements = dimension < 1 || elements < 1 ? 0 : Math.multiplyExact(elements, (long) dimension);
      if (elements > Integer.MAX_VALUE - 8) {
        elements = 0;
      }
    }
    if (shape.isEmpty() || elements < 1) {
      throw new DataException(
          Text.of(
                  "samples of shape %s in %s: expected one or more dimensions, each at least 1, and at most",
                  shape, source)
              + " 2^31 elements in all");
    }
  }

  /** Describes unlabelled or labelled sounds. */
  static DataDescription sounds(
      String name,
      String source,
      List<Integer> shape,
      int sampleRate,
      List<String> classNames,
      Findings findings) {
    return new DataDescription(
        name,
        source,
        new AudioKind(sampleRate),
        shape,
        SOUND_RANGE,
        classNames,
        0,
        Optional.empty(),
        findings);
  }

  /** Describes unlabelled or labelled films. */
  static DataDescription films(
      String name,
      String source,
      List<Integer> shape,
      int frameDelay,
      List<String> classNames,
      Findings findings) {
    return new DataDescription(
        name,
        source,
        new VideoKind(frameDelay),
        shape,
        IMAGE_RANGE,
        classNames,
        0,
        Optional.empty(),
        findings);
  }

  /** Describes unlabelled or labelled images. */
  static DataDescription images(
      String name, String source, List<Integer> shape, List<String> classNames, Findings findings) {
    return new DataDescription(
        name,
        source,
        new ImageKind(),
        shape,
        IMAGE_RANGE,
        classNames,
        0,
        Optional.empty(),
        findings);
  }

  /**
   * Returns the number of elements of one sample.
   *
   * @return the product of the dimensions
   */
  public int sampleSize() {
    int elements = 1;
    for (int dimension : shape) {
      elements *= dimension;
    }
    return elements;
  }

  /**
   * Returns the rate of sounds.
   *
   * @return samples per second and channel; 0 for other kinds
   */
  public int sampleRate() {
    return kind.sampleRate();
  }

  /**
   * Returns whether the samples have labels.
   *
   * @return true if there are class names
   */
  public boolean labelled() {
    return !classNames.isEmpty();
  }

  /** This description under another name. */
  DataDescription named(String newName) {
    return new DataDescription(
        newName, source, kind, shape, range, classNames, skipped, standardisation, findings);
  }

  /** This description after unreadable files were left out. */
  DataDescription skipping(int files) {
    return new DataDescription(
        name, source, kind, shape, range, classNames, files, standardisation, findings);
  }

  /** This description with more findings. */
  DataDescription finding(List<String> notes) {
    return new DataDescription(
        name,
        source,
        kind,
        shape,
        range,
        classNames,
        skipped,
        standardisation,
        findings.and(notes));
  }
}
