package dev.wgan.runtime;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * The form of a result: grey or colour, with or without alpha, always 8 bits and not premultiplied.
 *
 * <p>Immutable and thread-safe.
 *
 * @param colours 1 for grey, 3 for red, green and blue
 * @param alpha whether an alpha band follows
 * @param space the colour space of the values
 */
record PictureFormat(int colours, boolean alpha, ColorSpace space) {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  int bands() {
    return colours + (alpha ? 1 : 0);
  }

  /** This form in the colour space of a picture without a profile. */
  PictureFormat plain() {
    int common = colours == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    return new PictureFormat(colours, alpha, ColorSpace.getInstance(common));
  }

  /** An empty picture. */
  BufferedImage picture(int width, int height) {
    if (space.isCS_sRGB() && colours == 3) {
      return new BufferedImage(
          width, height, alpha ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR);
    }
    if (!alpha && colours == 1 && space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY))) {
      return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    }
    int transparency = alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE;
    ComponentColorModel model =
        new ComponentColorModel(space, alpha, false, transparency, DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, rows(0, width, height), false, null);
  }

  /** Some rows of a picture, from a row on. */
  WritableRaster rows(int first, int width, int height) {
    return Raster.createInterleavedRaster(
        DataBuffer.TYPE_BYTE, width, height, bands(), new Point(0, first));
  }

  /** Returns whether one array holds a picture of this size. */
  boolean fits(long width, long height) {
    return width * height * bands() <= MAX_BYTES && width <= MAX_BYTES / bands();
  }
}
