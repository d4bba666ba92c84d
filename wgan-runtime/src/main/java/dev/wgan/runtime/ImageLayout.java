package dev.wgan.runtime;

/** The order of an image's dimensions in a sample. */
public enum ImageLayout {
  /** [channels, height, width], as PyTorch and this project's own models have it. */
  CHANNELS_FIRST,
  /** [height, width, channels], as TensorFlow has it. */
  CHANNELS_LAST
}
