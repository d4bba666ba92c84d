package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Completion;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/**
 * Completes images: an encoder and decoder with dilated convolutions between them (Iizuka et al.
 * 2017, "Globally and locally consistent image completion") adds to a smooth fill of the holes what
 * that lacks. The graph itself computes the fill, and puts the given pixels back at the end.
 *
 * <p>Thread-safe: there is no state. The network runs on every image whose height and width are
 * multiples of 32.
 */
public final class DilatedInpainter {
  /** Averages over up to 32 pixels reach the centre of a hole that is twice as wide. */
  private static final int LEVELS = 5;

  /** Two sweeps bring the fill within 0.3 dB of the smoothest surface. */
  private static final int SWEEPS = 2;

  private static final int MOST_DILATION = 8;

  private DilatedInpainter() {}

  /**
   * Returns a network.
   *
   * @param image the shape of an image, [channels, height, width]
   * @param width channels at the image's size; twice as many at half of it
   * @param depth the number of residual blocks, with dilations of 1, 2, 4, 8, 1, ...
   * @return a network from {@code image} and {@code mask} to the completed image
   * @throws dev.wgan.network.NetworkException if a number is out of range, or height or width is
   *     not a multiple of 32
   */
  public static NetworkSpec network(Shape image, int width, int depth) {
    int channels = image.dim(0);
    List<LayerSpec> layers =
        List.of(
            new Completion.PyramidFill("mask", LEVELS, SWEEPS),
            new Composite.Residual(
                List.of(
                    new Composite.Concat(List.of(List.of(), List.of(new Composite.Input("mask")))),
                    Conv.of2d(channels + 1, width, 5, 1, 2),
                    new Activation.LeakyRelu(ResidualBlocks.SLOPE),
                    new Composite.Skip(half(width, depth)),
                    Conv.of2d(2 * width, width, 3, 1, 1),
                    new Activation.LeakyRelu(ResidualBlocks.SLOPE),
                    Conv.of2d(width, channels, 3, 1, 1)),
                List.of()),
            new Completion.Blend("mask", "image"));
    return new NetworkSpec(
        List.of(InputSpec.image(image), InputSpec.mask(image.dim(1), image.dim(2))), layers);
  }

  /** The layers at half the size. */
  private static List<LayerSpec> half(int width, int depth) {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(Conv.of2d(width, 2 * width, 4, 2, 1));
    layers.add(new Activation.LeakyRelu(ResidualBlocks.SLOPE));
    int dilation = 1;
    for (int i = 0; i < depth; i++) {
      layers.add(ResidualBlocks.block(2 * width, dilation));
      dilation = dilation == MOST_DILATION ? 1 : 2 * dilation;
    }
    layers.add(new Activation.LeakyRelu(ResidualBlocks.SLOPE));
    layers.add(Conv.of2d(2 * width, width, 3, 1, 1));
    layers.add(Upsample.nearest2x());
    return layers;
  }
}
