package dev.wgan.network;

/**
 * A picture in front of a plain background, as in LR-GAN (Yang et al. 2017, "LR-GAN: layered
 * recursive generative adversarial networks for image generation", section 3.2) with one background
 * colour for each sample.
 *
 * <p>The input has 2c + 1 channels: a foreground {@code f} of c channels, a mask {@code m} of one,
 * and a background {@code b} of c. The result is
 *
 * <pre>{@code
 * s tanh(f) + (1 - s) tanh(mean(b)),  s = logistic(m)
 * }</pre>
 *
 * where the mean is over all pixels of a channel. Where {@code s} is 0, neighbouring pixels are
 * equal to the bit. Nothing keeps a network from painting the background as part of the foreground,
 * with speckles. With closed corners, therefore,
 *
 * <pre>{@code
 * s = logistic(4 (m - corners(m) - 1))
 * }</pre>
 *
 * where {@code corners} is the mean over two squares at the upper left and right, an eighth of the
 * picture's smaller side wide: the share of the foreground there is about 2 %.
 *
 * @param channels c, the channels of the picture
 * @param closedCorners whether the mask is closed at both upper corners
 */
public record Backdrop(int channels, boolean closedCorners) implements LayerSpec {
  /** The factor of a mask with closed corners, which makes its edges sharp. */
  public static final double SHARPNESS = 4;

  /** The height above its corners at which such a mask lets half of the foreground through. */
  public static final double HALF = 1;

  /** The picture's smaller side has this many corners. */
  private static final int CORNERS = 8;

  /**
   * Checks the number of channels.
   *
   * @throws NetworkException if it is below 1
   */
  public Backdrop {
    Checks.positive("channels", channels);
  }

  /**
   * Creates a layer whose mask is free.
   *
   * @param channels c, the channels of the picture
   */
  public Backdrop(int channels) {
    this(channels, false);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    Checks.rank(in, 3, "[2 channels + 1, height, width]");
    if (in.dim(0) != 2L * channels + 1) {
      throw new NetworkException(
          "is given %s: expected 2 x %s + 1 channels: foreground, mask and background"
              .formatted(in, channels));
    }
    return in.with(0, channels);
  }

  /**
   * Returns the side of the squares at the upper left and right where the mask may be closed.
   *
   * @param picture a shape of [channels, height, width]
   * @return the side in pixels, at least 1
   */
  public static int cornerOf(Shape picture) {
    return Math.max(1, Math.min(picture.dim(1), picture.dim(2)) / CORNERS);
  }

  @Override
  public long multiplications(Shape in, Shape out) {
    return out.elements();
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.backdrop(this, site);
  }
}
