package dev.wgan.train.evaluate;

import dev.wgan.train.page.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pictures of a report, for its templates. */
interface ReportPictures {
  /** The picture of the samples. */
  SamplesView samples();

  /** Some samples of each class; empty if there are none. */
  List<ClassExamples> classes();

  /** Samples next to their nearest training points; empty if there are none. */
  List<PairView> neighbours();

  /**
   * The samples: images laid out in as many columns as fit, or points in the plane.
   *
   * @param grid the images, if they are images
   * @param plane the points, if they lie in the plane
   */
  record SamplesView(@Nullable ImageGrid grid, @Nullable PlaneView plane) {}

  /**
   * Images of one size.
   *
   * @param alt a description in words
   * @param tile the width of each in pixels of the page
   * @param images the images
   * @param caption the caption; empty for none
   */
  record ImageGrid(String alt, int tile, List<Image> images, String caption) {}

  /**
   * Points in a square.
   *
   * @param size the side of the square
   * @param groups points of a kind, the ones in the background first
   */
  record PlaneView(int size, List<PointGroup> groups) {}

  /**
   * Points of a kind.
   *
   * @param style the kind
   * @param points where they are
   */
  record PointGroup(String style, List<PlanePoint> points) {}

  /**
   * A point in pixels.
   *
   * @param x from the left
   * @param y from the top
   */
  record PlanePoint(String x, String y) {}

  /**
   * Samples of a class.
   *
   * @param name the class
   * @param grid the samples; null if there is none
   */
  record ClassExamples(String name, @Nullable ImageGrid grid) {}

  /**
   * A sample above its nearest training image.
   *
   * @param image both
   * @param distance the distance between them
   */
  record PairView(Image image, String distance) {}
}
