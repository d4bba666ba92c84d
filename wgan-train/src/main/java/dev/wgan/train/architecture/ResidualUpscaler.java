package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/**
 * Enlarges images by residual blocks without normalization (Lim et al. 2017, "Enhanced deep
 * residual networks for single image super-resolution"), which add what bicubic interpolation
 * lacks. All computation is at the small size; a pixel shuffle makes the large image.
 *
 * <p>Thread-safe: there is no state. The network has no layer of fixed size.
 */
public final class ResidualUpscaler {
  private ResidualUpscaler() {}

  /**
   * Returns a network.
   *
   * @param small the shape of the small image, [channels, height, width]
   * @param factor the factor between the sizes
   * @param width channels of every layer
   * @param depth the number of residual blocks
   * @return a network from {@code image} to an image {@code factor} times as high and wide
   * @throws dev.wgan.network.NetworkException if a number is out of range
   */
  public static NetworkSpec network(Shape small, int factor, int width, int depth) {
    int channels = small.dim(0);
    List<LayerSpec> body = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      body.add(ResidualBlocks.block(width, 1));
    }
    body.add(Conv.of2d(width, width, 3, 1, 1));
    return NetworkSpec.of(
        InputSpec.image(small),
        new Composite.Residual(
            List.of(
                Conv.of2d(channels, width, 3, 1, 1),
                new Composite.Residual(body, List.of()),
                new Activation.LeakyRelu(ResidualBlocks.SLOPE),
                Conv.of2d(width, channels * factor * factor, 3, 1, 1),
                new Reshaping.PixelShuffle(factor)),
            List.of(new Upsample(List.of(factor, factor), Upsample.Mode.CUBIC, false))));
  }
}
