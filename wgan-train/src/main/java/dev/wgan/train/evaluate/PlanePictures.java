package dev.wgan.train.evaluate;

import java.util.Locale;

/**
 * A picture of samples in the plane over the reference points.
 *
 * <p>Immutable and thread-safe.
 */
final class PlanePictures implements ReportPictures {
  private static final int SHOWN = 2000;
  private static final double SIZE = 500;
  private static final double MARGIN = 10;

  private final PointSet samples;
  private final PointSet reference;

  PlanePictures(PointSet samples, PointSet reference) {
    for (PointSet points : new PointSet[] {samples, reference}) {
      points.checkSize(1, "a picture");
      if (points.dimension() != 2) {
        throw new EvaluationException(
            "points of dimension %s do not lie in the plane: expected 2"
                .formatted(points.dimension()));
      }
    }
    this.samples = samples.first(SHOWN);
    this.reference = reference.first(SHOWN);
  }

  @Override
  public String samples() {
    float[] values = reference.values();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double space = greatest > least ? 0.15 * (greatest - least) : 1;
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"samples and reference points\">%n",
                SIZE,
                SIZE));
    draw(svg, reference, "real", least - space, greatest + space);
    draw(svg, samples, "samples", least - space, greatest + space);
    return svg
        + "</svg>\n<p class=\"quiet\"><span class=\"key samples\"></span>samples"
        + "<span class=\"key real\"></span>reference points</p>\n";
  }

  /** Points outside the frame are drawn at its edge, so that none is lost from view. */
  private static void draw(
      StringBuilder svg, PointSet points, String style, double low, double high) {
    svg.append("<g class=\"" + style + "\">\n");
    for (int i = 0; i < points.size(); i++) {
      double x = place(points.get(i, 0), low, high);
      double y = SIZE - place(points.get(i, 1), low, high);
      svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.6\"/>\n", x, y));
    }
    svg.append("</g>\n");
  }

  private static double place(double value, double low, double high) {
    double inner = SIZE - 2 * MARGIN;
    return MARGIN + Math.max(0, Math.min(inner, inner * (value - low) / (high - low)));
  }

  @Override
  public String classes() {
    return "";
  }

  @Override
  public String neighbours() {
    return "";
  }
}
