package dev.wgan.runtime;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns samples of shape [frames, channels, height, width] into films: grey, RGB or RGBA.
 *
 * <p>Immutable and thread-safe.
 */
public final class VideoRenderer {
  private static final int RANK = 4;

  private final int frames;
  private final int frameSize;
  private final ImageRenderer renderer;
  private final int delayMillis;

  private VideoRenderer(int frames, int frameSize, ImageRenderer renderer, int delayMillis) {
    this.frames = frames;
    this.frameSize = frameSize;
    this.renderer = renderer;
    this.delayMillis = delayMillis;
  }

  /**
   * Returns the renderer of a model's samples. Films of a model that does not state the delay of
   * its frames get {@link Video#DEFAULT_DELAY}.
   *
   * @param output the model's output
   * @return the renderer
   * @throws NotVideoException if the samples are not films, or it is not known which values are
   *     black and white
   */
  public static VideoRenderer of(ModelOutput output) {
    Arguments.require(output, "output");
    List<Integer> shape = output.shape();
    boolean film =
        (output.kind() == SampleKind.VIDEO || output.kind() == SampleKind.VECTOR)
            && shape.size() == RANK
            && !shape.contains(-1)
            && ImageDims.CHANNELS.contains(shape.get(1));
    if (!film) {
      throw new NotVideoException(
          FailureSentence.of(
              "%s samples of shape %s are not films: expected [frames, channels, height, width] with"
                  + " 1, 3 or 4 channels; %s gives flat samples such dimensions",
              output.kind().name().toLowerCase(Locale.ROOT), shape, Setting.SAMPLE_SHAPE));
    }
    ValueRange range =
        output
            .range()
            .orElseThrow(
                () ->
                    new NotVideoException(
                        FailureSentence.of(
                            "the last operator of '%s' does not bound its values, so that black"
                                + " and white are not known: say with %s what they are, such as -1"
                                + " and 1; an .npy file needs no range",
                            output.name(), Setting.RANGE)));
    return of(shape, range, output.frameDelay().orElse(Video.DEFAULT_DELAY));
  }

  /**
   * Returns a renderer.
   *
   * @param shape the shape of a sample, [frames, channels, height, width] with 1, 3 or 4 channels
   * @param range the values shown as black and white
   * @param delayMillis milliseconds from one frame to the next
   * @return the renderer
   * @throws NotDrawableException if the frames of such samples are not images
   */
  public static VideoRenderer of(List<Integer> shape, ValueRange range, int delayMillis) {
    Arguments.require(shape, "shape");
    Arguments.require(range, "range");
    List<Integer> frame = shape.subList(Math.min(1, shape.size()), shape.size());
    return new VideoRenderer(
        shape.get(0), (int) Shapes.elements(frame), ImageRenderer.of(frame, range), delayMillis);
  }

  /**
   * Renders one film.
   *
   * @param sample its values, row-major
   * @return the film
   */
  public Video video(float[] sample) {
    Arguments.require(sample, "sample");
    return grid(sample, 1, false);
  }

  /**
   * Renders films next to each other, row by row, as one film.
   *
   * @param samples the values of all samples, [n, frames, channels, height, width]
   * @param columns films of a row, 1 or more
   * @return the film
   * @throws InputException if there is no sample, no column, or more than 100 million pixels in a
   *     frame
   */
  public Video grid(float[] samples, int columns) {
    Arguments.require(samples, "samples");
    return grid(samples, columns, true);
  }

  private Video grid(float[] samples, int columns, boolean gaps) {
    int n = samples.length / (frames * frameSize);
    List<BufferedImage> pictures = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      float[] moment = new float[n * frameSize]; // frame t of every film
      for (int i = 0; i < n; i++) {
        System.arraycopy(samples, (i * frames + t) * frameSize, moment, i * frameSize, frameSize);
      }
      pictures.add(gaps ? renderer.grid(moment, columns) : renderer.image(moment));
    }
    return Video.of(pictures, delayMillis);
  }

  /**
   * Renders films as one picture: a row of frames for each.
   *
   * @param samples the values of all samples, [n, frames, channels, height, width]
   * @return the picture
   * @throws InputException if there is no sample, or more than 100 million pixels
   */
  public BufferedImage strips(float[] samples) {
    Arguments.require(samples, "samples");
    return renderer.grid(samples, frames);
  }
}
