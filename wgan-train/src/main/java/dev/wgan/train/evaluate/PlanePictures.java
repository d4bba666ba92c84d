package dev.wgan.train.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A picture of samples in the plane over the reference points.
 *
 * <p>Immutable and thread-safe.
 */
final class PlanePictures implements ReportPictures {
  private static final int SHOWN = 2000;
  private static final int SIZE = 500;
  private static final double MARGIN = 10;

  private final PointSet samples;
  private final PointSet reference;

  PlanePictures(PointSet samples, PointSet reference) {
    for (PointSet points : new PointSet[] {samples, reference}) {
      points.checkSize(1, "a picture");
      if (points.dimension() != 2) {
        throw new EvaluationException(
            "points of dimension %s are not in the plane: expected 2"
                .formatted(points.dimension()));
      }
    }
    this.samples = samples.first(SHOWN);
    this.reference = reference.first(SHOWN);
  }

  @Override
  public SamplesView samples() {
    float[] values = reference.values();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double space = greatest > least ? 0.15 * (greatest - least) : 1;
    return new SamplesView(
        null,
        new PlaneView(
            SIZE,
            List.of(
                group("real", reference, least - space, greatest + space),
                group("samples", samples, least - space, greatest + space))));
  }

  /** Points outside the frame are drawn at its edge, so that all are visible. */
  private static PointGroup group(String style, PointSet points, double low, double high) {
    return new PointGroup(
        style,
        IntStream.range(0, points.size())
            .mapToObj(
                i ->
                    new PlanePoint(
                        pixel(place(points.get(i, 0), low, high)),
                        pixel(SIZE - place(points.get(i, 1), low, high))))
            .toList());
  }

  private static String pixel(double at) {
    return String.format(Locale.ROOT, "%.1f", at);
  }

  private static double place(double value, double low, double high) {
    double inner = SIZE - 2 * MARGIN;
    return MARGIN + Math.max(0, Math.min(inner, inner * (value - low) / (high - low)));
  }

  @Override
  public List<ClassExamples> classes() {
    return List.of();
  }

  @Override
  public List<PairView> neighbours() {
    return List.of();
  }
}
