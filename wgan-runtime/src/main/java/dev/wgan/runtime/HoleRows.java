package dev.wgan.runtime;

/**
 * The holes of a picture, row by row: where a mask is white, or where the picture is transparent.
 *
 * <p>Thread-safe while nobody changes the pictures.
 */
final class HoleRows {
  /** From this luminance on a mask is white; below this alpha a photo is transparent. */
  static final int HALF = 128;

  private final PixelRows pixels;
  private final boolean transparent;

  private HoleRows(PixelRows pixels, boolean transparent) {
    this.pixels = pixels;
    this.transparent = transparent;
  }

  /** The holes of a mask: its white pixels, where transparent pixels count as black. */
  static HoleRows whiteIn(PixelRows mask) {
    return new HoleRows(mask, false);
  }

  /** The transparent pixels of a photo. */
  static HoleRows transparentIn(PixelRows photo) {
    return new HoleRows(photo, true);
  }

  /** Reads {@code count} pixels of a row: 1 where there is a hole, 0 elsewhere. */
  void read(int x, int y, int count, byte[] to) {
    PictureFormat format = pixels.format();
    if (transparent && !format.alpha()) {
      java.util.Arrays.fill(to, 0, count, (byte) 0);
      return;
    }
    int bands = format.bands();
    byte[] row = new byte[count * bands];
    pixels.read(x, y, count, row);
    for (int i = 0; i < count; i++) {
      int alpha = format.alpha() ? row[i * bands + bands - 1] & 0xFF : 255;
      boolean hole =
          transparent ? alpha < HALF : luminance(row, i * bands, format) * alpha >= HALF * 255;
      to[i] = (byte) (hole ? 1 : 0);
    }
  }

  /** BT.601 luma, rounded; exact for greys. */
  private static int luminance(byte[] row, int at, PictureFormat format) {
    if (format.colours() == 1) {
      return row[at] & 0xFF;
    }
    return (299 * (row[at] & 0xFF) + 587 * (row[at + 1] & 0xFF) + 114 * (row[at + 2] & 0xFF) + 500)
        / 1000;
  }

  /** Returns the number of pixels in holes. */
  long count() {
    long count = 0;
    byte[] row = new byte[pixels.width()];
    for (int y = 0; y < pixels.height(); y++) {
      read(0, y, row.length, row);
      for (byte hole : row) {
        count += hole;
      }
    }
    return count;
  }
}
