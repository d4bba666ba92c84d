package dev.wgan.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The output that a generator's samples are read from.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name in the graph
 * @param type FLOAT32 or UINT8, the type of samples in Java; other types of numbers in the graph
 *     are converted to FLOAT32, booleans to UINT8
 * @param kind the kind of the samples
 * @param shape dimensions of one sample; -1 if the size depends on the inputs
 * @param range the range of its elements; empty if neither the metadata, nor the caller, nor the
 *     graph's last operators determine it
 * @param layout the order of an image's dimensions; empty if samples are not images or the order is
 *     unknown
 * @param sampleRate the frames per second of audio in Hz; empty if samples are not audio or the
 *     rate is unknown
 * @param frameDelay milliseconds from one frame of a film to the next; empty if samples are not
 *     video or the delay is unknown
 */
public record ModelOutput(
    String name,
    TensorData.ElementType type,
    SampleKind kind,
    List<Integer> shape,
    Optional<ValueRange> range,
    Optional<ImageLayout> layout,
    OptionalInt sampleRate,
    OptionalInt frameDelay) {
  /**
   * Creates an output of samples that are not films.
   *
   * @param name its name in the graph
   * @param type FLOAT32 or UINT8
   * @param kind what the samples are
   * @param shape dimensions of one sample; -1 where the size depends on the inputs
   * @param range the range of its elements, if it is known
   * @param layout the order of an image's dimensions, if it is known
   * @param sampleRate the frames per second of audio in Hz
   */
  public ModelOutput(
      String name,
      TensorData.ElementType type,
      SampleKind kind,
      List<Integer> shape,
      Optional<ValueRange> range,
      Optional<ImageLayout> layout,
      OptionalInt sampleRate) {
    this(name, type, kind, shape, range, layout, sampleRate, OptionalInt.empty());
  }

  /**
   * Creates an output whose range is known and whose channels come first.
   *
   * @param name its name in the graph
   * @param type FLOAT32 or UINT8
   * @param kind what the samples are
   * @param shape dimensions of one sample; -1 where the size depends on the inputs
   * @param range the values its elements can take
   */
  public ModelOutput(
      String name,
      TensorData.ElementType type,
      SampleKind kind,
      List<Integer> shape,
      ValueRange range) {
    this(
        name,
        type,
        kind,
        shape,
        Optional.of(range),
        Optional.of(ImageLayout.CHANNELS_FIRST).filter(layout -> kind == SampleKind.IMAGE),
        OptionalInt.empty());
  }

  /** Returns whether every dimension is known. */
  boolean fixed() {
    return !shape.contains(-1);
  }

  /** Returns the size of one element in Java, in bytes. */
  int elementBytes() {
    return type == TensorData.ElementType.UINT8 ? 1 : Float.BYTES;
  }

  /** Returns this output with the sample shape of a run. */
  ModelOutput withShape(List<Integer> found) {
    // Only now an open shape may turn out to be that of an image.
    Optional<ImageLayout> known =
        kind == SampleKind.AUDIO || kind == SampleKind.VIDEO
            ? layout
            : layout.or(() -> ImageDims.layout(found));
    boolean image = kind == SampleKind.VECTOR && known.isPresent();
    return new ModelOutput(
        name, type, image ? SampleKind.IMAGE : kind, found, range, known, sampleRate, frameDelay);
  }

  /** For example "samples (float32 image n x [1, 28, 28] from -1.0 to 1.0)". */
  @Override
  public String toString() {
    return "%s (%s %s n x %s%s%s%s)"
        .formatted(
            name,
            type.name().toLowerCase(Locale.ROOT),
            kind.name().toLowerCase(Locale.ROOT),
            shape,
            range.map(known -> " from %s to %s".formatted(known.low(), known.high())).orElse(""),
            sampleRate.isPresent() ? ", %s Hz".formatted(sampleRate.getAsInt()) : "",
            frameDelay.isPresent() ? ", %s ms a frame".formatted(frameDelay.getAsInt()) : "");
  }
}
