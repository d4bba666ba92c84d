package dev.wgan.train.evaluate;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.report.Html;
import dev.wgan.train.report.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures of image samples.
 *
 * <p>Immutable and thread-safe.
 */
final class ImagePictures implements ReportPictures {
  private static final int SAMPLES = 160;
  private static final int COLUMNS = 20;

  /** Small images are shown enlarged, to about this many pixels. */
  private static final int SHOWN = 48;

  private final Evaluation evaluation;
  private final PointSet samples;
  private final PointSet training;
  private final ImageRenderer renderer;
  private final int width;

  ImagePictures(Evaluation evaluation, PointSet samples, PointSet training, ImageShape shape) {
    if (samples.size() != evaluation.samples() || training.size() != evaluation.training()) {
      throw new EvaluationException(
          "%d samples and %d training images are not what was evaluated: expected %d and %d"
              .formatted(
                  samples.size(), training.size(), evaluation.samples(), evaluation.training()));
    }
    for (PointSet points : new PointSet[] {samples, training}) {
      if (points.dimension() != shape.values()) {
        throw new EvaluationException(
            "points of dimension %d are no images of %d values: expected %s"
                .formatted(points.dimension(), shape.values(), shape));
      }
    }
    this.evaluation = evaluation;
    this.samples = samples;
    this.training = training;
    this.renderer =
        ImageRenderer.of(
            List.of(shape.channels(), shape.height(), shape.width()), new ValueRange(-1, 1));
    this.width = shape.width();
  }

  @Override
  public String samples() {
    int shown = Math.min(SAMPLES, samples.size());
    return figure(
        samples.first(shown), COLUMNS, "The first %d samples, not chosen.".formatted(shown));
  }

  @Override
  public String classes() {
    ClassEvaluation classes = evaluation.classes();
    if (classes == null) {
      return "";
    }
    StringBuilder html = new StringBuilder("<p></p>\n<div class=\"classes\">\n");
    for (ClassEvaluation.Share share : classes.shares()) {
      int[] examples = share.examples().stream().mapToInt(Integer::intValue).toArray();
      html.append("<span>").append(Html.escape(share.name())).append("</span>");
      html.append(
          examples.length == 0
              ? "<span class=\"quiet\">none</span>\n"
              : image(samples.rows(examples), COLUMNS, "samples of class " + share.name()));
    }
    return html.append("</div>\n").toString();
  }

  @Override
  public String neighbours() {
    StringBuilder html =
        new StringBuilder(
            "<p></p><p class=\"quiet\">Samples (above) and their nearest training images (below):"
                + " the nearest pairs first, then samples not chosen.</p>\n<div class=\"pairs\">\n");
    for (Memorisation.Pair pair : evaluation.memorisation().pairs()) {
      html.append(
          figure(
              both(samples.row(pair.sample()), training.row(pair.training())),
              1,
              Wording.number(pair.distance())));
    }
    return html.append("</div>\n").toString();
  }

  private static PointSet both(float[] above, float[] below) {
    float[] values = Arrays.copyOf(above, 2 * above.length);
    System.arraycopy(below, 0, values, above.length, below.length);
    return PointSet.of(values, above.length);
  }

  private String figure(PointSet images, int columns, String caption) {
    return "<figure>"
        + image(images, columns, caption)
        + "<figcaption>"
        + Html.escape(caption)
        + "</figcaption></figure>\n";
  }

  private String image(PointSet images, int columns, String description) {
    Picture picture = Picture.of(renderer.grid(images.values(), columns));
    double scale = Math.max(1, (double) SHOWN / width);
    return Html.image(
            picture,
            (int) Math.round(picture.width() * scale),
            (int) Math.round(picture.height() * scale),
            description,
            true)
        + "\n";
  }
}
