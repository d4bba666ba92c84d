package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Pooling;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.List;

/**
 * Critics that score the patches of an image together with what the generator was given, and return
 * the mean (Isola et al. 2017, "Image-to-image translation with conditional adversarial networks",
 * section 3.2.2): texture is judged everywhere, with few parameters.
 *
 * <p>Thread-safe: there is no state.
 */
public final class PatchCritic {
  private static final double SLOPE = 0.2;

  private PatchCritic() {}

  /**
   * Returns a critic of enlarged images.
   *
   * @param large the shape of the large image
   * @param small the shape of the small image that was given
   * @param width channels of the first layer
   * @return a network from {@code sample} and {@code image} to one score
   */
  public static NetworkSpec ofLarge(Shape large, Shape small, int width) {
    int factor = large.dim(1) / small.dim(1);
    LayerSpec given =
        new Composite.Concat(
            List.of(
                List.of(),
                List.of(
                    new Composite.Input("image"),
                    new Upsample(List.of(factor, factor), Upsample.Mode.NEAREST, false))));
    return network(
        List.of(InputSpec.sample(large), InputSpec.image(small)), given, 2 * large.dim(0), width);
  }

  /**
   * Returns a critic of completed images.
   *
   * @param image the shape of the image
   * @param width channels of the first layer
   * @return a network from {@code sample} and {@code mask} to one score
   */
  public static NetworkSpec ofMasked(Shape image, int width) {
    LayerSpec given =
        new Composite.Concat(List.of(List.of(), List.of(new Composite.Input("mask"))));
    return network(
        List.of(InputSpec.sample(image), InputSpec.mask(image.dim(1), image.dim(2))),
        given,
        image.dim(0) + 1,
        width);
  }

  private static NetworkSpec network(
      List<InputSpec> inputs, LayerSpec given, int channels, int width) {
    return new NetworkSpec(
        inputs,
        List.of(
            given,
            Conv.of2d(channels, width, 4, 2, 1),
            new Activation.LeakyRelu(SLOPE),
            Conv.of2d(width, 2 * width, 4, 2, 1),
            new Activation.LeakyRelu(SLOPE),
            Conv.of2d(2 * width, 4 * width, 3, 1, 1),
            new Activation.LeakyRelu(SLOPE),
            Conv.of2d(4 * width, 1, 1, 1, 0),
            new Pooling.GlobalAvgPool()));
  }
}
