package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the result of a call to a file: a PNG strip by strip as it is made, a JPEG as a whole.
 *
 * <p>Immutable and thread-safe.
 *
 * @param width the width of the result
 * @param height the height of the result
 * @param format the form of its pixels
 * @param profile the ICC profile of its values
 */
record PictureWriter(int width, int height, PictureFormat format, Optional<byte[]> profile) {
  /** A strip of the result: rows from {@code first} on. */
  record Strip(int first, int height) {}

  /** Paints the pixels of a strip. */
  interface Painter {
    void paint(int strip, WritableRaster rows);
  }

  /** A place for the result. */
  interface Target {
    void write(PictureWriter writer, List<Strip> strips, Painter painter);
  }

  /** The writer of a picture that is so many times as large as another. */
  static PictureWriter of(PixelRows source, int factor, Optional<byte[]> profile) {
    long width = (long) source.width() * factor;
    long height = (long) source.height() * factor;
    if (Math.max(width, height) > Integer.MAX_VALUE / source.format().bands() - 1) {
      throw new InputException(
          "the enlarged picture would have %s x %s pixels, more than a file holds"
              .formatted(width, height));
    }
    return new PictureWriter((int) width, (int) height, source.format(), profile);
  }

  /** Refuses the name of a file that cannot be written, or that would replace an input. */
  static void requireTarget(Path to, Path... inputs) {
    Path name = to.getFileName();
    String ending = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    if (!ending.endsWith(".png") && !isJpeg(to)) {
      throw new InputException(
          "a picture cannot be written to '%s': expected a name that ends in .png, .jpg or .jpeg"
              .formatted(to));
    }
    for (Path input : inputs) {
      if (isSame(to, input)) {
        throw new InputException(
            "the result would replace the picture %s that it is made from: choose another name"
                .formatted(input));
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isJpeg(Path to) {
    String name = String.valueOf(to.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  /** Writes a file, whole or not at all. */
  void write(Path to, List<Strip> strips, Painter painter) {
    try {
      if (!isJpeg(to)) {
        AtomicFile.write(to, out -> png(out, strips, painter));
        return;
      }
      requireJpeg(to);
      AtomicFile.write(
          to,
          out -> {
            // Of another colour space, Java's writer would write the profile once more.
            BufferedImage image = format.plain().picture(width, height);
            for (int i = 0; i < strips.size(); i++) {
              painter.paint(i, image.getRaster());
            }
            JpegFile.write(image, profile, out);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written: %s".formatted(to, Messages.reason(e)), e);
    }
  }

  private void requireJpeg(Path to) {
    if (format.alpha()) {
      throw new InputException(
          "%s cannot hold transparency, which the picture has: write a .png file".formatted(to));
    } else if (Math.max(width, height) > JpegFile.MAX_SIDE || !format.fits(width, height)) {
      throw new InputException(
          "%s cannot hold %s x %s pixels: write a .png file".formatted(to, width, height));
    }
  }

  /** Writes a PNG to a stream, which stays open. */
  void write(OutputStream out, List<Strip> strips, Painter painter) {
    try {
      png(out, strips, painter);
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be written: " + Messages.reason(e), e);
    }
  }

  private void png(OutputStream out, List<Strip> strips, Painter painter) throws IOException {
    try (PngRows png = new PngRows(out, width, height, format, profile)) {
      for (int i = 0; i < strips.size(); i++) {
        WritableRaster rows = format.rows(strips.get(i).first(), width, strips.get(i).height());
        painter.paint(i, rows);
        png.write(rows);
      }
      png.finish();
    }
  }
}
