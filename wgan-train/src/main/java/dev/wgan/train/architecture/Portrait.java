package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Backdrop;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of something in front of a background of one colour (after Yang et al. 2017, "LR-GAN").
 * An upconv paints the thing and its mask, a perceptron chooses the background: if one network does
 * both, the colour of the background tints the thing. The upconv starts with a layer of units that
 * can tell one colour of hair from another before any of it is painted.
 */
final class Portrait {
  private static final int UNITS = 256;
  private static final int COLOUR_UNITS = 64;

  /** The last doublings repeat pixels, which leaves no grain on plain areas. */
  private static final int REPEATING = 2;

  private Portrait() {}

  static List<LayerSpec> generator(Architecture architecture, boolean closedCorners) {
    int colours = architecture.sample().dim(0);
    return List.of(
        new Composite.Concat(List.of(foreground(architecture), background(architecture))),
        new Backdrop(colours, closedCorners));
  }

  private static List<LayerSpec> foreground(Architecture architecture) {
    Shape image = architecture.sample();
    int width = architecture.width();
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(architecture.latent(), UNITS));
    layers.add(new Activation.Relu());
    layers.addAll(Upconv.features(architecture, UNITS, image, width, REPEATING));
    layers.add(Conv.of2d(Upconv.lastChannels(width), image.dim(0) + 1, 3, 1, 1));
    return layers;
  }

  private static List<LayerSpec> background(Architecture architecture) {
    Shape image = architecture.sample();
    List<LayerSpec> layers =
        new ArrayList<>(Mlp.perceptron(architecture.latent(), COLOUR_UNITS, image.dim(0)));
    layers.add(new Reshaping.Reshape(Shape.of(image.dim(0), 1, 1)));
    layers.add(new Upsample(List.of(image.dim(1), image.dim(2)), Upsample.Mode.NEAREST, false));
    return layers;
  }
}
