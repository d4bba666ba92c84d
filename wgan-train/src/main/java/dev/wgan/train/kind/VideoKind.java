package dev.wgan.train.kind;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import dev.wgan.runtime.Video;
import dev.wgan.runtime.VideoRenderer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Films, {@code [frames, channels, height, width]}, drawn as rows of their frames.
 *
 * <p>Immutable and thread-safe.
 *
 * @param frameDelay milliseconds from one frame to the next; 0 if they are not known
 */
public record VideoKind(int frameDelay) implements Kind {
  /** The animation of films between latents, in the folder of pictures. */
  public static final String FILMS = "films.gif";

  private static final int WAYS = 6;
  private static final int STEPS = 8;

  /** Frames in a row of a picture, if films are shorter. */
  private static final int FRAMES_IN_A_ROW = 16;

  @Override
  public SampleKind id() {
    return SampleKind.VIDEO;
  }

  @Override
  public String noun() {
    return "film";
  }

  @Override
  public boolean mirrors() {
    return true;
  }

  @Override
  public boolean resizes() {
    return true;
  }

  @Override
  public boolean drawsSamples() {
    return true;
  }

  /** Writes an animation of films between latents. */
  @Override
  public void overview(ModelView model, Path folder) throws IOException {
    Optional<float[]> films = model.interpolated(WAYS, STEPS);
    if (films.isPresent()) {
      int delay = frameDelay > 0 ? frameDelay : Video.DEFAULT_DELAY;
      VideoRenderer.of(model.shape(), model.range(), delay)
          .grid(films.get(), STEPS)
          .writeGif(folder.resolve(FILMS));
    }
  }

  @Override
  public Optional<BufferedImage> grid(
      float[] samples, List<Integer> shape, ValueRange range, int columns) {
    int frames = shape.get(0);
    int films = Math.max(1, FRAMES_IN_A_ROW / frames);
    return Optional.of(
        ImageRenderer.of(shape.subList(1, shape.size()), range).grid(samples, films * frames));
  }
}
