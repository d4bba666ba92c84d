package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The arrangement of a sample's pixels.
 *
 * <p>Immutable and thread-safe.
 *
 * @param channels 1, 3 or 4
 * @param height rows
 * @param width columns
 * @param layout the order of the three in a sample
 */
record ImageDims(int channels, int height, int width, ImageLayout layout) {
  /** Grey, RGB, RGB with alpha. */
  static final List<Integer> CHANNELS = List.of(1, 3, 4);

  /** A matrix with shorter sides is taken for numbers rather than for a grey image. */
  private static final int MIN_SIDE = 8;

  /**
   * An image of this shape if the layout is known; empty if samples of the shape are not images.
   */
  static Optional<ImageDims> of(List<Integer> shape, ImageLayout layout) {
    if (shape.size() == 2) {
      return Optional.of(new ImageDims(1, shape.get(0), shape.get(1), layout));
    }
    if (shape.size() != 3) {
      return Optional.empty();
    }
    boolean first = layout == ImageLayout.CHANNELS_FIRST;
    int channels = shape.get(first ? 0 : 2);
    return CHANNELS.contains(channels)
        ? Optional.of(
            new ImageDims(channels, shape.get(first ? 1 : 0), shape.get(first ? 2 : 1), layout))
        : Optional.empty();
  }

  /** The layout that a shape leaves no doubt of; empty if it may be either, or is not an image. */
  static Optional<ImageLayout> layout(List<Integer> shape) {
    boolean matrix = shape.size() == 2 && shape.stream().allMatch(ImageDims::isSide);
    boolean image = mayBeFirst(shape) && !mayBeLast(shape);
    return matrix || image ? Optional.of(ImageLayout.CHANNELS_FIRST) : Optional.empty();
  }

  private static boolean isSide(int size) {
    return size < 0 || size >= MIN_SIDE;
  }

  /** Returns whether a shape may be that of an image with its channels last. */
  static boolean mayBeLast(List<Integer> shape) {
    return shape.size() == 3 && CHANNELS.contains(shape.get(2));
  }

  /** Returns whether a shape may be that of an image with its channels first. */
  static boolean mayBeFirst(List<Integer> shape) {
    return shape.size() == 3 && CHANNELS.contains(shape.get(0));
  }

  int elements() {
    return channels * height * width;
  }

  /** The place of a channel of a pixel among a sample's elements. */
  int index(int channel, int pixel) {
    return layout == ImageLayout.CHANNELS_FIRST
        ? channel * height * width + pixel
        : pixel * channels + channel;
  }
}
