package dev.wgan.train.rows;

import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Heat maps of pairs of columns: the similarity of every pair, and where the joint shares of the
 * least similar pairs differ.
 *
 * <p>Thread-safe: there is no state.
 */
final class PairMaps {
  private static final int MOST_COLUMNS = 40;
  private static final int SHOWN = 6;
  private static final int CELL = 26;
  private static final int MARGIN = 110;
  private static final int LETTERS = 15;
  private static final int MAP = 240;
  private static final double WORST = 0.7;

  private PairMaps() {}

  /** The pictures; none for a table of one column. */
  static List<Figure> of(TableEvaluation.Judged judged) {
    List<Figure> figures = new ArrayList<>();
    List<JudgedColumn> columns = judged.test().columns();
    List<RowScores.Pair> pairs =
        judged.scores().pairs().stream()
            .sorted(Comparator.comparingDouble(pair -> pair.trend().deciles()))
            .toList();
    if (pairs.isEmpty()) {
      return figures;
    }
    Picture all = Picture.of(matrix(judged));
    figures.add(
        Figure.wide(
            all,
            all.width(),
            false,
            "the similarity of all pairs",
            "The similarity of each pair in deciles and levels: white is 1, dark red is 0.7 or less."
                + (columns.size() > MOST_COLUMNS
                    ? " The first %s columns.".formatted(MOST_COLUMNS)
                    : "")));
    RowComparison comparison = RowComparison.of(judged.test(), judged.generated());
    for (RowScores.Pair pair : pairs.subList(0, Math.min(SHOWN, pairs.size()))) {
      Picture map = Picture.of(map(comparison.difference(pair.first(), pair.second())));
      figures.add(
          Figure.wide(
              map,
              MAP,
              true,
              "joint shares",
              String.format(
                  Locale.ROOT,
                  "%s (down) and %s (right), similarity %.3f: red where generated rows are too many, blue where they are too few.",
                  columns.get(pair.first()).name(),
                  columns.get(pair.second()).name(),
                  pair.trend().deciles())));
    }
    return figures;
  }

  private static BufferedImage matrix(TableEvaluation.Judged judged) {
    List<JudgedColumn> columns = judged.test().columns();
    int n = Math.min(MOST_COLUMNS, columns.size());
    int side = MARGIN + n * CELL;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    for (RowScores.Pair pair : judged.scores().pairs()) {
      if (pair.second() < n) {
        graphics.setColor(colour(pair.trend().deciles()));
        for (int[] place :
            new int[][] {{pair.first(), pair.second()}, {pair.second(), pair.first()}}) {
          graphics.fillRect(MARGIN + place[0] * CELL, MARGIN + place[1] * CELL, CELL - 1, CELL - 1);
        }
      }
    }
    graphics.setColor(Color.DARK_GRAY);
    for (int c = 0; c < n; c++) {
      String name = columns.get(c).name();
      String shown = name.substring(0, Math.min(LETTERS, name.length()));
      graphics.drawString(shown, 4, MARGIN + c * CELL + CELL - 9);
      graphics.rotate(-Math.PI / 2, MARGIN + c * CELL + CELL - 9, MARGIN - 4);
      graphics.drawString(shown, MARGIN + c * CELL + CELL - 9, MARGIN - 4);
      graphics.rotate(Math.PI / 2, MARGIN + c * CELL + CELL - 9, MARGIN - 4);
    }
    graphics.dispose();
    return image;
  }

  private static Color colour(double similarity) {
    float depth = (float) Math.max(0, Math.min(1, (1 - similarity) / (1 - WORST)));
    return new Color(1 - 0.3f * depth, 1 - 0.9f * depth, 1 - 0.9f * depth);
  }

  private static BufferedImage map(double[][] differences) {
    double largest = 0;
    for (double[] row : differences) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    BufferedImage image =
        new BufferedImage(differences[0].length, differences.length, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < differences.length; y++) {
      for (int x = 0; x < differences[y].length; x++) {
        float depth = largest == 0 ? 0 : (float) (Math.abs(differences[y][x]) / largest);
        Color colour =
            differences[y][x] > 0
                ? new Color(1 - 0.2f * depth, 1 - 0.85f * depth, 1 - 0.85f * depth)
                : new Color(1 - 0.85f * depth, 1 - 0.6f * depth, 1 - 0.2f * depth);
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }
}
