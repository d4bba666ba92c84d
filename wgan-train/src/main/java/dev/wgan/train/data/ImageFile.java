package dev.wgan.train.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/**
 * One image file: its header, and its pixels as bytes.
 *
 * <p>Thread-safe: there is no state. Pixels are 8-bit sRGB, greys as the file has them; a JPEG's
 * colour profile and an orientation tag are applied; transparent pixels are composed on a
 * background. Of an animation or of several pages it is the first.
 */
final class ImageFile {
  private ImageFile() {}

  /**
   * The facts of a header.
   *
   * @param width the width for display, after turning
   * @param height the height for display, after turning
   * @param grey whether the file stores greys
   * @param orientation the orientation of the file's pixels
   * @param frames the number of images in the file, 1 for formats of one image
   */
  record Header(int width, int height, boolean grey, Orientation orientation, int frames) {}

  /** Reads the header alone, and refuses images beyond the limits. */
  static Header header(Path file, DataOptions options) {
    Header header =
        ImageFormats.read(
            file,
            true,
            (reader, in) -> {
              // First, because readers of PNG discard the data they have read.
              Orientation orientation = OrientationTag.read(reader, in);
              int width = reader.getWidth(0);
              int height = reader.getHeight(0);
              ImageLimits.check(file.toString(), width, height, options);
              ImageTypeSpecifier type = reader.getRawImageType(0);
              boolean grey = type != null && PixelBytes.isGrey(type.getColorModel());
              boolean transposed = orientation.transposed();
              return new Header(
                  transposed ? height : width,
                  transposed ? width : height,
                  grey,
                  orientation,
                  frames(reader));
            });
    return header;
  }

  /** Decodes an image whose header has been checked: {@code [channels, height, width]}. */
  static byte[] pixels(Path file, Header header, int channels, int background) {
    BufferedImage image = ImageFormats.read(file, false, (reader, in) -> decode(reader));
    boolean transposed = header.orientation().transposed();
    int width = transposed ? header.height() : header.width();
    int height = transposed ? header.width() : header.height();
    if (image.getWidth() != width || image.getHeight() != height) {
      throw new DataException(
          Text.of(
              "cannot read the image %s: it has %d x %d pixels, but its header has %d x %d",
              file, image.getWidth(), image.getHeight(), width, height));
    }
    byte[] pixels = PixelBytes.of(image, channels, background);
    return header.orientation().apply(pixels, channels, height, width);
  }

  private static BufferedImage decode(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage read = reader.read(0);
    for (String warning : warnings) {
      // A truncated JPEG is filled up with grey; this warning is the only sign.
      if (warning.contains("remature end")) {
        throw new IOException("it is truncated");
      }
    }
    ColorModel model = read.getColorModel();
    if (model.getTransferType() == DataBuffer.TYPE_FLOAT
        || model.getTransferType() == DataBuffer.TYPE_DOUBLE) {
      throw new IOException("its values are floats without a known range: store them as integers");
    }
    if (model.getTransferType() == DataBuffer.TYPE_INT
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      throw new IOException("its greys have 32 bits: store them with 8 or 16");
    }
    return read;
  }

  /** Formats of one image are not searched for more. */
  private static int frames(ImageReader reader) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    return format.equals("gif")
            || format.equals("tif")
            || format.equals("tiff")
            || format.equals("webp")
        ? Math.max(1, reader.getNumImages(true))
        : 1;
  }
}
