package dev.wgan.train.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Turns decoded images into 8-bit planes, {@code [channels, height, width]}.
 *
 * <p>Thread-safe: there is no state.
 */
final class PixelBytes {
  private PixelBytes() {}

  /** Returns whether an image of this colour model holds nothing but greys. */
  static boolean isGrey(ColorModel model) {
    return model instanceof IndexColorModel palette ? isGrey(palette) : holdsGreys(model);
  }

  /** The pixels of an image, transparent ones composed on a background. */
  static byte[] of(BufferedImage image, int channels, int background) {
    byte[] pixels = new byte[channels * image.getWidth() * image.getHeight()];
    if (holdsGreys(image.getColorModel())) {
      greys(image, pixels, channels, background);
    } else {
      colours(image, pixels, channels, background);
    }
    return pixels;
  }

  /** One bit to four bits of grey come as a palette; so do a GIF's greys. */
  private static boolean isGrey(IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    for (int colour : colours) {
      boolean grey =
          (colour & 0xFF) == (colour >> 8 & 0xFF) && (colour & 0xFF) == (colour >> 16 & 0xFF);
      if (!grey && colour >>> 24 != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsGreys(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && (model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT);
  }

  /** Copies greys unchanged: getRGB would brighten them, because it assumes linear light. */
  private static void greys(BufferedImage image, byte[] pixels, int channels, int background) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int plane = width * image.getHeight();
    boolean alpha = image.getColorModel().hasAlpha();
    int full = image.getColorModel().getTransferType() == DataBuffer.TYPE_BYTE ? 255 : 65_535;
    int[] samples = new int[width * raster.getNumBands()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, samples);
      for (int x = 0; x < width; x++) {
        int at = x * raster.getNumBands();
        int grey = (samples[at] * 255 + full / 2) / full;
        int opacity = alpha ? (samples[at + 1] * 255 + full / 2) / full : 255;
        int rgb = over(grey << 16 | grey << 8 | grey, opacity, background);
        put(pixels, channels, plane, y * width + x, rgb);
      }
    }
  }

  private static void colours(BufferedImage image, byte[] pixels, int channels, int background) {
    int width = image.getWidth();
    int plane = width * image.getHeight();
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        put(pixels, channels, plane, y * width + x, over(row[x], row[x] >>> 24, background));
      }
    }
  }

  /** A colour of some opacity (0 to 255) on an opaque background. */
  private static int over(int rgb, int opacity, int background) {
    if (opacity == 255) {
      return rgb;
    }
    int composed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int front = rgb >> shift & 0xFF;
      int back = background >> shift & 0xFF;
      composed |= ((front * opacity + back * (255 - opacity) + 127) / 255) << shift;
    }
    return composed;
  }

  private static void put(byte[] pixels, int channels, int plane, int at, int rgb) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    if (channels == 1) {
      // BT.601 luma in thousandths, rounded; exact for greys.
      pixels[at] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    } else {
      pixels[at] = (byte) red;
      pixels[plane + at] = (byte) green;
      pixels[2 * plane + at] = (byte) blue;
    }
  }
}
