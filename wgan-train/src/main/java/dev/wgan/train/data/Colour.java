package dev.wgan.train.data;

/** The number of channels of the images. */
public enum Colour {
  /**
   * One channel if every image file stores grey values (a palette counts as colours), three
   * otherwise.
   */
  AUTO,
  /** One channel: the luma of ITU-R BT.601, {@code .299 R + .587 G + .114 B}. */
  GREY,
  /** Three channels: red, green, blue. */
  RGB;

  /** The number of channels of images whose files all store greys, or not. */
  int channels(boolean allGrey) {
    return switch (this) {
      case GREY -> 1;
      case RGB -> 3;
      case AUTO -> allGrey ? 1 : 3;
    };
  }
}
