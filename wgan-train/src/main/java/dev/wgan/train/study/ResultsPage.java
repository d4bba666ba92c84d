package dev.wgan.train.study;

import dev.wgan.runtime.AtomicFile;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Samples;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.report.ComparisonChart;
import dev.wgan.train.report.Report;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Puts a study's tables and pictures into a Markdown page, between the lines {@code <!-- study NAME
 * -->} and {@code <!-- end -->} of each part; what stands around them stays.
 *
 * <p>Not thread-safe. A page that does not exist yet is begun.
 */
public final class ResultsPage {
  private static final long SAMPLE_SEED = 42;
  private static final int SHOWN = 20;

  /** Few beside each other, so that a narrow window still shows what they are. */
  private static final int ACROSS = 10;

  private static final int WIDTH = 800;
  private static final int TILE = 260;
  private static final String END = "<!-- end -->";

  private final Path page;

  /**
   * Names the page.
   *
   * @param page a Markdown file; pictures go into {@code images} beside it
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

  private static String begin(String name) {
    return "<!-- study " + name + " -->";
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
    if (from < 0 || to < 0) {
      throw new TrainingException(
          "%s has no lines '%s' and, below it, '%s': add them where the part %s shall stand"
              .formatted(page, begin(name), END, name));
    }
    return text.substring(0, from) + begin(name) + "\n" + section + text.substring(to);
  }

  private String section(PartResults part) throws IOException {
    String name = part.part().name();
    Map<String, Map<Double, Double>> lines = new LinkedHashMap<>();
    part.labels().forEach(label -> lines.put(label, part.curve(label)));
    String figure = part.figures().get(0);
    String curves =
        picture(name + "-curves", ComparisonChart.draw(lines, "critic iterations", figure));
    String samples = picture(name + "-samples", samples(part));
    return "\n%s%n![%s over training](%s)%n%n![Samples at the end](%s)%n%n"
        .formatted(StudyTable.of(part), figure, curves, samples);
  }

  private String picture(String name, BufferedImage image) throws IOException {
    String file = "images/study-" + name + ".png";
    Path path = page.resolveSibling(file);
    Files.createDirectories(path.getParent());
    ImageRenderer.writePng(image, path);
    return file;
  }

  /** Rows of images, or the plane with the critic's heights. */
  private static BufferedImage samples(PartResults part) throws IOException {
    Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    boolean images = true;
    for (String label : part.labels()) {
      try (Generator generator = Generator.load(part.folder(label).onnx())) {
        images = generator.info().output().kind() == SampleKind.IMAGE;
        pictures.put(label, images ? row(generator) : plane(part, label));
      }
    }
    return images
        ? LabelledPictures.draw(pictures, 1, WIDTH)
        : LabelledPictures.draw(pictures, 3, TILE);
  }

  private static BufferedImage row(Generator generator) {
    Samples samples = generator.sample(SHOWN, SAMPLE_SEED);
    return ImageRenderer.of(generator.info().output()).grid(samples.toArray(), ACROSS);
  }

  private static BufferedImage plane(PartResults part, String label) throws IOException {
    Path file = part.folder(label).samples().resolve(Report.CONTOURS);
    BufferedImage picture = ImageIO.read(file.toFile());
    if (picture == null) {
      throw new TrainingException(file + " is no picture: train the run anew");
    }
    return picture;
  }
}
