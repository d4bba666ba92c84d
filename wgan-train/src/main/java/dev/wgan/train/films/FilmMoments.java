package dev.wgan.train.films;

import dev.wgan.train.evaluate.ImageShape;
import dev.wgan.train.evaluate.PointSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Films as images for the search for copies: the grey first, middle and last frame of a film are
 * the three channels of one image, so that a mirrored or shifted film is a mirrored or shifted
 * image. Large frames are halved by the means of squares of four pixels.
 *
 * <p>Immutable and thread-safe.
 *
 * @param points the images
 * @param shape the shape of an image
 */
record FilmMoments(PointSet points, ImageShape shape) {
  private static final int CHANNELS = 3;

  /** Frames are halved while their sides are at least this long: what is left shows a copy. */
  private static final int LONG_SIDE = 24;

  /** Takes the moments of films of a shape, which are asked for one by one. */
  static FilmMoments of(int films, IntFunction<float[]> film, List<Integer> shape) {
    int factor = 1;
    while (halves(shape.get(2) / factor) && halves(shape.get(3) / factor)) {
      factor *= 2;
    }
    ImageShape image = new ImageShape(CHANNELS, shape.get(2) / factor, shape.get(3) / factor);
    int size = CHANNELS * image.height() * image.width();
    float[] values = new float[Math.multiplyExact(films, size)];
    for (int i = 0; i < films; i++) {
      add(film.apply(i), shape, factor, values, i * size);
    }
    return new FilmMoments(PointSet.of(values, size), image);
  }

  private static boolean halves(int side) {
    return side >= LONG_SIDE && side % 2 == 0;
  }

  private static void add(float[] film, List<Integer> shape, int factor, float[] values, int at) {
    int last = shape.get(0) - 1;
    int channels = shape.get(1);
    int height = shape.get(2);
    int width = shape.get(3);
    float share = 1f / (channels * factor * factor);
    int[] frames = {0, last / 2, last};
    for (int moment = 0; moment < CHANNELS; moment++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height / factor * factor; y++) {
          int from = ((frames[moment] * channels + c) * height + y) * width;
          int row = at + (moment * (height / factor) + y / factor) * (width / factor);
          for (int x = 0; x < width / factor * factor; x++) {
            values[row + x / factor] += share * film[from + x];
          }
        }
      }
    }
  }
}
