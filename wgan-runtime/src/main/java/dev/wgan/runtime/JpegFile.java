package dev.wgan.runtime;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes JPEG files of high quality, with a colour profile.
 *
 * <p>Thread-safe: there is no state.
 */
final class JpegFile {
  private static final float QUALITY = 0.95f;
  private static final int APP0 = 0xE0;
  private static final int APP2 = 0xE2;
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PART = 65_535 - 2 - 14;

  /** The longest side that the format allows. */
  static final int MAX_SIDE = 65_500;

  private JpegFile() {}

  static void write(BufferedImage image, Optional<byte[]> profile, OutputStream out)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    byte[] file = bytes.toByteArray();
    int start = 2;
    if ((file[3] & 0xFF) == APP0) {
      start += 2 + (((file[4] & 0xFF) << 8) | (file[5] & 0xFF));
    }
    out.write(file, 0, start);
    if (profile.isPresent()) {
      writeProfile(profile.get(), out);
    }
    out.write(file, start, file.length - start);
    out.flush();
  }

  /** A profile is spread over segments, each with its number and their count. */
  private static void writeProfile(byte[] profile, OutputStream out) throws IOException {
    int parts = (profile.length + MAX_PART - 1) / MAX_PART;
    for (int part = 0; part < parts; part++) {
      int from = part * MAX_PART;
      int size = Math.min(MAX_PART, profile.length - from);
      int length = 2 + ICC.length + 2 + size;
      out.write(new byte[] {(byte) 0xFF, (byte) APP2, (byte) (length >> 8), (byte) length});
      out.write(ICC);
      out.write(part + 1);
      out.write(parts);
      out.write(profile, from, size);
    }
  }
}
