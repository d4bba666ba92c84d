package dev.wgan.train.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * Images at the size at which their raw values are compared: large ones are halved, by the means of
 * squares of four pixels, until they have few enough values. Distances of pixels say little more at
 * a larger size, and their cost grows with it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param shape of the images that are given
 * @param halvings how often they are halved
 */
record ReducedImages(@Nullable ImageShape shape, int halvings) implements RawSpace {
  /** The largest number of values of an image that is compared as it is. */
  static final int MOST_VALUES = 4096;

  /** The reduction of images of a shape; none for other points. */
  static ReducedImages of(@Nullable ImageShape shape) {
    int halvings = 0;
    ImageShape size = shape;
    while (size != null && size.values() > MOST_VALUES && even(size)) {
      size = half(size);
      halvings++;
    }
    return new ReducedImages(shape, halvings);
  }

  private static boolean even(ImageShape size) {
    return size.height() % 2 == 0 && size.width() % 2 == 0;
  }

  private static ImageShape half(ImageShape size) {
    return new ImageShape(size.channels(), size.height() / 2, size.width() / 2);
  }

  /** The shape of the reduced images. */
  @Override
  public @Nullable ImageShape reduced() {
    ImageShape size = shape;
    for (int i = 0; i < halvings && size != null; i++) {
      size = half(size);
    }
    return size;
  }

  /** Points at the reduced size; the points themselves if they are not reduced. */
  @Override
  public PointSet of(PointSet points) {
    PointSet result = points;
    ImageShape size = shape;
    for (int i = 0; i < halvings && size != null; i++) {
      result = halved(result, size);
      size = half(size);
    }
    return result;
  }

  private static PointSet halved(PointSet points, ImageShape size) {
    float[] from = points.values();
    float[] to = new float[from.length / 4];
    int width = size.width();
    for (int i = 0; i < to.length; i++) {
      int row = i / (width / 2); // of all images and channels, at half of the height
      int at = 2 * row * width + 2 * (i % (width / 2));
      to[i] = (from[at] + from[at + 1] + from[at + width] + from[at + width + 1]) / 4;
    }
    return PointSet.of(to, points.dimension() / 4);
  }

  @Override
  public String label() {
    return Evaluation.RAW;
  }

  /** The words that follow the name of the space, empty if nothing is reduced. */
  @Override
  public String note() {
    ImageShape size = reduced();
    return halvings == 0 || size == null
        ? ""
        : " of images reduced to " + size.width() + "×" + size.height();
  }
}
