package dev.wgan.runtime;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The pixels of a picture as 8-bit samples, read row by row: greys or colours, perhaps with alpha.
 *
 * <p>Thread-safe while nobody changes the picture. Samples are taken as they are stored, not passed
 * through a colour space: that of Java would brighten greys. Pictures with a palette, and colour
 * spaces other than grey and RGB, become sRGB.
 */
final class PixelRows {
  private final BufferedImage image;
  private final Raster raster;
  private final PictureOrientation orientation;
  private final PictureFormat format;

  /** True if samples are read as stored, false if as sRGB. */
  private final boolean stored;

  private final boolean premultiplied;
  private final int[] full;

  private PixelRows(BufferedImage image, PictureOrientation orientation) {
    ColorModel model = image.getColorModel();
    this.image = image;
    this.raster = image.getRaster();
    this.orientation = orientation;
    this.stored = isStored(model);
    this.premultiplied = stored && model.hasAlpha() && model.isAlphaPremultiplied();
    boolean grey =
        stored
            ? model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
            : model instanceof IndexColorModel palette && isGrey(palette);
    ColorSpace space =
        stored
            ? model.getColorSpace()
            : ColorSpace.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    this.format = new PictureFormat(grey ? 1 : 3, model.hasAlpha(), space);
    this.full = new int[format.bands()];
    for (int band = 0; band < full.length; band++) {
      full[band] = stored ? (1 << model.getComponentSize(band)) - 1 : 255;
    }
  }

  /** The pixels of a picture as it is. */
  static PixelRows of(BufferedImage image) {
    return of(image, PictureOrientation.UPRIGHT);
  }

  /** The pixels of a picture as its orientation says. */
  static PixelRows of(BufferedImage image, PictureOrientation orientation) {
    return new PixelRows(image, orientation);
  }

  private static boolean isStored(ColorModel model) {
    boolean components = model instanceof ComponentColorModel || model instanceof DirectColorModel;
    int type = model.getColorSpace().getType();
    int transfer = model.getTransferType();
    boolean whole =
        transfer == DataBuffer.TYPE_BYTE
            || transfer == DataBuffer.TYPE_USHORT
            || (transfer == DataBuffer.TYPE_INT && model instanceof DirectColorModel);
    return components && whole && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB);
  }

  private static boolean isGrey(IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    for (int colour : colours) {
      int blue = colour & 0xFF;
      boolean grey = blue == (colour >> 8 & 0xFF) && blue == (colour >> 16 & 0xFF);
      if (!grey && colour >>> 24 != 0) {
        return false;
      }
    }
    return true;
  }

  int width() {
    return orientation.transposed() ? raster.getHeight() : raster.getWidth();
  }

  int height() {
    return orientation.transposed() ? raster.getWidth() : raster.getHeight();
  }

  PictureFormat format() {
    return format;
  }

  /** Returns whether the picture has more than 8 bits per sample, which reading rounds to 8. */
  boolean deep() {
    for (int most : full) {
      if (most > 255) {
        return true;
      }
    }
    return false;
  }

  /** Reads {@code count} pixels of a row, band after band of each pixel. */
  void read(int x, int y, int count, byte[] to) {
    boolean transposed = orientation.transposed();
    int along = orientation.transposed() ? raster.getHeight() : raster.getWidth();
    boolean backwards = transposed ? orientation.bottomToTop() : orientation.rightToLeft();
    int first = backwards ? along - x - count : x;
    int across =
        (transposed ? orientation.rightToLeft() : orientation.bottomToTop()) ? height() - 1 - y : y;
    int[] samples =
        transposed ? samples(across, first, 1, count) : samples(first, across, count, 1);
    int bands = format.bands();
    for (int i = 0; i < count; i++) {
      int from = (backwards ? count - 1 - i : i) * bands;
      for (int band = 0; band < bands; band++) {
        to[i * bands + band] = (byte) samples[from + band];
      }
    }
  }

  /** The 8-bit samples of an area of the stored picture. */
  private int[] samples(int x, int y, int width, int height) {
    if (!stored) {
      return colours(image.getRGB(x, y, width, height, null, 0, width));
    }
    int[] samples =
        raster.getPixels(raster.getMinX() + x, raster.getMinY() + y, width, height, (int[]) null);
    int bands = format.bands();
    for (int band = 0; band < bands; band++) {
      int most = full[band];
      if (most != 255) {
        for (int i = band; i < samples.length; i += bands) {
          samples[i] = (int) ((samples[i] * 255L + most / 2) / most);
        }
      }
    }
    if (premultiplied) {
      divideByAlpha(samples, bands);
    }
    return samples;
  }

  private static void divideByAlpha(int[] samples, int bands) {
    for (int i = 0; i < samples.length; i += bands) {
      int alpha = samples[i + bands - 1];
      for (int band = 0; band < bands - 1; band++) {
        int colour = samples[i + band];
        samples[i + band] = alpha == 0 ? 0 : Math.min(255, (colour * 255 + alpha / 2) / alpha);
      }
    }
  }

  private int[] colours(int[] pixels) {
    int bands = format.bands();
    int[] samples = new int[pixels.length * bands];
    for (int i = 0; i < pixels.length; i++) {
      for (int band = 0; band < format.colours(); band++) {
        samples[i * bands + band] = (pixels[i] >> (16 - 8 * band)) & 0xFF;
      }
      if (format.alpha()) {
        samples[i * bands + bands - 1] = pixels[i] >>> 24;
      }
    }
    return samples;
  }
}
