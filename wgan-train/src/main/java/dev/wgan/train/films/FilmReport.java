package dev.wgan.train.films;

import dev.wgan.runtime.ValueRange;
import dev.wgan.runtime.VideoRenderer;
import dev.wgan.train.evaluate.Memorisation;
import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Image;
import dev.wgan.train.page.Page;
import dev.wgan.train.page.Picture;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The evaluation of films as one HTML page that needs nothing else: moving samples, figures, and
 * samples above the training films nearest to them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title the title of the page
 * @param samples the films that were evaluated
 * @param figures the figures by the name of the films
 * @param memorisation the search for copies
 * @param training whether copies were looked for in the films of the training
 * @param delay milliseconds from one frame to the next
 */
public record FilmReport(
    String title,
    Films samples,
    Map<String, FilmEvaluation.Figures> figures,
    Memorisation memorisation,
    boolean training,
    int delay) {
  private static final Template FIGURES = Template.of(FilmReport.class, "figures");
  private static final int SHOWN = 60;
  private static final int COLUMNS = 12;
  private static final int WIDTH = 900;
  private static final int STRIP = 260;

  /** A row of the table of figures. */
  private record Row(
      String name, String distance, String sameClass, String motionDistance, String motion) {}

  /** The table of figures. */
  private record Table(List<Row> rows) {}

  /**
   * Lays out the page.
   *
   * @param film the films among which copies were looked for, by index
   * @return the whole page
   */
  public String html(IntFunction<float[]> film) {
    List<Section> sections = new ArrayList<>();
    int shown = Math.min(SHOWN, samples.size());
    Picture moving = moving(samples.slice(0, shown).values(), COLUMNS);
    sections.add(
        Section.ofFigures(
            "Samples",
            List.of(
                Figure.wide(
                    moving,
                    WIDTH,
                    true,
                    "moving samples",
                    "The first %s samples, not cherry-picked.".formatted(shown)))));
    sections.add(Section.of("Figures", FIGURES, new Table(rows())));
    List<Image> pairs =
        memorisation.pairs().stream()
            .map(pair -> pair(pair.sample(), film.apply(pair.training())))
            .toList();
    sections.add(memorisation.section(training, pairs));
    return new Page(
            title, "%s films compared with as many real ones".formatted(samples.size()), sections)
        .html();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    figures.forEach(
        (name, figure) ->
            rows.add(
                new Row(
                    name,
                    String.format(Locale.ROOT, "%.3f", figure.frameDistance()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * figure.sameClass()),
                    String.format(Locale.ROOT, "%.4f", figure.motionDistance()),
                    String.format(Locale.ROOT, "%.3f", figure.motion()))));
    return rows;
  }

  private Image pair(int sample, float[] nearest) {
    float[] above = samples.slice(sample, sample + 1).values();
    float[] both = Arrays.copyOf(above, 2 * above.length);
    System.arraycopy(nearest, 0, both, above.length, nearest.length);
    Picture picture = Picture.of(renderer().strips(both));
    double scale = Math.max(1, Math.round((double) STRIP / picture.width()));
    return Image.scaled(picture, scale, "a sample above the film nearest to it");
  }

  private Picture moving(float[] films, int columns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    renderer().grid(films, columns).writeGif(bytes);
    return Picture.ofGif(bytes.toByteArray());
  }

  private VideoRenderer renderer() {
    return VideoRenderer.of(samples.shape(), new ValueRange(-1, 1), delay);
  }
}
