package dev.wgan.train.evaluate;

import dev.wgan.train.page.Page;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as one HTML page that needs nothing else: tables, and the pictures themselves.
 *
 * <p>Immutable and thread-safe.
 */
public final class EvaluationReport {
  private final String title;
  private final Evaluation evaluation;
  private final @Nullable ReportPictures pictures;

  private EvaluationReport(String title, Evaluation evaluation, @Nullable ReportPictures pictures) {
    this.title = title;
    this.evaluation = evaluation;
    this.pictures = pictures;
  }

  /**
   * Starts a report without pictures.
   *
   * @param title of the page, such as the model's name
   * @param evaluation what to report
   * @return the report
   */
  public static EvaluationReport of(String title, Evaluation evaluation) {
    return new EvaluationReport(title, evaluation, null);
  }

  /**
   * Adds pictures of images.
   *
   * @param samples the samples that were evaluated, in their order
   * @param training the training images that they were evaluated with, in their order
   * @param shape of an image, whose values are in [-1, 1]
   * @return a new report
   * @throws EvaluationException if the points are not images of this shape
   */
  public EvaluationReport withImages(PointSet samples, PointSet training, ImageShape shape) {
    return new EvaluationReport(
        title, evaluation, new ImagePictures(evaluation, samples, training, shape));
  }

  /**
   * Adds spectrograms of sounds.
   *
   * @param samples the samples that were evaluated, in their order
   * @param training the training clips that they were evaluated with, in their order
   * @param shape of a sound
   * @return a new report
   * @throws EvaluationException if the points are not sounds of this shape
   */
  public EvaluationReport withSounds(PointSet samples, PointSet training, SoundShape shape) {
    SoundSpectra spectra = SoundSpectra.fine(shape);
    return withImages(spectra.of(samples), spectra.of(training), spectra.reduced());
  }

  /**
   * Adds a picture of points in the plane.
   *
   * @param samples the samples that were evaluated
   * @param reference the real points they were compared with
   * @return a new report
   * @throws EvaluationException if the points are not of dimension 2
   */
  public EvaluationReport withPoints(PointSet samples, PointSet reference) {
    return new EvaluationReport(title, evaluation, new PlanePictures(samples, reference));
  }

  /**
   * Lays out the page.
   *
   * @return the whole page
   */
  public String html() {
    return new Page(title, summary(), EvaluationSections.of(evaluation, pictures)).html();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%,d samples compared with %,d reference points. The column \u201creal data\u201d compares"
            + " %,d other real points with them. %s Copies of %,d points were looked for. Seed %s.",
        evaluation.samples(),
        evaluation.reference(),
        evaluation.floor(),
        Wording.exposure(evaluation),
        evaluation.training(),
        evaluation.options().seed());
  }
}
