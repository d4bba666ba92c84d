package dev.wgan.train.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Makes tiny images, folders of them, and idx files. */
public final class TestImages {
  private TestImages() {}

  /**
   * Returns an image of random pixels.
   *
   * @param type a type of {@link BufferedImage}
   * @param width its width
   * @param height its height
   * @param seed any seed
   * @return the image
   */
  public static BufferedImage noise(int type, int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  /**
   * Writes an image in the format that its name ends with.
   *
   * @param file the file; its folder is created
   * @param image the image
   * @return the file
   * @throws IOException if writing fails
   */
  public static Path write(Path file, BufferedImage image) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    String name = file.toString();
    String format = name.substring(name.lastIndexOf('.') + 1);
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer of " + format + " takes this image");
    }
    return file;
  }

  /**
   * Writes a folder of random RGB images in sub-folders that are their classes, in all formats in
   * turn.
   *
   * @param folder the folder
   * @param classes names of the sub-folders
   * @param perClass images in each
   * @param size width and height
   * @return the folder
   * @throws IOException if writing fails
   */
  public static Path folder(Path folder, List<String> classes, int perClass, int size)
      throws IOException {
    List<String> formats = List.of("png", "jpg", "gif", "bmp");
    for (String name : classes) {
      for (int i = 0; i < perClass; i++) {
        Path file =
            folder
                .resolve(name)
                .resolve(String.format(Locale.ROOT, "%03d.%s", i, formats.get(i % 4)));
        write(file, noise(BufferedImage.TYPE_3BYTE_BGR, size, size, name.hashCode() + i));
      }
    }
    return folder;
  }

  /**
   * Returns the bytes of an idx file.
   *
   * @param values the content, unsigned bytes
   * @param dimensions its dimensions
   * @return the file's bytes
   */
  public static byte[] idx(byte[] values, int... dimensions) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
    file.putInt(0x800 | dimensions.length);
    for (int dimension : dimensions) {
      file.putInt(dimension);
    }
    return file.put(values).array();
  }

  /**
   * Compresses bytes.
   *
   * @param bytes the bytes
   * @return them as gzip has them
   * @throws IOException never
   */
  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    }
    return out.toByteArray();
  }

  /**
   * Returns random bytes.
   *
   * @param n how many
   * @param seed any seed
   * @return the bytes
   */
  public static byte[] bytes(int n, long seed) {
    byte[] bytes = new byte[n];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }
}
