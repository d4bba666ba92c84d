package dev.wgan.train.pictures;

import java.awt.image.BufferedImage;

/**
 * Conversions between pictures and planes.
 *
 * <p>Thread-safe: there is no state.
 */
final class Bytes {
  private Bytes() {}

  /** A picture of planes of bytes, {@code [channels, height, width]}. */
  static BufferedImage picture(byte[] planes, int width, int height) {
    int plane = width * height;
    int type = planes.length == plane ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(width, height, type);
    int bands = planes.length / plane;
    int[] pixel = new int[bands];
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < bands; c++) {
        pixel[c] = planes[c * plane + i] & 0xFF;
      }
      image.getRaster().setPixel(i % width, i / width, pixel);
    }
    return image;
  }

  /** The planes of a picture of one or three bands. */
  static byte[] planes(BufferedImage image) {
    int width = image.getWidth();
    int plane = width * image.getHeight();
    int bands = image.getRaster().getNumBands() == 1 ? 1 : 3;
    byte[] planes = new byte[bands * plane];
    int[] pixel = new int[image.getRaster().getNumBands()];
    for (int i = 0; i < plane; i++) {
      image.getRaster().getPixel(i % width, i / width, pixel);
      for (int c = 0; c < bands; c++) {
        planes[c * plane + i] = (byte) pixel[c];
      }
    }
    return planes;
  }

  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xFF;
    }
    return values;
  }

  static byte[] rounded(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
    }
    return bytes;
  }
}
