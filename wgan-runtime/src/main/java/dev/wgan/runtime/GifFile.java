package dev.wgan.runtime;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes animated GIFs that repeat for ever. Greys keep their values; colours get a palette. */
final class GifFile {
  private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";
  private static final int HUNDREDTHS = 10; // milliseconds in the unit of GIF
  private static final int SHORTEST = 2; // viewers show a shorter delay as a tenth of a second

  private GifFile() {}

  /** Writes frames of one size to a stream, which is flushed but not closed. */
  static void write(List<BufferedImage> frames, int delayMillis, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        BufferedImage paletted = paletted(frame);
        writer.writeToSequence(
            new IIOImage(paletted, null, metadata(writer, paletted, delayMillis)), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    out.flush();
  }

  /**
   * Greys with a palette of 256 greys; other pictures are left to the writer, which chooses one.
   */
  private static BufferedImage paletted(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      byte[] levels = new byte[256];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) i;
      }
      IndexColorModel greys = new IndexColorModel(8, levels.length, levels, levels, levels);
      byte[] pixels = ((DataBufferByte) image.getData().getDataBuffer()).getData();
      return new BufferedImage(
          greys,
          Raster.createInterleavedRaster(
              new DataBufferByte(pixels, pixels.length),
              image.getWidth(),
              image.getHeight(),
              image.getWidth(),
              1,
              new int[] {0},
              null),
          false,
          null);
    }
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, java.awt.Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  private static IIOMetadata metadata(ImageWriter writer, BufferedImage image, int delayMillis)
      throws IOException {
    // Not createFromRenderedImage: it replaces the palette by that of the type.
    ImageTypeSpecifier type = new ImageTypeSpecifier(image.getColorModel(), image.getSampleModel());
    IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(IMAGE_FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    int delay = Math.max(SHORTEST, (delayMillis + HUNDREDTHS / 2) / HUNDREDTHS);
    control.setAttribute("delayTime", Integer.toString(delay));
    IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
    repeat.setAttribute("applicationID", "NETSCAPE");
    repeat.setAttribute("authenticationCode", "2.0");
    repeat.setUserObject(new byte[] {1, 0, 0}); // for ever
    child(root, "ApplicationExtensions").appendChild(repeat);
    metadata.setFromTree(IMAGE_FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    if (root.getElementsByTagName(name).item(0) instanceof IIOMetadataNode found) {
      return found;
    }
    IIOMetadataNode made = new IIOMetadataNode(name);
    root.appendChild(made);
    return made;
  }
}
