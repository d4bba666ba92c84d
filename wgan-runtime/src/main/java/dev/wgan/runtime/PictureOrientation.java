package dev.wgan.runtime;

/**
 * The orientation of stored pixels, as EXIF numbers it.
 *
 * <p>The constants are in the order of their numbers from 1.
 */
enum PictureOrientation {
  /** Stored as shown. */
  UPRIGHT(false, false, false),
  /** Mirrored from left to right. */
  MIRRORED(false, true, false),
  /** Turned by 180 degrees. */
  UPSIDE_DOWN(false, true, true),
  /** Mirrored from top to bottom. */
  FLIPPED(false, false, true),
  /** Rows are columns. */
  TRANSPOSED(true, false, false),
  /** Shown after a clockwise quarter turn. */
  CLOCKWISE(true, false, true),
  /** Rows are columns, both backwards. */
  TRANSVERSE(true, true, true),
  /** Shown after a counterclockwise quarter turn. */
  COUNTERCLOCKWISE(true, true, false);

  private final boolean transposed;
  private final boolean rightToLeft;
  private final boolean bottomToTop;

  PictureOrientation(boolean transposed, boolean rightToLeft, boolean bottomToTop) {
    this.transposed = transposed;
    this.rightToLeft = rightToLeft;
    this.bottomToTop = bottomToTop;
  }

  /** The orientation of an EXIF number; upright for a number that does not exist. */
  static PictureOrientation ofExif(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
  }

  /** Returns whether rows of the shown picture are columns of the stored one. */
  boolean transposed() {
    return transposed;
  }

  /** Returns whether the stored picture is read from right to left. */
  boolean rightToLeft() {
    return rightToLeft;
  }

  /** Returns whether the stored picture is read from bottom to top. */
  boolean bottomToTop() {
    return bottomToTop;
  }
}
