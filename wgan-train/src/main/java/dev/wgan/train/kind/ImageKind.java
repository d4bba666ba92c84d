package dev.wgan.train.kind;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Images, {@code [channels, height, width]}.
 *
 * <p>Immutable and thread-safe.
 */
public record ImageKind() implements Kind {
  /** The picture of interpolations between latents, in the folder of pictures. */
  public static final String INTERPOLATION = "interpolation.png";

  private static final int WAYS = 6;
  private static final int STEPS = 8;

  @Override
  public SampleKind id() {
    return SampleKind.IMAGE;
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

  @Override
  public Optional<BufferedImage> grid(
      float[] samples, List<Integer> shape, ValueRange range, int columns) {
    return Optional.of(ImageRenderer.of(shape, range).grid(samples, columns));
  }

  @Override
  public void overview(ModelView model, Path folder) throws IOException {
    Optional<float[]> samples = model.interpolated(WAYS, STEPS);
    if (samples.isPresent()) {
      ImageRenderer.writePng(
          ImageRenderer.of(model.shape(), model.range()).grid(samples.get(), STEPS),
          folder.resolve(INTERPOLATION));
    }
  }
}
