package dev.wgan.train.architecture;

import dev.wgan.network.Composite;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Translate;
import java.util.ArrayList;
import java.util.List;

/**
 * Films of one thing that moves over black: an upconv paints a picture, a perceptron draws a path,
 * and the picture moves along the path ({@link Translate}). Content and motion come from separate
 * networks, as in Tulyakov et al. 2018 ("MoCoGAN"); the content of a film cannot change. The critic
 * is that of a {@link Tgan}.
 */
final class Sprite {
  /** The units of the perceptron that draws the path. */
  private static final int PATH = 128;

  /**
   * The picture is painted larger than it is seen, so that it looks alike at any part of a pixel.
   */
  private static final int FINER = 2;

  /** One picture serves all frames, so that a wide network for it costs little. */
  private static final int WIDER = 2;

  private Sprite() {}

  static List<LayerSpec> generator(Architecture architecture) {
    int frames = architecture.sample().dim(0);
    Shape frame = Tgan.frame(architecture.sample());
    int channels = frame.dim(0);
    int side = FINER * frame.dim(1);
    return List.of(
        new Composite.Concat(
            List.of(
                picture(architecture, frame),
                Mlp.perceptron(architecture.latent(), PATH, 2 * frames))),
        new Translate(frames, channels, side, side, side / 4),
        new Composite.PerFrame(List.of(halving())));
  }

  private static List<LayerSpec> picture(Architecture architecture, Shape frame) {
    Shape parts = frame.with(0, frame.dim(0) * FINER * FINER);
    List<LayerSpec> layers =
        new ArrayList<>(Upconv.generator(architecture, parts, WIDER * architecture.width()));
    layers.add(new Reshaping.PixelShuffle(FINER));
    layers.add(new Reshaping.Flatten());
    return layers;
  }

  private static LayerSpec halving() {
    List<Integer> extent = List.of(FINER, FINER);
    return new Pooling.AvgPool(extent, extent, List.of(0, 0), false, true);
  }
}
