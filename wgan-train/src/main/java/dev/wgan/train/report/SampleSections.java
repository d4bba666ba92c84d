package dev.wgan.train.report;

import dev.wgan.train.kind.Contours;
import dev.wgan.train.kind.Kind;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.List;
import java.util.Optional;

/**
 * The sections with pictures of samples.
 *
 * <p>Thread-safe: there is no state.
 */
final class SampleSections {
  private static final Template GRIDS = Template.of(SampleSections.class, "grids");

  /** About how many pixels wide the last grid of samples is shown; the page may be narrower. */
  private static final int LARGE = 730;

  /** About how wide an earlier grid is shown; the page's columns decide. */
  private static final int SMALL = 270;

  /** About how wide a picture of interpolations is shown. */
  private static final int WIDE = 980;

  private SampleSections() {}

  /** The input of the template. */
  private record Grids(Figure last, List<Figure> earlier) {}

  static Optional<Section> grids(Run run) {
    if (run.samples().isEmpty()) {
      return Optional.empty();
    }
    boolean pixels = run.data().map(data -> Kind.of(data.kind()).drawsSamples()).orElse(true);
    int last = run.samples().size() - 1;
    List<Figure> earlier =
        run.samples().subList(0, last).stream()
            .map(at -> grid(at, SMALL, pixels, "").inColumn())
            .toList();
    return Optional.of(
        Section.of(
            "Samples",
            GRIDS,
            new Grids(grid(run.samples().get(last), LARGE, pixels, columns(run)), earlier)));
  }

  /** The pictures of a sample, for a task that has several. */
  private static String columns(Run run) {
    List<String> names = run.config().task().task().panels();
    return names.isEmpty()
        ? ""
        : ", from left to right, two samples in a row: " + String.join(", ", names);
  }

  private static Figure grid(SamplePictures.At at, int width, boolean pixels, String columns) {
    return Figure.wide(
        at.picture(),
        width,
        pixels,
        "samples at step " + at.step(),
        "Step " + Numbers.count(at.step()) + columns);
  }

  static Optional<Section> films(Run run) {
    return run.films()
        .map(
            picture ->
                Section.ofFigures(
                    "Films",
                    List.of(
                        Figure.wide(
                            picture,
                            WIDE,
                            true,
                            "films between latents",
                            "Each row goes from one latent to another, in one moment of all"
                                + " films. What is shown and how it moves changes gradually from"
                                + " left to right."))));
  }

  static Optional<Section> interpolation(Run run) {
    return run.interpolation()
        .map(
            picture ->
                Section.ofFigures(
                    "Between latents",
                    List.of(
                        Figure.wide(
                            picture,
                            WIDE,
                            true,
                            "interpolations between latents",
                            "Each row goes from one latent to another. A generator that has learnt"
                                + " the data rather than single samples changes gradually."))));
  }

  static Optional<Section> contours(Run run) {
    return run.contours()
        .map(
            picture ->
                Section.ofFigures(
                    "The critic's landscape",
                    List.of(
                        Figure.wide(
                            picture,
                            LARGE,
                            false,
                            "contours of the critic with real and generated points",
                            Contours.CAPTION))));
  }
}
