package dev.wgan.train.study;

import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.page.Chart;
import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Page;
import dev.wgan.train.page.Picture;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The results of a study as one self-contained HTML page: for each part a table, charts and
 * samples.
 *
 * <p>Thread-safe: there is no state.
 */
public final class StudyPage {
  private static final Template TABLE = Template.of(StudyPage.class, "table-of-part");

  /** About how wide rows of images are shown, and how wide a plane. */
  private static final int ROWS = 600;

  private static final int PLANE = 360;

  private StudyPage() {}

  /**
   * Writes the page, completely or not at all.
   *
   * @param file the file, which is replaced if it exists
   * @param parts the results
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path file, List<PartResults> parts) throws IOException {
    List<Section> sections = new ArrayList<>();
    for (PartResults part : parts) {
      sections.addAll(sections(part));
    }
    String names = String.join(", ", parts.stream().map(part -> part.part().name()).toList());
    byte[] page = new Page("Study", names, sections).html().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(page));
  }

  /** The sections of a part, from top to bottom. */
  private static List<Section> sections(PartResults part) throws IOException {
    String name = part.part().name();
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of(name, TABLE, PartTable.of(part)));
    List<Chart> charts = StudyCharts.of(part);
    if (!charts.isEmpty()) {
      sections.add(Section.ofCharts(name + ": over training", charts));
    }
    sections.add(samples(name + ": samples at the end", StudyPictures.of(part)));
    return sections;
  }

  private static Section samples(String heading, StudyPictures pictures) {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, BufferedImage> entry : pictures.byLabel().entrySet()) {
      figures.add(
          Figure.wide(
              Picture.of(entry.getValue()),
              pictures.images() ? ROWS : PLANE,
              pictures.images(),
              "samples of " + entry.getKey(),
              entry.getKey()));
    }
    return Section.ofFigures(heading, figures);
  }
}
