package dev.wgan.train.data;

/**
 * Brings images of one shape to the requested size: centre crop, then resampling.
 *
 * <p>Immutable and thread-safe.
 */
final class ImageFit {
  private final int channels;
  private final int sourceHeight;
  private final int sourceWidth;
  private final int cropHeight;
  private final int cropWidth;
  private final Resampler rows;
  private final Resampler columns;

  private ImageFit(
      int channels,
      int sourceHeight,
      int sourceWidth,
      int cropHeight,
      int cropWidth,
      int height,
      int width) {
    this.channels = channels;
    this.sourceHeight = sourceHeight;
    this.sourceWidth = sourceWidth;
    this.cropHeight = cropHeight;
    this.cropWidth = cropWidth;
    this.rows = Resampler.of(cropHeight, height);
    this.columns = Resampler.of(cropWidth, width);
  }

  /** The fit that the options request for images of this shape. */
  static ImageFit of(int channels, int height, int width, DataOptions options) {
    if (options.size().isEmpty()) {
      return new ImageFit(channels, height, width, height, width, height, width);
    }
    int size = options.size().getAsInt();
    int square = Math.min(height, width);
    return options.centreCrop()
        ? new ImageFit(channels, height, width, square, square, size, size)
        : new ImageFit(channels, height, width, height, width, size, size);
  }

  /** The height after fitting. */
  int height() {
    return rows.outputs();
  }

  /** The width after fitting. */
  int width() {
    return columns.outputs();
  }

  /** Returns whether nothing changes. */
  boolean identity() {
    return sourceHeight == height()
        && sourceWidth == width()
        && cropHeight == sourceHeight
        && cropWidth == sourceWidth;
  }

  /** Fits an image: {@code [channels, height, width]} bytes to bytes. */
  byte[] apply(byte[] image) {
    if (identity()) {
      return image;
    }
    int top = (sourceHeight - cropHeight) / 2;
    int left = (sourceWidth - cropWidth) / 2;
    byte[] fitted = new byte[channels * height() * width()];
    float[] narrow = new float[cropHeight * width()]; // [cropHeight, width]
    float[] done = new float[height() * width()]; // [height, width]
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < cropHeight; y++) {
        int row = (c * sourceHeight + top + y) * sourceWidth + left;
        columns.row(image, row, narrow, y * width());
      }
      rows.columns(narrow, done, width());
      for (int i = 0; i < done.length; i++) {
        fitted[c * done.length + i] = (byte) (done[i] + 0.5f);
      }
    }
    return fitted;
  }
}
