package dev.wgan.train.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * One image file: its header, and its pixels as bytes.
 *
 * <p>Thread-safe: there is no state. Pixels are 8-bit sRGB, colour profiles applied, greys as the
 * file has them; transparent ones are composed on a background; orientation tags are not followed.
 * Of an animation it is the first frame.
 */
final class ImageFile {
  private ImageFile() {}

  /** What a header says. */
  record Header(int width, int height, boolean grey) {}

  private interface Use<T> {
    T of(ImageReader reader) throws IOException;
  }

  /** Reads the header alone, and refuses images beyond the limits. */
  static Header header(Path file, DataOptions options) {
    Header header =
        read(
            file,
            reader -> {
              ImageTypeSpecifier type = reader.getRawImageType(0);
              boolean grey = type != null && isGrey(type.getColorModel());
              return new Header(reader.getWidth(0), reader.getHeight(0), grey);
            });
    ImageLimits.check(file.toString(), header.width(), header.height(), options);
    return header;
  }

  /** Decodes an image whose header has been checked: {@code [channels, height, width]}. */
  static byte[] pixels(Path file, Header header, int channels, int background) {
    BufferedImage image =
        read(
            file,
            reader -> {
              List<String> warnings = new ArrayList<>();
              reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
              BufferedImage read = reader.read(0);
              for (String warning : warnings) {
                // A JPEG that breaks off is filled up with grey, and this is all one hears of it.
                if (warning.contains("remature end")) {
                  throw new IOException("it is truncated");
                }
              }
              return read;
            });
    if (image.getWidth() != header.width() || image.getHeight() != header.height()) {
      throw new DataException(
          "cannot read the image %s: it has %d x %d pixels where its header says %d x %d"
              .formatted(
                  file, image.getWidth(), image.getHeight(), header.width(), header.height()));
    }
    byte[] pixels = new byte[channels * image.getWidth() * image.getHeight()];
    if (isGrey(image.getColorModel())) {
      greys(image, pixels, channels, background);
    } else {
      colours(image, pixels, channels, background);
    }
    return pixels;
  }

  private static <T> T read(Path file, Use<T> use) {
    try {
      if (Files.size(file) == 0) {
        throw new IOException("it has no bytes");
      }
      // Not ImageIO.createImageInputStream: that may copy to a temporary file.
      try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
          throw new IOException("its content is none of PNG, JPEG, GIF and BMP");
        }
        ImageReader reader = readers.next();
        try {
          reader.setInput(in, true, true);
          return use.of(reader);
        } finally {
          reader.dispose();
        }
      }
    } catch (IOException | RuntimeException e) { // decoders throw either on damaged files
      throw new DataException("cannot read the image %s: %s".formatted(file, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean isGrey(ColorModel model) {
    return model instanceof ComponentColorModel
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && (model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT);
  }

  /** Takes greys as they are: getRGB would brighten them, taking them for linear light. */
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
