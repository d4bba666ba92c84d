package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv3d;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Films as Saito et al. 2017 ("Temporal generative adversarial nets") make them: one-dimensional
 * transposed convolutions turn the latent into a sequence of features, and a dcgan turns the
 * features of each frame, together with features that stay the same in all frames, into that frame.
 * The critic convolves over frames, height and width at once.
 */
final class Tgan {
  private static final double SLOPE = 0.2;
  private static final int DOUBLING = 4; // the kernel of a layer that doubles or halves an extent
  private static final int TEMPORAL_KERNEL = 3; // halves any number of frames, down to one
  private static final int TEMPORAL_FACTOR = 4; // two doublings
  private static final int MOST_FRAMES = 64;

  private Tgan() {}

  /** Fails unless samples are films of square frames. */
  static void check(Architecture.Kind kind, Shape sample) {
    boolean film = sample.rank() == 4;
    int frames = film ? sample.dim(0) : 0;
    if (!film || frames % TEMPORAL_FACTOR != 0 || frames > MOST_FRAMES) {
      throw new NetworkException(
          "a %s of samples %s: expected films [frames×channels×height×width] of 4, 8, 12 or more frames, at most 64"
              .formatted(kind.name().toLowerCase(Locale.ROOT), sample));
    }
    Resolutions.check(kind, frame(sample));
  }

  static Shape frame(Shape sample) {
    return Shape.of(sample.dim(1), sample.dim(2), sample.dim(3));
  }

  static List<LayerSpec> generator(Architecture architecture) {
    int width = architecture.width();
    int frames = architecture.sample().dim(0);
    int in = architecture.latent();
    List<LayerSpec> layers = new ArrayList<>();
    if (architecture.conditional()) {
      layers.add(Conditioning.besideFeatures(architecture.classes()));
      in += Conditioning.features(architecture.classes());
    }
    int lasting = 4 * width;
    int moving = 2 * width;
    layers.add(
        new Composite.Concat(
            List.of(
                List.of(
                    new Linear(in, lasting),
                    new Activation.Relu(),
                    new Reshaping.Reshape(Shape.of(lasting, 1)),
                    new Upsample(List.of(frames), Upsample.Mode.NEAREST, false)),
                motion(in, moving, frames))));
    layers.add(new Reshaping.Swap()); // [frames, features]
    layers.add(
        new Composite.PerFrame(
            Dcgan.generator(
                new Architecture(
                    Architecture.Kind.DCGAN,
                    width,
                    1,
                    lasting + moving,
                    frame(architecture.sample()),
                    0,
                    0))));
    return layers;
  }

  /** From the latent to a sequence of features, {@code [out, frames]}. */
  private static List<LayerSpec> motion(int in, int out, int frames) {
    int start = frames / TEMPORAL_FACTOR;
    return List.of(
        new Linear(in, 2 * out * start),
        new Activation.Relu(),
        new Reshaping.Reshape(Shape.of(2 * out, start)),
        doubling(2 * out, out),
        new Activation.Relu(),
        doubling(out, out),
        new Activation.Tanh());
  }

  private static LayerSpec doubling(int in, int out) {
    return new ConvTranspose(
        in, out, List.of(DOUBLING), List.of(2), List.of(1), List.of(0), List.of(1), 1, true);
  }

  static List<LayerSpec> critic(Architecture architecture, CriticNormalization normalization) {
    Shape frame = frame(architecture.sample());
    int frames = architecture.sample().dim(0);
    int in = frame.dim(0);
    int out = architecture.width();
    int halvings = StridedCritic.halvings(frame);
    List<LayerSpec> layers = new ArrayList<>(List.of(new Reshaping.Swap()));
    for (int i = 0; i < halvings; i++) {
      boolean normalized = i > 0 && normalization != CriticNormalization.NONE;
      int kernel = i == halvings - 1 ? StridedCritic.coarsestKernel(frame) : DOUBLING;
      layers.add(
          new Conv3d(
              in,
              out,
              List.of(TEMPORAL_KERNEL, kernel, kernel),
              List.of(2, 2, 2),
              List.of(1, 1, 1),
              !normalized));
      if (normalized) {
        layers.addAll(CriticLayers.normalization(normalization, out));
      }
      layers.add(new Activation.LeakyRelu(SLOPE));
      layers.addAll(CriticLayers.dropout(architecture));
      frames = (frames + 1) / 2;
      in = out;
      out *= 2;
    }
    int features = in * frames * StridedCritic.SMALLEST * StridedCritic.SMALLEST;
    layers.add(new Reshaping.Flatten());
    layers.add(
        architecture.conditional()
            ? new Projection(features, architecture.classes(), Conditioning.LABEL)
            : new Linear(features, 1));
    return layers;
  }
}
