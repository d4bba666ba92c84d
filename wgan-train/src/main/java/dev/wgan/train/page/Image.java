package dev.wgan.train.page;

/**
 * A picture at a size in pixels of the page.
 *
 * @param uri the picture as a data URI
 * @param width its width in the page
 * @param height its height in the page
 * @param alt a description in words; empty if the surroundings give it
 * @param sharp whether its pixels stay sharp if it is enlarged
 */
public record Image(String uri, int width, int height, String alt, boolean sharp) {
  /** From this factor on, enlarged pixels look alike even where the page shrinks the picture. */
  private static final double SHARP = 2;

  /**
   * Returns a picture, enlarged or shrunk.
   *
   * @param picture the picture
   * @param scale pixels of the page per pixel of the picture
   * @param alt a description in words
   * @return the picture at its size; its pixels stay sharp if the scale is 2 or more
   */
  public static Image scaled(Picture picture, double scale, String alt) {
    return new Image(
        picture.uri(),
        Math.max(1, (int) Math.round(picture.width() * scale)),
        Math.max(1, (int) Math.round(picture.height() * scale)),
        alt,
        scale >= SHARP);
  }

  /** This picture, smooth at every scale. */
  Image smooth() {
    return new Image(uri, width, height, alt, false);
  }
}
