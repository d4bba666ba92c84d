package dev.wgan.train.evaluate;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.page.Image;
import dev.wgan.train.page.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of image samples.
 *
 * <p>Immutable and thread-safe.
 */
final class ImagePictures implements ReportPictures {
  private static final int SAMPLES = 160;

  /** Small images are shown enlarged, to this many pixels at least. */
  private static final int SHOWN = 56;

  /** Large images are shown no larger than this, so that several fit next to each other. */
  private static final int MOST = 128;

  private final Evaluation evaluation;
  private final PointSet samples;
  private final PointSet training;
  private final ImageRenderer renderer;
  private final int width;

  ImagePictures(Evaluation evaluation, PointSet samples, PointSet training, ImageShape shape) {
    if (samples.size() != evaluation.samples() || training.size() != evaluation.training()) {
      throw new EvaluationException(
          "%s samples and %s training images differ from those evaluated: expected %s and %s"
              .formatted(
                  samples.size(), training.size(), evaluation.samples(), evaluation.training()));
    }
    shape.require(samples);
    shape.require(training);
    this.evaluation = evaluation;
    this.samples = samples;
    this.training = training;
    this.renderer =
        ImageRenderer.of(
            List.of(shape.channels(), shape.height(), shape.width()), new ValueRange(-1, 1));
    this.width = shape.width();
  }

  @Override
  public SamplesView samples() {
    int shown = Math.min(SAMPLES, samples.size());
    return new SamplesView(
        grid(
            samples.first(shown),
            "the first samples",
            "The first %s samples, not cherry-picked.".formatted(shown)),
        null);
  }

  @Override
  public List<ClassExamples> classes() {
    ClassEvaluation classes = evaluation.classes();
    return classes == null ? List.of() : classes.shares().stream().map(this::examples).toList();
  }

  private ClassExamples examples(ClassEvaluation.Share share) {
    int[] rows = share.examples().stream().mapToInt(Integer::intValue).toArray();
    return new ClassExamples(
        share.name(),
        rows.length == 0 ? null : grid(samples.rows(rows), "samples of class " + share.name(), ""));
  }

  @Override
  public List<PairView> neighbours() {
    return evaluation.memorisation().pairs().stream()
        .map(
            pair ->
                new PairView(
                    image(
                        both(samples.row(pair.sample()), training.row(pair.training())),
                        "a sample above its nearest training image"),
                    Wording.number(pair.distance())))
        .toList();
  }

  private static PointSet both(float[] above, float[] below) {
    float[] values = Arrays.copyOf(above, 2 * above.length);
    System.arraycopy(below, 0, values, above.length, below.length);
    return PointSet.of(values, above.length);
  }

  private ImageGrid grid(PointSet images, String alt, String caption) {
    List<Image> each =
        IntStream.range(0, images.size())
            .mapToObj(i -> image(images.rows(new int[] {i}), ""))
            .toList();
    return new ImageGrid(alt, shown(width), each, caption);
  }

  private static int shown(int pixels) {
    return Math.min(MOST, Math.max(1, (SHOWN + pixels - 1) / pixels) * pixels);
  }

  private Image image(PointSet images, String alt) {
    Picture picture = Picture.of(renderer.grid(images.values(), 1));
    return Image.scaled(picture, (double) shown(width) / width, alt);
  }
}
