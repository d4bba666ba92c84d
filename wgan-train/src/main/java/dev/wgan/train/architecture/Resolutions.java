package dev.wgan.train.architecture;

import dev.wgan.network.NetworkException;
import dev.wgan.network.Shape;
import java.util.Locale;

/** The image sizes that convolutional networks reach by doubling: 28 = 7·4, 32 = 4·8, 64 = 4·16. */
final class Resolutions {
  private Resolutions() {}

  static void check(Architecture.Kind kind, Shape sample) {
    boolean square = sample.rank() == 3 && sample.dim(1) == sample.dim(2);
    int size = square ? sample.dim(1) : 0;
    if (size != 28 && size != 32 && size != 64) {
      throw new NetworkException(
          "a %s of samples %s: expected square images of 28, 32 or 64 pixels; resize them, choose an mlp, or write the networks as JSON"
              .formatted(kind.name().toLowerCase(Locale.ROOT), sample));
    }
  }

  /** The smallest size, from which doubling starts. */
  static int smallest(Shape image) {
    return image.dim(1) == 28 ? 7 : 4;
  }

  /** The number of doublings of the smallest size. */
  static int doublings(Shape image) {
    return Integer.numberOfTrailingZeros(image.dim(1) / smallest(image));
  }
}
