package dev.wgan.train.data;

/**
 * An orientation of a file's pixels for display: EXIF's tag 0x0112, 1 to 8.
 *
 * <p>Immutable and thread-safe.
 *
 * @param transposed whether rows become columns
 * @param mirrorX whether the file's columns run from right to left
 * @param mirrorY whether the file's rows run from bottom to top
 */
record Orientation(boolean transposed, boolean mirrorX, boolean mirrorY) {
  static final Orientation UPRIGHT = new Orientation(false, false, false);

  /** The orientation of an EXIF number; a number outside 1 to 8 is ignored. */
  static Orientation ofExif(int number) {
    return number < 1 || number > 8
        ? UPRIGHT
        : new Orientation(
            number >= 5,
            number == 2 || number == 3 || number == 7 || number == 8,
            number == 3 || number == 4 || number == 6 || number == 7);
  }

  /** Turns planes: {@code [channels, height, width]} of the file to those of the display. */
  byte[] apply(byte[] pixels, int channels, int height, int width) {
    if (equals(UPRIGHT)) {
      return pixels;
    }
    int plane = height * width;
    int rows = transposed ? width : height;
    int columns = transposed ? height : width;
    byte[] turned = new byte[pixels.length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int u = transposed ? y : x;
        int v = transposed ? x : y;
        int from = (mirrorY ? height - 1 - v : v) * width + (mirrorX ? width - 1 - u : u);
        for (int c = 0; c < channels; c++) {
          turned[c * plane + y * columns + x] = pixels[c * plane + from];
        }
      }
    }
    return turned;
  }
}
