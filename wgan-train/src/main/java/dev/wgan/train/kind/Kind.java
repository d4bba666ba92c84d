package dev.wgan.train.kind;

import dev.wgan.runtime.AudioClip;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kind of samples, such as images or rows of a table: everything in which training and evaluation
 * depend on the kind.
 *
 * <p>Immutable and thread-safe. Reading, training, evaluation and reports use a kind through these
 * methods alone.
 */
public sealed interface Kind
    permits AudioKind, ImageKind, VideoKind, TableKind, VectorKind, Kind.Custom {
  /** A kind of an application's own. */
  non-sealed interface Custom extends Kind {}

  /**
   * Returns the kind of an exported file's samples.
   *
   * @param id the kind as files name it
   * @return the kind
   */
  static Kind of(SampleKind id) {
    return switch (id) {
      case IMAGE -> new ImageKind();
      case TABLE -> new TableKind(0);
      case AUDIO -> new AudioKind(0);
      case VIDEO -> new VideoKind(0);
      case VECTOR -> new VectorKind();
    };
  }

  /**
   * Returns the kind as files name it.
   *
   * @return the name in the run folder and in exported files
   */
  SampleKind id();

  /**
   * Returns the noun of one sample.
   *
   * @return such as {@code sample} or {@code row}
   */
  default String noun() {
    return "sample";
  }

  /**
   * Describes the size of a sample.
   *
   * @param shape the shape of one sample
   * @return a clause that follows the noun, such as {@code of shape [1, 28, 28]}
   */
  default String extent(List<Integer> shape) {
    return "of shape " + shape;
  }

  /**
   * Returns the rate of waveforms.
   *
   * @return samples per second; 0 for samples that are not sound
   */
  default int sampleRate() {
    return 0;
  }

  /**
   * Returns the delay between the frames of films.
   *
   * @return milliseconds from one frame to the next; 0 for samples that are not films
   */
  default int frameDelay() {
    return 0;
  }

  /**
   * Returns whether a mirrored sample is a sample, too.
   *
   * @return true if half of the samples may be mirrored along their last dimension
   */
  default boolean mirrors() {
    return false;
  }

  /**
   * Returns whether data can be read at another size.
   *
   * @return true if the number of elements can be chosen
   */
  default boolean resizes() {
    return false;
  }

  /**
   * Returns whether samples of equal content are one sample that was stored several times.
   *
   * @return true if such samples belong to the same part of the data
   */
  default boolean distinct() {
    return true;
  }

  /**
   * Returns whether a sample can be drawn as a picture of its own.
   *
   * @return true if {@link #grid} draws samples
   */
  default boolean drawsSamples() {
    return false;
  }

  /**
   * Draws samples next to each other.
   *
   * @param samples the samples, {@code [n, shape]}
   * @param shape the shape of one sample
   * @param range the values of their elements
   * @param columns samples of a row of the picture
   * @return the picture; empty for samples that cannot be drawn
   */
  default Optional<BufferedImage> grid(
      float[] samples, List<Integer> shape, ValueRange range, int columns) {
    return Optional.empty();
  }

  /**
   * Joins the first samples to one sound.
   *
   * @param samples the samples, {@code [n, shape]}
   * @param shape the shape of one sample
   * @param range the values of their elements
   * @return the sound; empty for samples that cannot be played
   */
  default Optional<AudioClip> sound(float[] samples, List<Integer> shape, ValueRange range) {
    return Optional.empty();
  }

  /**
   * Writes the pictures that show a model, such as interpolations between latents.
   *
   * @param model the model in training
   * @param folder the folder that the pictures are written into
   * @throws IOException if a picture cannot be written
   */
  default void overview(ModelView model, Path folder) throws IOException {}
}
