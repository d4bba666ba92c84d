package dev.wgan.train.page;

import org.jspecify.annotations.Nullable;

/**
 * A picture with a caption.
 *
 * @param title a heading of its own; empty for none
 * @param image the picture
 * @param caption the caption
 * @param cardWidth the figure's width in pixels; null if the page's columns determine it
 */
public record Figure(String title, Image image, String caption, @Nullable Integer cardWidth) {
  /** The padding and border of a figure, which its picture's width does not include. */
  private static final int CARD = 26;

  /**
   * Returns a figure whose picture has about the requested width: small pictures grow by a whole
   * factor, large ones shrink.
   *
   * @param picture the picture
   * @param width pixels of the page; a narrower window shrinks the figure
   * @param pixels whether enlarged pixels stay sharp
   * @param alt a description of the picture in words
   * @param caption the caption
   * @return the figure
   */
  public static Figure wide(
      Picture picture, int width, boolean pixels, String alt, String caption) {
    int factor = Math.round((float) width / picture.width());
    double scale = factor < 1 ? (double) width / picture.width() : factor;
    Image image = Image.scaled(picture, scale, alt);
    return new Figure("", pixels ? image : image.smooth(), caption, image.width() + CARD);
  }

  /**
   * Leaves the width to the page's columns.
   *
   * @return this figure without a width
   */
  public Figure inColumn() {
    return new Figure(title, image, caption, null);
  }
}
