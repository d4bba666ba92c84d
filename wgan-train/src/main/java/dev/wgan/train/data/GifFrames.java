package dev.wgan.train.data;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Node;

/**
 * The frames of a GIF file as a viewer shows them: each picture of the file is drawn on the canvas
 * that the pictures before it left, by their disposal methods.
 *
 * <p>Thread-safe: there is no state.
 */
final class GifFrames {
  private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
  private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";
  private static final int MILLISECONDS = 10; // GIF counts hundredths of a second
  private static final int MOST_FRAMES = 100_000;

  private GifFrames() {}

  /** Takes the frames of a film, one after the other. The image is drawn over afterwards. */
  interface Sink {
    void frame(int place, BufferedImage image);
  }

  /** Returns whether a file is named as a GIF. */
  static boolean isGif(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).endsWith(".gif");
  }

  /** Reads the size, the number and the delay of the frames. */
  static FilmHeader header(Path file, DataOptions options) {
    return ImageFormats.read(
        file,
        false,
        (reader, in) -> {
          open(reader, in);
          int[] screen = screen(reader);
          ImageLimits.check(file.toString(), screen[0], screen[1], options);
          int frames = reader.getNumImages(true);
          if (frames > MOST_FRAMES) {
            throw new IOException(
                Text.of("it has %,d frames: expected at most %,d", frames, MOST_FRAMES));
          }
          boolean grey = true;
          for (int i = 0; i < frames && grey; i++) {
            ImageTypeSpecifier type = reader.getRawImageType(i);
            grey = type != null && PixelBytes.isGrey(type.getColorModel());
          }
          return new FilmHeader(
              screen[0], screen[1], grey, frames, Picture.of(reader.getImageMetadata(0)).delay());
        });
  }

  /** Decodes the first frames of a file. */
  static void read(Path file, int count, Sink sink) {
    ImageFormats.read(
        file,
        false,
        (reader, in) -> {
          open(reader, in);
          List<String> warnings = new ArrayList<>();
          reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
          int[] screen = screen(reader);
          draw(
              reader,
              count,
              new BufferedImage(screen[0], screen[1], BufferedImage.TYPE_INT_ARGB),
              sink);
          if (!warnings.isEmpty()) {
            throw new IOException("it is damaged: " + warnings.get(0));
          }
          return count;
        });
  }

  private static void draw(ImageReader reader, int count, BufferedImage canvas, Sink sink)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Picture picture = Picture.of(reader.getImageMetadata(i));
      BufferedImage before = picture.restores() ? copy(canvas) : canvas;
      Graphics2D graphics = canvas.createGraphics();
      graphics.drawImage(reader.read(i), picture.left(), picture.top(), null);
      sink.frame(i, canvas);
      if (picture.clears()) {
        graphics.setComposite(AlphaComposite.Clear);
        graphics.fillRect(picture.left(), picture.top(), picture.width(), picture.height());
      } else if (picture.restores()) {
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(before, 0, 0, null);
      }
      graphics.dispose();
    }
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    copy.setData(image.getRaster());
    return copy;
  }

  /** Starts again with metadata, which hold the places and the delays. */
  private static void open(ImageReader reader, javax.imageio.stream.ImageInputStream in)
      throws IOException {
    if (!reader.getFormatName().equalsIgnoreCase("gif")) {
      throw new IOException("its content is not a GIF");
    }
    in.seek(0);
    reader.setInput(in, false, false);
  }

  /** The width and height of the canvas; that of the first picture if the file names none. */
  private static int[] screen(ImageReader reader) throws IOException {
    Node screen =
        child(reader.getStreamMetadata().getAsTree(STREAM_FORMAT), "LogicalScreenDescriptor");
    int width = number(screen, "logicalScreenWidth");
    int height = number(screen, "logicalScreenHeight");
    return width > 0 && height > 0
        ? new int[] {width, height}
        : new int[] {reader.getWidth(0), reader.getHeight(0)};
  }

  private static IIOMetadataNode child(Node tree, String name) {
    for (Node node = tree.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return (IIOMetadataNode) node;
      }
    }
    return new IIOMetadataNode(name);
  }

  private static int number(Node node, String attribute) {
    String value = ((IIOMetadataNode) node).getAttribute(attribute);
    return value == null || value.isEmpty() ? 0 : Integer.parseInt(value);
  }

  /** The place of one picture on the canvas, its delay in milliseconds, and its disposal. */
  private record Picture(int left, int top, int width, int height, int delay, String disposal) {
    static Picture of(IIOMetadata metadata) {
      Node tree = metadata.getAsTree(IMAGE_FORMAT);
      Node place = child(tree, "ImageDescriptor");
      IIOMetadataNode control = child(tree, "GraphicControlExtension");
      return new Picture(
          number(place, "imageLeftPosition"),
          number(place, "imageTopPosition"),
          number(place, "imageWidth"),
          number(place, "imageHeight"),
          number(control, "delayTime") * MILLISECONDS,
          control.getAttribute("disposalMethod"));
    }

    boolean clears() {
      return "restoreToBackgroundColor".equals(disposal);
    }

    boolean restores() {
      return "restoreToPrevious".equals(disposal);
    }
  }
}
