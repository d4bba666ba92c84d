package dev.wgan.runtime;

/** The order of an image's dimensions in a sample. */
public enum ImageLayout {
  /** [channels, height, width], as in PyTorch and in this project's models. */
  CHANNELS_FIRST,
  /** [height, width, channels], as in TensorFlow. */
  CHANNELS_LAST
}
