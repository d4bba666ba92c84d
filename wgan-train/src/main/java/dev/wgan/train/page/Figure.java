package dev.wgan.train.page;

import org.jspecify.annotations.Nullable;

/**
 * A picture with a caption.
 *
 * @param title a heading of its own; empty for none
 * @param image the picture
 * @param caption what is to be seen in it
 * @param cardWidth the figure's width in pixels; null where the page's columns decide
 */
public record Figure(String title, Image image, String caption, @Nullable Integer cardWidth) {
  /** The padding and border of a figure, which its picture's width does not include. */
  private static final int CARD = 26;

  /**
   * Returns a figure whose picture is about as wide as is asked for: small pictures grow by a whole
   * factor, large ones shrink.
   *
   * @param picture the picture
   * @param width pixels of the page; a narrower window shrinks the figure
   * @param pixels whether enlarged pixels stay sharp
   * @param alt what the picture shows, in words
   * @param caption what is to be seen in it
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
   * Lets the page's columns decide the width.
   *
   * @return the same figure without a width of its own
   */
  public Figure inColumn() {
    return new Figure(title, image, caption, null);
  }

  /**
   * Adds a heading.
   *
   * @param heading the heading
   * @return the same figure under the heading
   */
  public Figure titled(String heading) {
    return new Figure(heading, image, caption, cardWidth);
  }
}
