package dev.wgan.train.data;

/**
 * The largest images that are decoded.
 *
 * <p>Thread-safe: there is no state.
 */
final class ImageLimits {
  private ImageLimits() {}

  /** Refuses an image by its header, before memory is allocated for it. */
  static void check(String source, int width, int height, DataOptions options) {
    if (width < 1 || height < 1) {
      throw new DataException(
          Text.of(
              "%s is an image of %d x %d pixels: expected at least one", source, width, height));
    }
    if (width > options.maxSide()
        || height > options.maxSide()
        || (long) width * height > options.maxPixels()) {
      throw new DataException(
          Text.of(
              "%s is an image of %d x %d pixels: expected at most %d a side and %d in all",
              source, width, height, options.maxSide(), options.maxPixels()));
    }
  }
}
