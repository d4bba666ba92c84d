package dev.wgan.train.pictures;

import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Page;
import dev.wgan.train.page.Picture;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An evaluation of restored pictures, as text and as an HTML page with parts of the pictures next
 * to each other.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title the title of the page
 * @param inpainting whether holes were filled
 * @param scores the figures of each way
 * @param evaluation the evaluation, which holds the pictures
 */
public record PictureReport(
    String title, boolean inpainting, List<PictureScore> scores, PictureEvaluation evaluation) {
  private static final Template SCORES = Template.of(PictureReport.class, "scores");
  private static final int CROP = 160;
  private static final int SHOWN = 6;
  private static final int GAP = 4;

  /** The content of the table of figures. */
  private record Scores(List<Row> rows, String remark) {}

  /** A row of the table. */
  private record Row(
      String name, String psnr, String ssim, String patches, String energy, String consistency) {}

  /** Copies the list. */
  public PictureReport {
    scores = List.copyOf(scores);
  }

  /**
   * Returns the figures as text.
   *
   * @return a line for each way, and a line about the measures
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(line("", psnrName(), "SSIM", "patches", "fine energy", "consistency"));
    for (PictureScore score : scores) {
      Row row = row(score);
      text.append(
          line(row.name(), row.psnr(), row.ssim(), row.patches(), row.energy(), row.consistency()));
    }
    return text.append(remark()).toString();
  }

  private String psnrName() {
    return inpainting ? "hole PSNR" : "PSNR";
  }

  private static String line(String... cells) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-32s", cells[0]));
    for (int i = 1; i < cells.length; i++) {
      line.append(String.format(Locale.ROOT, "%12s", cells[i]));
    }
    return line.append('\n').toString();
  }

  private static Row row(PictureScore score) {
    return new Row(
        score.name(),
        number(2, score.psnr()) + " dB",
        number(4, score.ssim()),
        number(3, score.patchDistance()),
        number(2, score.fineEnergy()),
        number(2, score.consistency()));
  }

  private static String number(int decimals, double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private String remark() {
    String where =
        inpainting
            ? "PSNR is that inside the holes; patches have their centre in a hole."
            : "PSNR and SSIM leave out as many pixels at the edge as the factor, and two more.";
    return "All figures are of the luminance (Y of BT.601). "
        + where
        + " Patches: sliced Wasserstein distance of patches of 7 × 7 pixels, the mean of at most three levels"
        + " of a Laplacian pyramid, lower is better. Fine energy: that of the finest details, 1 is the"
        + " original's. Consistency: the root mean square difference between the degraded result and"
        + " the input.";
  }

  /**
   * Returns the page.
   *
   * @return a self-contained HTML page
   */
  public String html() {
    List<Section> sections = new ArrayList<>();
    sections.add(
        Section.of(
            "Figures",
            SCORES,
            new Scores(scores.stream().map(PictureReport::row).toList(), remark())));
    List<Figure> figures = new ArrayList<>();
    int shown = Math.min(SHOWN, evaluation.names().size());
    List<String> columns = new ArrayList<>(List.of("input"));
    columns.addAll(evaluation.ways());
    columns.add("original");
    for (int i = 0; i < shown; i++) {
      String name = evaluation.names().get(i);
      figures.add(
          Figure.wide(
              Picture.of(strip(i)),
              1_200,
              true,
              "parts of " + name,
              "%s, from left to right: %s".formatted(name, String.join(", ", columns))));
    }
    sections.add(Section.ofFigures("Parts with the most detail", figures));
    return new Page(title, "%s photographs".formatted(evaluation.names().size()), sections).html();
  }

  private BufferedImage strip(int photograph) {
    List<BufferedImage> parts = new ArrayList<>(List.of(evaluation.input(photograph)));
    evaluation.ways().forEach(way -> parts.add(evaluation.result(way, photograph)));
    parts.add(evaluation.original(photograph));
    int side = Math.min(CROP, Math.min(parts.get(0).getWidth(), parts.get(0).getHeight()));
    BufferedImage strip =
        new BufferedImage(parts.size() * (side + GAP) - GAP, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = strip.createGraphics();
    int[] place = liveliest(parts.get(parts.size() - 1), side);
    for (int i = 0; i < parts.size(); i++) {
      int left = place[0];
      int top = place[1];
      graphics.drawImage(
          parts.get(i).getSubimage(left, top, side, side), i * (side + GAP), 0, null);
    }
    graphics.dispose();
    return strip;
  }

  /** The place of the part with the largest differences between neighbours. */
  private static int[] liveliest(BufferedImage picture, int side) {
    int step = Math.max(1, side / 2);
    int[] best = {0, 0};
    long most = -1;
    for (int top = 0; top + side <= picture.getHeight(); top += step) {
      for (int left = 0; left + side <= picture.getWidth(); left += step) {
        long sum = 0;
        for (int i = 1; i < side * side; i++) {
          int green = picture.getRGB(left + i % side, top + i / side) >> 8 & 255;
          int before = picture.getRGB(left + (i - 1) % side, top + (i - 1) / side) >> 8 & 255;
          sum += Math.abs(green - before);
        }
        if (sum > most) {
          most = sum;
          best = new int[] {left, top};
        }
      }
    }
    return best;
  }
}
