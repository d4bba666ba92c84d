package dev.wgan.train.study;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.config.TrainingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts a study's tables and pictures into a Markdown page, between the lines {@code <!-- study NAME
 * -->} and {@code <!-- end -->} of each part; the rest of the page is unchanged.
 *
 * <p>Not thread-safe. A missing page is created.
 */
public final class ResultsPage {
  private static final int WIDTH = 800;
  private static final int TILE = 260;
  private static final String BEGIN = "<!-- study ";
  private static final String END = "<!-- end -->";

  private final Path page;

  /**
   * Names the page.
   *
   * @param page a Markdown file; pictures go into {@code images} next to it
   */
  public ResultsPage(Path page) {
    this.page = page.toAbsolutePath();
  }

  /**
   * Writes tables and pictures.
   *
   * @param parts the results
   * @throws TrainingException if the page lacks the lines of a part
   * @throws IOException if a file cannot be read or written
   */
  public void write(List<PartResults> parts) throws IOException {
    String text = Files.exists(page) ? Files.readString(page) : skeleton(parts);
    for (PartResults part : parts) {
      text = replaced(text, part.part().name(), section(part));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(page, out -> out.write(bytes));
  }

  /**
   * Refuses a page without a place for a part, before trainings that take hours.
   *
   * @param plan the plan whose results will be written
   * @throws TrainingException if the page exists and lacks the lines of a part
   * @throws IOException if it cannot be read
   */
  public void requirePlaces(StudyPlan plan) throws IOException {
    if (Files.exists(page)) {
      String text = Files.readString(page);
      plan.parts().forEach(part -> replaced(text, part.name(), ""));
    }
  }

  private static String begin(String name) {
    return BEGIN + name + " -->";
  }

  private static String skeleton(List<PartResults> parts) {
    StringBuilder text = new StringBuilder("# Study\n");
    for (PartResults part : parts) {
      text.append(
          "\n## %1$s%n%n%2$s%n%3$s%n"
              .formatted(part.part().name(), begin(part.part().name()), END));
    }
    return text.toString();
  }

  private String replaced(String text, String name, String section) {
    int from = text.indexOf(begin(name));
    int to = text.indexOf(END, Math.max(0, from));
    int next = text.indexOf(BEGIN, from + 1);
    if (from < 0 || to < 0 || (next >= 0 && next < to)) {
      throw new TrainingException(
          "%s has no lines '%s' and, below it, '%s': add them at the place of the part %s"
              .formatted(page, begin(name), END, name));
    }
    return text.substring(0, from) + begin(name) + "\n" + section + text.substring(to);
  }

  private String section(PartResults part) throws IOException {
    String name = part.part().name();
    String figure = part.figures().get(0);
    String curves = "images/study-" + name + "-curves.svg";
    byte[] svg = StudyCharts.of(part, figure).svg().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(beside(curves), out -> out.write(svg));
    String samples = "images/study-" + name + "-samples.png";
    ImageRenderer.writePng(samples(StudyPictures.of(part)), beside(samples));
    return "\n%s%n![%s over training](%s)%n%n![Samples at the end](%s)%n%n"
        .formatted(StudyTable.of(PartTable.of(part)), figure, curves, samples);
  }

  private Path beside(String file) throws IOException {
    Path path = page.resolveSibling(file);
    Files.createDirectories(path.getParent());
    return path;
  }

  private static BufferedImage samples(StudyPictures pictures) {
    return pictures.images()
        ? LabelledPictures.draw(pictures.byLabel(), 1, WIDTH)
        : LabelledPictures.draw(pictures.byLabel(), 3, TILE);
  }
}
