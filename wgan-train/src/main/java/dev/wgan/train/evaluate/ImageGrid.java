package dev.wgan.train.evaluate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture of images in rows, whose gaps are transparent so that it suits any background.
 *
 * <p>Immutable and thread-safe.
 */
final class ImageGrid {
  private static final int GAP = 1;
  private static final int OPAQUE = 0xFF000000;

  private final BufferedImage picture;

  private ImageGrid(BufferedImage picture) {
    this.picture = picture;
  }

  /** Lays out images, [n, channels * height * width] in [-1, 1], row by row. */
  static ImageGrid of(PointSet images, ImageShape shape, int columns) {
    if (images.dimension() != shape.values()) {
      throw new EvaluationException(
          "points of dimension %d are no images of %d values: expected %s"
              .formatted(images.dimension(), shape.values(), shape));
    }
    images.checkSize(1, "a picture");
    int across = Math.min(columns, images.size());
    int down = (images.size() + across - 1) / across;
    BufferedImage picture =
        new BufferedImage(
            across * (shape.width() + GAP) - GAP,
            down * (shape.height() + GAP) - GAP,
            BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < images.size(); i++) {
      int x = i % across * (shape.width() + GAP);
      int y = i / across * (shape.height() + GAP);
      picture.setRGB(
          x, y, shape.width(), shape.height(), pixels(images, i, shape), 0, shape.width());
    }
    return new ImageGrid(picture);
  }

  private static int[] pixels(PointSet images, int image, ImageShape shape) {
    int plane = shape.height() * shape.width();
    int[] pixels = new int[plane];
    for (int p = 0; p < plane; p++) {
      int red = level(images.get(image, p));
      boolean grey = shape.channels() == 1;
      int green = grey ? red : level(images.get(image, plane + p));
      int blue = grey ? red : level(images.get(image, 2 * plane + p));
      pixels[p] = OPAQUE | red << 16 | green << 8 | blue;
    }
    return pixels;
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }

  int width() {
    return picture.getWidth();
  }

  int height() {
    return picture.getHeight();
  }

  /** The picture as a PNG within a {@code data:} address. */
  String dataUri() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a picture: " + e.getMessage(), e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
