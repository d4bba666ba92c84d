package dev.wgan.train.restore;

/**
 * A classical way to enlarge images, with which a network is compared.
 *
 * <p>Thread-safe.
 */
public enum Enlargement {
  /** Repeats pixels. */
  NEAREST(Kernel.NEAREST),
  /** Cubic convolution, a = -0.5. */
  BICUBIC(Kernel.CUBIC),
  /** A sinc of three lobes on each side. */
  LANCZOS(Kernel.LANCZOS);

  private final Kernel kernel;

  Enlargement(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Enlarges images.
   *
   * @param images planes in a row, {@code [planes, height, width]}
   * @param planes the number of planes
   * @param height the height of a plane
   * @param width the width of a plane
   * @param factor the factor, 1 or more
   * @return the enlarged planes, {@code [planes, factor * height, factor * width]}
   */
  public float[] enlarge(float[] images, int planes, int height, int width, int factor) {
    return Resampling.planes(
        images, planes, height, width, height * factor, width * factor, kernel);
  }
}
