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
 * s(m) tanh(f) + (1 - s(m)) tanh(mean(b))
 * }</pre>
 *
 * where {@code s} is the logistic function and the mean is over all pixels of a channel. Where the
 * mask is 0, neighbouring pixels are equal to the bit.
 *
 * @param channels c, the channels of the picture
 */
public record Backdrop(int channels) implements LayerSpec {
  /**
   * Checks the number of channels.
   *
   * @throws NetworkException if it is below 1
   */
  public Backdrop {
    Checks.positive("channels", channels);
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

  @Override
  public long multiplications(Shape in, Shape out) {
    return out.elements();
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.backdrop(this, site);
  }
}
