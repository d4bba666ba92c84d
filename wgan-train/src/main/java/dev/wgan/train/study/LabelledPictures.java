package dev.wgan.train.study;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * Pictures with their names above, in one picture.
 *
 * <p>Thread-safe: there is no state.
 */
final class LabelledPictures {
  private static final int LINE = 22;
  private static final int GAP = 10;
  private static final int BASELINE = 16;

  private LabelledPictures() {}

  /**
   * Lays pictures out, all scaled to one width.
   *
   * @param pictures by name, one at least
   * @param columns the most pictures in a row
   * @param width of each, in pixels
   */
  static BufferedImage draw(Map<String, BufferedImage> pictures, int columns, int width) {
    int height = 0;
    for (BufferedImage picture : pictures.values()) {
      height = Math.max(height, scaledHeight(picture, width));
    }
    int across = Math.min(columns, pictures.size());
    int rows = (pictures.size() + across - 1) / across;
    BufferedImage all =
        new BufferedImage(
            across * (width + GAP) + GAP,
            rows * (height + LINE + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
      graphics.setColor(Color.BLACK);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      int at = 0;
      for (Map.Entry<String, BufferedImage> entry : pictures.entrySet()) {
        int x = GAP + at % across * (width + GAP);
        int y = GAP + at / across * (height + LINE + GAP);
        graphics.drawString(entry.getKey(), x, y + BASELINE);
        BufferedImage picture = entry.getValue();
        graphics.drawImage(picture, x, y + LINE, width, scaledHeight(picture, width), null);
        at++;
      }
    } finally {
      graphics.dispose();
    }
    return all;
  }

  private static int scaledHeight(BufferedImage picture, int width) {
    return Math.round((float) picture.getHeight() * width / picture.getWidth());
  }
}
