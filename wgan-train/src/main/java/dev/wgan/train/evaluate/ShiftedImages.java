package dev.wgan.train.evaluate;

import java.util.stream.IntStream;

/**
 * Comparison of images with training images under shifts of up to two pixels and mirroring; of
 * spectrograms under shifts in time alone.
 *
 * <p>Immutable and thread-safe. Only the inner part of a training image, without a border of two
 * pixels, is compared, so that a shift moves nothing out of sight. For each of the 49 variations of
 * an image, candidates are the training images nearest by the mean values of a grid of 4 × 4 tiles.
 * A shifted copy has equal means, hence it is always a candidate. The search costs about as much as
 * that among unchanged images of 28 × 28 pixels.
 */
final class ShiftedImages {
  private static final int MOST = 2;
  private static final int GRID = 4;

  /** Images of smaller sides have too little inside. */
  private static final int LEAST_SIDE = 12;

  private final ImageShape shape;
  private final PointSet images;
  private final PointSet training;
  private final Variation[] variations;

  /** A variation of an image: the shift along both axes after perhaps mirroring it. */
  private record Variation(int down, int right, boolean mirrored) {}

  /** A receiver of training images that are near to a variation of an image. */
  interface Visitor {
    /** Receives a candidate; the calls for one image come from one thread. */
    void visit(int image, int candidate, double distance);
  }

  ShiftedImages(ImageShape shape, PointSet images, PointSet training) {
    this.shape = shape;
    this.images = images;
    this.training = training;
    int shifts = 2 * MOST + 1;
    this.variations =
        IntStream.range(0, 2 * shifts * shifts)
            .mapToObj(i -> new Variation(i / 2 / shifts - MOST, i / 2 % shifts - MOST, i % 2 == 1))
            .filter(v -> v.down() != 0 || v.right() != 0 || v.mirrored())
            .filter(v -> !shape.spectrogram() || (v.down() == 0 && !v.mirrored()))
            .toArray(Variation[]::new);
  }

  /** Returns whether images are large enough to be shifted. */
  static boolean suits(ImageShape shape) {
    return Math.min(shape.height(), shape.width()) >= LEAST_SIDE;
  }

  /** Visits, for each variation of each image, the nearest training images. */
  void forEachCandidate(int candidates, Visitor visitor) {
    int k = Math.min(candidates, training.size());
    PointSet tiles = means(training, new Variation[] {new Variation(0, 0, false)});
    NearestNeighbours nearest = NearestNeighbours.among(means(images, variations), tiles, k);
    double scale = (double) shape.values() / (shape.channels() * innerHeight() * innerWidth());
    IntStream.range(0, images.size())
        .parallel()
        .forEach(
            image -> {
              for (int v = 0; v < variations.length; v++) {
                for (int rank = 0; rank < k; rank++) {
                  int candidate = nearest.index(image * variations.length + v, rank);
                  double squared = squared(image, variations[v], candidate);
                  visitor.visit(image, candidate, Math.sqrt(scale * squared));
                }
              }
            });
  }

  private int innerHeight() {
    return shape.height() - 2 * MOST;
  }

  private int innerWidth() {
    return shape.width() - 2 * MOST;
  }

  /** The place, within an image, of what a variation shows at a place of its inner part. */
  private int place(Variation variation, int channel, int y, int x) {
    int row = y + MOST + variation.down();
    int column = x + MOST + variation.right();
    int source = variation.mirrored() ? shape.width() - 1 - column : column;
    return (channel * shape.height() + row) * shape.width() + source;
  }

  /** The means of the tiles of each variation of each image, [images, variations, tiles]. */
  private PointSet means(PointSet of, Variation[] varied) {
    int tiles = shape.channels() * GRID * GRID;
    float[] means = new float[Math.multiplyExact(of.size() * varied.length, tiles)];
    IntStream.range(0, of.size())
        .parallel()
        .forEach(
            image -> {
              for (int v = 0; v < varied.length; v++) {
                addMeans(of, image, varied[v], means, (image * varied.length + v) * tiles);
              }
            });
    return PointSet.of(means, tiles);
  }

  private void addMeans(PointSet of, int image, Variation variation, float[] means, int at) {
    float[] values = of.values();
    int from = image * shape.values();
    float share = (float) (GRID * GRID) / (innerHeight() * innerWidth());
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < innerHeight(); y++) {
        int row = at + (channel * GRID + y * GRID / innerHeight()) * GRID;
        for (int x = 0; x < innerWidth(); x++) {
          means[row + x * GRID / innerWidth()] +=
              share * values[from + place(variation, channel, y, x)];
        }
      }
    }
  }

  /** The squared distance of a variation's inner part from that of a training image. */
  private double squared(int image, Variation variation, int candidate) {
    float[] values = images.values();
    float[] others = training.values();
    int from = image * shape.values();
    int other = candidate * shape.values();
    Variation none = new Variation(0, 0, false);
    double sum = 0;
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int y = 0; y < innerHeight(); y++) {
        for (int x = 0; x < innerWidth(); x++) {
          double difference =
              values[from + place(variation, channel, y, x)]
                  - others[other + place(none, channel, y, x)];
          sum += difference * difference;
        }
      }
    }
    return sum;
  }
}
