package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns samples of shape [channels, height, width] into pictures: grey, RGB or RGBA.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImageRenderer {
  /** Pixels between the samples of a grid. */
  private static final int GAP = 2;

  private static final long MAX_GRID_PIXELS = 100_000_000;

  private final ValueRange range;
  private final ImageDims dims;

  private ImageRenderer(ImageDims dims, ValueRange range) {
    this.dims = dims;
    this.range = range;
  }

  /**
   * Returns a renderer of images whose channels come first.
   *
   * @param shape the shape of a sample, [channels, height, width] with 1, 3 or 4 channels, or
   *     [height, width] for grey
   * @param range the values shown as black and white
   * @return the renderer
   * @throws NotDrawableException if samples of that shape are not images
   */
  public static ImageRenderer of(List<Integer> shape, ValueRange range) {
    return of(shape, range, ImageLayout.CHANNELS_FIRST);
  }

  /**
   * Returns a renderer.
   *
   * @param shape the shape of a sample with 1, 3 or 4 channels, or [height, width] for grey
   * @param range the values shown as black and white
   * @param layout the order of the dimensions
   * @return the renderer
   * @throws NotDrawableException if samples of that shape are not images
   */
  public static ImageRenderer of(List<Integer> shape, ValueRange range, ImageLayout layout) {
    Arguments.require(shape, "shape");
    Arguments.require(range, "range");
    Arguments.require(layout, "layout");
    return new ImageRenderer(
        ImageDims.of(shape, layout).orElseThrow(() -> notImages(shape, layout)), range);
  }

  /**
   * Returns the renderer of a model's samples.
   *
   * @param output the model's output
   * @return the renderer
   * @throws NotDrawableException if the samples are not images, or it is not known where their
   *     channels are or which values are black and white
   */
  public static ImageRenderer of(ModelOutput output) {
    Arguments.require(output, "output");
    List<Integer> shape = output.shape();
    if (output.layout().isEmpty() && ImageDims.mayBeLast(shape)) {
      throw new NotDrawableException(ambiguous(shape));
    }
    ImageLayout layout = output.layout().orElse(ImageLayout.CHANNELS_FIRST);
    ImageDims dims =
        output
            .layout()
            .flatMap(known -> ImageDims.of(shape, known))
            .orElseThrow(() -> notImages(shape, layout));
    ValueRange range =
        output
            .range()
            .orElseThrow(
                () ->
                    new NotDrawableException(
                        FailureSentence.of(
                            "the last operator of '%s' does not bound its values, so that black"
                                + " and white are not known: say with %s what they are, such as -1"
                                + " and 1; an .npy file needs no range",
                            output.name(), Setting.RANGE)));
    return new ImageRenderer(dims, range);
  }

  private static FailureSentence ambiguous(List<Integer> shape) {
    return ImageDims.mayBeFirst(shape)
        ? FailureSentence.of(
            "samples of shape %s may be images with their channels first or last: say with %s"
                + " which of the two",
            shape, Setting.LAYOUT)
        : FailureSentence.of(
            "samples of shape %s look like images with their channels last: say with %s that they"
                + " are",
            shape, Setting.LAYOUT);
  }

  private static NotDrawableException notImages(List<Integer> shape, ImageLayout layout) {
    boolean last = layout == ImageLayout.CHANNELS_LAST;
    if (last ? ImageDims.mayBeFirst(shape) : ImageDims.mayBeLast(shape)) {
      return new NotDrawableException(
          FailureSentence.of(
              "samples of shape %s are not images with their channels %s: say with %s that they"
                  + " come %s",
              shape, last ? "last" : "first", Setting.LAYOUT, last ? "first" : "last"));
    }
    return new NotDrawableException(
        FailureSentence.of(
            "samples of shape %s are not images: expected %s with 1, 3 or 4 channels; %s gives"
                + " flat samples such dimensions",
            shape,
            last ? "[height, width, channels]" : "[channels, height, width]",
            Setting.SAMPLE_SHAPE));
  }

  /**
   * Renders one sample.
   *
   * @param sample its values, row-major
   * @return the picture, one pixel a position
   */
  public BufferedImage image(float[] sample) {
    Arguments.require(sample, "sample");
    BufferedImage image = blank(dims.width(), dims.height());
    draw(sample, 0, image, 0, 0);
    return image;
  }

  /**
   * Renders samples side by side, row by row, with a gap of two pixels.
   *
   * @param samples the values of all samples, [n, channels, height, width]
   * @param columns how many stand in a row, 1 or more
   * @return the picture
   * @throws InputException if there is no sample, no column, or more than 100 million pixels
   */
  public BufferedImage grid(float[] samples, int columns) {
    Arguments.require(samples, "samples");
    int size = dims.elements();
    int n = samples.length / size;
    if (n == 0 || columns < 1) {
      throw new InputException(
          "a grid of %s samples in %s columns: expected at least one of each"
              .formatted(n, columns));
    }
    int across = Math.min(columns, n);
    int down = (n + across - 1) / across;
    long gridWidth = (long) across * (dims.width() + GAP) + GAP;
    long gridHeight = (long) down * (dims.height() + GAP) + GAP;
    if (gridWidth * gridHeight > MAX_GRID_PIXELS) {
      throw new InputException(
          "a grid of %s samples has %s x %s pixels, more than %s: write a folder or an .npy file"
              .formatted(n, gridWidth, gridHeight, MAX_GRID_PIXELS));
    }
    BufferedImage grid = blank((int) gridWidth, (int) gridHeight);
    for (int i = 0; i < n; i++) {
      int x = GAP + i % across * (dims.width() + GAP);
      int y = GAP + i / across * (dims.height() + GAP);
      draw(samples, i * size, grid, x, y);
    }
    return grid;
  }

  private BufferedImage blank(int width, int height) {
    int type =
        switch (dims.channels()) {
          case 1 -> BufferedImage.TYPE_BYTE_GRAY;
          case 3 -> BufferedImage.TYPE_INT_RGB;
          default -> BufferedImage.TYPE_INT_ARGB;
        };
    return new BufferedImage(width, height, type);
  }

  /**
   * Writes raster values, not colours, so that grey levels are not passed through a colour space.
   */
  private void draw(float[] samples, int offset, BufferedImage to, int x, int y) {
    int channels = dims.channels();
    int plane = dims.height() * dims.width();
    int[] pixels = new int[channels * plane];
    for (int p = 0; p < plane; p++) {
      for (int c = 0; c < channels; c++) {
        pixels[p * channels + c] = range.toByte(samples[offset + dims.index(c, p)]);
      }
    }
    to.getRaster().setPixels(x, y, dims.width(), dims.height(), pixels);
  }

  /**
   * Writes a PNG, whole or not at all.
   *
   * @param image the picture
   * @param file the file, whose name ends in .png, replaced if it is there
   * @throws InputException if the name ends otherwise
   * @throws IOException if writing fails
   */
  public static void writePng(BufferedImage image, Path file) throws IOException {
    Arguments.require(image, "image");
    Arguments.require(file, "file");
    FileNames.requireEnding(file, ".png", "a PNG picture");
    AtomicFile.write(file, out -> writePng(image, out));
  }

  /**
   * Writes a PNG to a stream, which is flushed but not closed. ImageIO's cache files are not used,
   * which a read-only file system does not take.
   *
   * @param image the picture
   * @param out receives the bytes of the PNG
   * @throws IOException if writing fails
   */
  public static void writePng(BufferedImage image, OutputStream out) throws IOException {
    Arguments.require(image, "image");
    Arguments.require(out, "out");
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(image, "png", stream)) {
        throw new IOException("this Java runtime has no PNG writer");
      }
    } catch (IIOException e) {
      // ImageIO only reports that writing failed; the cause has the reason, such as a full disk.
      throw e.getCause() instanceof IOException why ? why : e;
    }
    out.flush();
  }
}
