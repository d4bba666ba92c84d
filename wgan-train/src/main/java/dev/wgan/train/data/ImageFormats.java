package dev.wgan.train.data;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.BufferedFileImageInputStreamSpi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageInputStreamSpi;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/**
 * The formats of image files that are read, and the readers of their content.
 *
 * <p>Thread-safe: there is no state of its own.
 */
final class ImageFormats {
  /** The formats, for messages. */
  static final String NAMES = "PNG, JPEG, WebP, GIF, BMP and TIFF";

  private static final List<String> EXTENSIONS =
      List.of(".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff");

  /** Buffered: the JDK's own stream asks the system for each byte of a header. */
  private static final ImageInputStreamSpi STREAMS = new BufferedFileImageInputStreamSpi();

  static {
    // ImageIO finds plugins through the context class loader of the thread that happens to load
    // it. Without ours, the JDK would read CMYK in the wrong colours.
    register(JPEGImageReaderSpi.class, new JPEGImageReaderSpi());
    register(WebPImageReaderSpi.class, new WebPImageReaderSpi());
  }

  private ImageFormats() {}

  /** A use of an open file. */
  interface Use<T> {
    T of(ImageReader reader, ImageInputStream in) throws IOException;
  }

  /** Returns whether a file's name is that of an image in a supported format. */
  static boolean isImage(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  /**
   * Opens a file with the reader for its content, whatever its name.
   *
   * @param metadata whether the use needs metadata, such as the tags of a TIFF; otherwise they are
   *     not read, because the JDK inflates compressed texts in a PNG regardless of their size
   */
  static <T> T read(Path file, boolean metadata, Use<T> use) {
    try {
      if (Files.size(file) == 0) {
        throw new IOException("it has no bytes");
      }
      // Not ImageIO.createImageInputStream: that may copy to a temporary file.
      try (ImageInputStream in = STREAMS.createInputStreamInstance(file.toFile(), false, null)) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
          throw new IOException(
              FileSignature.of(file)
                  .map(other -> "it is " + other)
                  .orElse("its content is none of " + NAMES));
        }
        ImageReader reader = readers.next();
        try {
          boolean tiff = reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("tif");
          reader.setInput(in, false, !(metadata && tiff));
          return use.of(reader, in);
        } finally {
          reader.dispose();
        }
      }
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw either on damaged files
      throw new DataException(Text.of("cannot read the image %s: %s", file, reason(e)), e);
    }
  }

  private static <T extends ImageReaderSpi> void register(Class<T> type, T plugin) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    if (registry.getServiceProviderByClass(type) == null) {
      registry.registerServiceProvider(plugin, ImageReaderSpi.class);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
