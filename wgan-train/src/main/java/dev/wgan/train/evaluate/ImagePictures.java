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

  /** Small images are shown enlarged, to this many pixels at least. */
  private static final int SHOWN = 56;

  /** Large images are shown no larger than this, so that several fit beside each other. */
  private static final int MOST = 128;

  private final Evaluation evaluation;
  private final PointSet samples;
  private final PointSet training;
  private final ImageRenderer renderer;
  private final int width;

  ImagePictures(Evaluation evaluation, PointSet samples, PointSet training, ImageShape shape) {
    if (samples.size() != evaluation.samples() || training.size() != evaluation.training()) {
      throw new EvaluationException(
          "%s samples and %s training images are not what was evaluated: expected %s and %s"
              .formatted(
                  samples.size(), training.size(), evaluation.samples(), evaluation.training()));
    }
    for (PointSet points : new PointSet[] {samples, training}) {
      if (points.dimension() != shape.values()) {
        throw new EvaluationException(
            "points of dimension %s are no images of %s values: expected %s"
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
    return "<figure>%s<figcaption>The first %s samples, not chosen.</figcaption></figure>\n"
        .formatted(tiles(samples.first(shown), "the first samples"), shown);
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
              : tiles(samples.rows(examples), "samples of class " + share.name()));
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
              Wording.number(pair.distance())));
    }
    return html.append("</div>\n").toString();
  }

  private static PointSet both(float[] above, float[] below) {
    float[] values = Arrays.copyOf(above, 2 * above.length);
    System.arraycopy(below, 0, values, above.length, below.length);
    return PointSet.of(values, above.length);
  }

  /** Images that the page lays out in as many columns as fit. */
  private String tiles(PointSet images, String description) {
    StringBuilder html =
        new StringBuilder(
            "<div class=\"tiles\" role=\"img\" aria-label=\"%s\" style=\"--tile:%spx\">\n"
                .formatted(Html.escape(description), shown(width)));
    for (int i = 0; i < images.size(); i++) {
      html.append(image(images.rows(new int[] {i}), ""));
    }
    return html.append("</div>\n").toString();
  }

  private static int shown(int pixels) {
    return Math.min(MOST, Math.max(1, (SHOWN + pixels - 1) / pixels) * pixels);
  }

  private String figure(PointSet images, String caption) {
    return "<figure>"
        + image(images, caption)
        + "<figcaption>"
        + Html.escape(caption)
        + "</figcaption></figure>\n";
  }

  private String image(PointSet images, String description) {
    Picture picture = Picture.of(renderer.grid(images.values(), 1));
    double scale = (double) shown(width) / width;
    return Html.image(
            picture,
            (int) Math.round(picture.width() * scale),
            (int) Math.round(picture.height() * scale),
            description,
            scale >= 2)
        + "\n";
  }
}
