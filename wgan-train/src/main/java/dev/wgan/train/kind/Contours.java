package dev.wgan.train.kind;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.train.config.TrainingException;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A picture of a critic of two-dimensional data: its scores as bands of colour with contours
 * between them, and real and generated points on top (as in Gulrajani et al. 2017, figure 1b).
 *
 * <p>Thread-safe: there is no state.
 */
public final class Contours {
  /** The picture, in the folder of pictures. */
  public static final String FILE = "contours.png";

  /** The caption of the picture. */
  public static final String CAPTION =
      "The critic's score, from dark (low) to light (high), with real points in white and"
          + " generated points in orange. Generated points move up the slope; where the critic is"
          + " flat, they stay.";

  private static final int GENERATED = 2_000;
  private static final int PIXELS = 600;

  /** Scores are computed at the corners of cells of 4 × 4 pixels, and interpolated inside. */
  private static final int CELL = 4;

  private static final int BANDS = 14;
  private static final double POINT = 4;

  /** The margin around the real points, as a share of their extent. */
  private static final double MARGIN = 0.15;

  private static final Color LOW = new Color(0x0c2340);
  private static final Color HIGH = new Color(0x8fbce0);
  private static final Color REAL = Color.WHITE;
  private static final Color FAKE = new Color(0xf07a1a);

  private Contours() {}

  /** Draws a model of points of the plane; draws nothing for other samples, or with classes. */
  static void write(ModelView model, Path folder) throws IOException {
    if (model.shape().equals(List.of(2)) && !model.conditional()) {
      write(folder.resolve(FILE), model.real(), model.generated(GENERATED), model::scores);
    }
  }

  /**
   * Writes the picture as a PNG of 600 × 600 pixels, completely or not at all.
   *
   * @param file the file, which is replaced if it exists
   * @param real real points, [n, 2]; the picture shows their area and a margin
   * @param fake generated points, [m, 2]; those outside of the picture are left out
   * @param score the critic: scores [k] of points [k, 2]
   * @throws TrainingException if the points are not two-dimensional or not finite, or the file
   *     cannot be written
   */
  public static void write(Path file, float[] real, float[] fake, UnaryOperator<float[]> score) {
    View view = View.around(real);
    if (fake.length % 2 != 0) {
      throw new TrainingException(
          "%s numbers are not generated points: expected two for each".formatted(fake.length));
    }
    BufferedImage image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
    paint(image, scores(view, score));
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.75f));
      points(graphics, view, real, REAL);
      points(graphics, view, fake, FAKE);
    } finally {
      graphics.dispose();
    }
    try {
      ImageRenderer.writePng(image, file);
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  /** The square part of the plane that is shown. */
  private record View(double left, double bottom, double extent) {
    static View around(float[] points) {
      double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
      for (int i = 0; i < points.length; i++) {
        low[i % 2] = Math.min(low[i % 2], points[i]);
        high[i % 2] = Math.max(high[i % 2], points[i]);
      }
      double extent = Math.max(high[0] - low[0], high[1] - low[1]) * (1 + 2 * MARGIN);
      if (points.length % 2 != 0 || !Double.isFinite(extent)) {
        throw new TrainingException(
            "%s numbers are not real points: expected two finite ones for each, and at least one point"
                .formatted(points.length));
      }
      extent = extent > 0 ? extent : 1;
      return new View((low[0] + high[0] - extent) / 2, (low[1] + high[1] - extent) / 2, extent);
    }

    float x(double pixel) {
      return (float) (left + pixel / PIXELS * extent);
    }

    float y(double pixel) {
      return (float) (bottom + (1 - pixel / PIXELS) * extent);
    }

    double column(float x) {
      return (x - left) / extent * PIXELS;
    }

    double row(float y) {
      return (1 - (y - bottom) / extent) * PIXELS;
    }
  }

  /** Scores at the corners of the cells, row by row from the top. */
  private static float[] scores(View view, UnaryOperator<float[]> score) {
    int corners = PIXELS / CELL + 1;
    float[] points = new float[corners * corners * 2];
    for (int i = 0; i < corners * corners; i++) {
      points[2 * i] = view.x(i % corners * CELL);
      points[2 * i + 1] = view.y(i / corners * CELL);
    }
    float[] scores = score.apply(points);
    if (scores.length != corners * corners) {
      throw new TrainingException(
          "the critic gave %s scores for %s points".formatted(scores.length, corners * corners));
    }
    return scores;
  }

  private static void paint(BufferedImage image, float[] scores) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      if (Float.isFinite(score)) {
        low = Math.min(low, score);
        high = Math.max(high, score);
      }
    }
    double band = high > low ? (high - low) / BANDS : 1;
    int[] above = new int[PIXELS];
    for (int y = 0; y < PIXELS; y++) {
      int left = 0;
      for (int x = 0; x < PIXELS; x++) {
        int level = level((between(scores, x, y) - low) / band);
        boolean edge = (x > 0 && level != left) || (y > 0 && level != above[x]);
        Color color = mix(level / (double) (BANDS - 1));
        image.setRGB(x, y, (edge ? color.darker() : color).getRGB());
        left = level;
        above[x] = level;
      }
    }
  }

  private static int level(double value) {
    return value > 0 ? (int) Math.min(BANDS - 1, value) : 0;
  }

  /** The score at a pixel, linear between the corners of its cell. */
  private static double between(float[] scores, int x, int y) {
    int corners = PIXELS / CELL + 1;
    int corner = y / CELL * corners + x / CELL;
    double right = x % CELL / (double) CELL;
    double down = y % CELL / (double) CELL;
    double top = scores[corner] * (1 - right) + scores[corner + 1] * right;
    double bottom = scores[corner + corners] * (1 - right) + scores[corner + corners + 1] * right;
    return top * (1 - down) + bottom * down;
  }

  private static Color mix(double share) {
    return new Color(
        (int) Math.round(LOW.getRed() + share * (HIGH.getRed() - LOW.getRed())),
        (int) Math.round(LOW.getGreen() + share * (HIGH.getGreen() - LOW.getGreen())),
        (int) Math.round(LOW.getBlue() + share * (HIGH.getBlue() - LOW.getBlue())));
  }

  private static void points(Graphics2D graphics, View view, float[] points, Color color) {
    graphics.setColor(color);
    for (int i = 0; i + 1 < points.length; i += 2) {
      if (Float.isFinite(points[i]) && Float.isFinite(points[i + 1])) {
        graphics.fill(
            new Ellipse2D.Double(
                view.column(points[i]) - POINT / 2,
                view.row(points[i + 1]) - POINT / 2,
                POINT,
                POINT));
      }
    }
  }
}
