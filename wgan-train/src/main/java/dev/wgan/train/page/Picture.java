package dev.wgan.train.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A PNG or an animated GIF for a page.
 *
 * <p>Immutable and thread-safe.
 *
 * @param uri the picture as a data URI
 * @param width its width in pixels
 * @param height its height in pixels
 */
public record Picture(String uri, int width, int height) {
  /** The first eight bytes of every PNG. */
  private static final long SIGNATURE = 0x89504e470d0a1a0aL;

  /** The letters GIF8. */
  private static final int GIF_SIGNATURE = 0x47494638;

  /** Signature, then the length and name of the first chunk, then width and height. */
  private static final int HEADER_BYTES = 24;

  /**
   * Reads a PNG or a GIF.
   *
   * @param file the file
   * @return the picture; empty if the file does not exist, because pictures come and go during a
   *     run
   * @throws IOException if the file cannot be read
   */
  public static Optional<Picture> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length >= HEADER_BYTES && ByteBuffer.wrap(bytes).getInt() == GIF_SIGNATURE) {
      return Optional.of(ofGif(bytes));
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER_BYTES || header.getLong() != SIGNATURE) {
      return Optional.empty();
    }
    int width = header.getInt(16);
    int height = header.getInt(20);
    return width < 1 || height < 1
        ? Optional.empty()
        : Optional.of(new Picture(uri(bytes), width, height));
  }

  /**
   * Makes a PNG of an image.
   *
   * @param image the image
   * @return its picture
   */
  public static Picture of(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java runtime has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a picture: " + e.getMessage(), e);
    }
    return new Picture(uri(bytes.toByteArray()), image.getWidth(), image.getHeight());
  }

  /**
   * Takes a GIF as it is.
   *
   * @param gif the bytes of a GIF file
   * @return its picture
   */
  public static Picture ofGif(byte[] gif) {
    ByteBuffer screen = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    String uri = "data:image/gif;base64," + Base64.getEncoder().encodeToString(gif);
    return new Picture(uri, screen.getShort(6) & 0xFFFF, screen.getShort(8) & 0xFFFF);
  }

  private static String uri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
