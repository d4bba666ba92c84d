package dev.wgan.runtime;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture read from a file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param pixels its pixels as they are shown: the orientation tag is applied
 * @param profile the ICC profile that its values are to be read by, if the file has one
 */
record PictureFile(PixelRows pixels, Optional<byte[]> profile) {
  private static final String EXPECTED =
      "expected a PNG, JPEG, BMP or TIFF file, or a GIF file of one frame";

  private static final int CMYK_CHANNELS = 4;

  /**
   * Reads a file.
   *
   * @throws InputException if it is not such a picture
   */
  static PictureFile read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException("%s is a folder: expected a picture".formatted(file));
      } else if (Files.size(file) == 0) {
        throw new InputException("the picture %s is empty: it has 0 bytes".formatted(file));
      }
      try (ImageInputStream in = open(file)) {
        PictureTags tags = PictureTags.read(in);
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
          throw new InputException("%s is not a picture: %s".formatted(file, EXPECTED));
        }
        ImageReader reader = readers.next();
        try {
          reader.setInput(in);
          return read(file, reader, tags);
        } finally {
          reader.dispose();
        }
      }
    } catch (NoSuchFileException e) {
      throw new InputException("there is no picture %s".formatted(file), e);
    } catch (IOException e) {
      throw new InputException(
          "the picture %s cannot be read: %s".formatted(file, Messages.reason(e)), e);
    }
  }

  private static ImageInputStream open(Path file) throws IOException {
    return file.getFileSystem().equals(FileSystems.getDefault())
        ? new FileImageInputStream(file.toFile())
        : new MemoryCacheImageInputStream(Files.newInputStream(file));
  }

  private static PictureFile read(Path file, ImageReader reader, PictureTags tags)
      throws IOException {
    BufferedImage image;
    try {
      requireOne(file, reader);
      requireSize(file, reader.getWidth(0), reader.getHeight(0));
      requireColours(file, reader, tags);
      image = decode(reader);
    } catch (RuntimeException e) {
      if (e instanceof InputException) {
        throw e;
      }
      // Readers fail in any way on damaged files.
      throw new InputException("the picture %s is damaged: %s".formatted(file, e), e);
    }
    return new PictureFile(
        PixelRows.of(image, tags.orientation()),
        tags.profile().or(() -> profile(image.getColorModel())));
  }

  private static void requireOne(Path file, ImageReader reader) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (format.equals("gif") || format.startsWith("tif")) {
      int pictures = reader.getNumImages(true);
      if (pictures > 1) {
        throw new InputException(
            "%s has %s pictures, as an animation or a document has: %s"
                .formatted(file, pictures, EXPECTED));
      }
    }
  }

  private static void requireSize(Path file, int width, int height) {
    long pixels = (long) width * height;
    if (pixels > Integer.MAX_VALUE / CMYK_CHANNELS) {
      throw new InputException(
          "the picture %s has %s x %s pixels by its header, which no array holds: cut it into parts"
              .formatted(file, width, height));
    }
  }

  /** Java's own reader brightens the colours of such files; readers of libraries convert them. */
  private static void requireColours(Path file, ImageReader reader, PictureTags tags) {
    if (tags.channels() == CMYK_CHANNELS
        && reader.getClass().getName().startsWith("com.sun.imageio.")) {
      throw new InputException(
          "%s is in CMYK, the colours of printing: convert it to RGB".formatted(file));
    }
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    ImageReadParam param = reader.getDefaultReadParam();
    if (isJpeg(reader)) {
      // Among the forms that the reader offers, the first would be converted to sRGB.
      Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
      while (types.hasNext()) {
        ImageTypeSpecifier type = types.next();
        if (isProfiled(type.getColorModel().getColorSpace())) {
          param.setDestination(type.createBufferedImage(reader.getWidth(0), reader.getHeight(0)));
        }
      }
    }
    BufferedImage image = reader.read(0, param);
    for (String warning : warnings) {
      // A truncated JPEG is filled up with grey; this warning is the only sign.
      if (warning.contains("remature end")) {
        throw new IOException("it is truncated");
      }
    }
    return image;
  }

  private static boolean isJpeg(ImageReader reader) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("jp");
  }

  private static boolean isProfiled(ColorSpace space) {
    return space instanceof ICC_ColorSpace
        && !space.isCS_sRGB()
        && space.getType() == ColorSpace.TYPE_RGB;
  }

  private static Optional<byte[]> profile(ColorModel model) {
    return isProfiled(model.getColorSpace())
        ? Optional.of(((ICC_ColorSpace) model.getColorSpace()).getProfile().getData())
        : Optional.empty();
  }
}
