package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a critic of images before its score: strided convolutions down to 4 pixels, and the
 * features as a vector. Kernels of 4 at stride 2 cover every pixel equally often. Only between 4
 * and 7 pixels the kernel is 3, because no even kernel joins these sizes.
 */
final class StridedCritic {
  private static final double SLOPE = 0.2;

  /** Pixels of the coarsest features: a critic that sees less of an image at once misjudges it. */
  static final int SMALLEST = 4;

  private StridedCritic() {}

  /**
   * Returns the layers.
   *
   * @param width channels of the first layer, which double when the resolution halves
   * @param planes whether the class joins the last convolution's channels
   */
  static List<LayerSpec> features(
      Architecture architecture, int width, CriticNormalization normalization, boolean planes) {
    Shape image = architecture.sample();
    int in = image.dim(0);
    int out = width;
    int halvings = halvings(image);
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < halvings; i++) {
      boolean normalized = i > 0 && normalization != CriticNormalization.NONE;
      boolean last = i == halvings - 1;
      if (last && planes) {
        int size = image.dim(1) == 28 ? 7 : 2 * SMALLEST;
        layers.add(Conditioning.besideChannels(architecture.classes(), size, size));
        in += Conditioning.features(architecture.classes());
      }
      layers.add(Conv.of2d(in, out, last ? coarsestKernel(image) : 4, 2, 1).withBias(!normalized));
      if (normalized) {
        layers.addAll(CriticLayers.normalization(normalization, out));
      }
      layers.add(new Activation.LeakyRelu(SLOPE));
      layers.addAll(CriticLayers.dropout(architecture));
      in = out;
      out *= 2;
    }
    layers.add(new Reshaping.Flatten());
    return layers;
  }

  /** The number of features. */
  static int length(Shape image, int width) {
    return (width << (halvings(image) - 1)) * SMALLEST * SMALLEST;
  }

  /** The number of halvings from the image to 4 pixels; 7 counts as twice 4. */
  static int halvings(Shape image) {
    return image.dim(1) == 64 ? 4 : 3;
  }

  static int coarsestKernel(Shape image) {
    return image.dim(1) == 28 ? 3 : 4;
  }
}
