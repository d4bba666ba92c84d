package dev.wgan.runtime;

import dev.wgan.runtime.PictureModels.Skip;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** Enlarges and completes a picture that is large for the heap, from file to file. */
final class LargePictureMain {
  private static final int PART = 96;
  private static final int MARGIN = 16;

  private LargePictureMain() {}

  /** Takes the width and height, and a folder. */
  public static void main(String[] arguments) throws IOException {
    int width = Integer.parseInt(arguments[0]);
    int height = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[2]);
    Path photo = folder.resolve("photo.png");
    Path mask = folder.resolve("mask.png");
    Path result = folder.resolve("result.png");
    write(photo, width, height, false);
    write(mask, width, height, true);
    int x = width / 3;
    int y = height - PART - 1;
    BufferedImage part = region(photo, x, y, PART, PART);
    long start = System.nanoTime();
    try (Upscaler upscaler =
        Upscaler.load(PictureModels.upscaler(3, 2, Skip.NEAREST), ImageOptions.defaults())) {
      upscaler.upscale(photo, result);
      require(region(result, 2 * x, 2 * y, 2 * PART, 2 * PART), upscaler.upscale(part), 2);
    }
    long large = System.nanoTime();
    try (Inpainter inpainter =
        Inpainter.load(PictureModels.inpainter(3), ImageOptions.defaults())) {
      inpainter.inpaint(photo, mask, result);
      BufferedImage filled = region(result, 0, height / 2, PART, PART);
      if (Arrays.equals(
          Pictures.samples(filled), Pictures.samples(region(photo, 0, height / 2, PART, PART)))) {
        throw new AssertionError("no hole was filled");
      }
      require(region(result, x, y, PART, PART), part, 1);
    }
    System.out.printf(
        "%d x %d pixels: enlarged in %.1f s, completed in %.1f s, peak %s%n",
        width, height, (large - start) / 1e9, (System.nanoTime() - large) / 1e9, peak());
  }

  private static String peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("unknown");
  }

  /** Waves, or black with a white diagonal. */
  private static void write(Path file, int width, int height, boolean mask) {
    PictureFormat format =
        mask
            ? new PictureFormat(
                1, false, java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_GRAY))
            : new PictureFormat(
                3, false, java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB));
    int bands = format.bands();
    List<PictureWriter.Strip> strips = new ArrayList<>();
    for (int first = 0; first < height; first += 50) {
      strips.add(new PictureWriter.Strip(first, Math.min(50, height - first)));
    }
    new PictureWriter(width, height, format, Optional.empty())
        .write(
            file,
            strips,
            (strip, rows) -> {
              byte[] row = new byte[width * bands];
              for (int y = rows.getMinY(); y < rows.getMinY() + rows.getHeight(); y++) {
                for (int x = 0; x < width; x++) {
                  for (int band = 0; band < bands; band++) {
                    int wave = ((x + 2 * band) * 3 % 256) ^ (y % 200);
                    boolean hole = x < 40 && y > height / 2 && y < height / 2 + 30;
                    row[x * bands + band] = (byte) (mask ? (hole ? 255 : 0) : wave);
                  }
                }
                rows.setDataElements(0, y, width, 1, row);
              }
            });
  }

  private static BufferedImage region(Path file, int x, int y, int width, int height)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(x, y, width, height));
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  /** Compares the middle of a part with that of the part computed alone. */
  private static void require(BufferedImage found, BufferedImage expected, int factor) {
    int margin = MARGIN * factor;
    int side = PART * factor - 2 * margin;
    int[] a = found.getRaster().getPixels(margin, margin, side, side, (int[]) null);
    int[] b = expected.getRaster().getPixels(margin, margin, side, side, (int[]) null);
    if (!Arrays.equals(a, b)) {
      throw new AssertionError("a part of the large picture differs from the part alone");
    }
  }
}
