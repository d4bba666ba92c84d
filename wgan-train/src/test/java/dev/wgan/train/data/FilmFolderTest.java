package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Video;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of films: GIFs, frames, classes, windows, and what is refused. */
class FilmFolderTest {
  @TempDir Path folder;

  private Dataset open(int frames) {
    return open(frames, builder -> {});
  }

  private Dataset open(int frames, Consumer<DataOptions.Builder> changes) {
    return Datasets.open(
        folder,
        DataOptions.of(
            builder -> {
              builder.frames(frames);
              changes.accept(builder);
            }));
  }

  private static BufferedImage grey(int level, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int p = 0; p < width * height; p++) {
      image.getRaster().setSample(p % width, p / width, 0, level);
    }
    return image;
  }

  private void gif(String name, int delay, int... levels) throws IOException {
    List<BufferedImage> frames = new ArrayList<>();
    for (int level : levels) {
      frames.add(grey(level, 3, 2));
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Video.of(frames, delay).writeGif(file);
  }

  private void frame(String name, int level) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageRenderer.writePng(grey(level, 3, 2), file);
  }

  private static int level(Dataset data, int film, int frame) {
    float value =
        data.values(film, 1)[
            frame * data.description().sampleSize() / data.description().shape().get(0)];
    return Math.round((value + 1) * 127.5f);
  }

  @Test
  void longFilmsAreCutAndShortOnesLeftOut() throws IOException {
    gif("a/x.gif", 80, 10, 20, 30, 40, 50);
    gif("b/y.gif", 80, 60, 70);
    gif("b/z.gif", 80, 1);
    try (Dataset data = open(2)) {
      assertThat(data.size()).isEqualTo(3);
      DataDescription description = data.description();
      assertThat(description.kind().id()).isEqualTo(SampleKind.VIDEO);
      assertThat(description.kind().frameDelay()).isEqualTo(80);
      assertThat(description.shape()).containsExactly(2, 1, 2, 3);
      assertThat(description.classNames()).containsExactly("a", "b");
      assertThat(
              List.of(level(data, 0, 0), level(data, 0, 1), level(data, 1, 0), level(data, 2, 1)))
          .containsExactly(10, 20, 30, 70);
      assertThat(List.of(data.label(0), data.label(1), data.label(2))).containsExactly(0, 0, 1);
      assertThat(DataSummary.line(data))
          .startsWith("3 films of shape [2, 1, 2, 3]")
          .contains("left out 1 film of fewer than 2 frames")
          .contains("cut 1 film into several of 2 frames");
    }
  }

  @Test
  void foldersOfFramesAreFilmsInTheOrderOfTheirNumbers() throws IOException {
    for (String film : List.of("walk/one", "run/one", "run/two")) {
      frame(film + "/f10.png", 100);
      frame(film + "/f9.png", 90);
    }
    try (Dataset data = open(2)) {
      assertThat(data.size()).isEqualTo(3);
      assertThat(data.description().classNames()).containsExactly("run", "walk");
      assertThat(List.of(data.label(0), data.label(1), data.label(2))).containsExactly(0, 0, 1);
      assertThat(level(data, 0, 0)).isEqualTo(90);
      assertThat(level(data, 0, 1)).isEqualTo(100);
    }
  }

  @Test
  void aFolderOfFramesIsNotAClass() throws IOException {
    for (String film : List.of("one", "two")) {
      frame(film + "/0.png", 1);
      frame(film + "/1.png", 2);
    }
    try (Dataset data = open(2)) {
      assertThat(data.size()).isEqualTo(2);
      assertThat(data.description().classNames()).isEmpty();
    }
  }

  /** A red canvas; a blue point drawn on it, whose disposal differs; then a green point. */
  @ParameterizedTest
  @CsvSource({
    "doNotDispose, 0000FF", // the blue point stays
    "restoreToBackgroundColor, FFFFFF", // its place is transparent, shown as white
    "restoreToPrevious, FF0000" // the canvas from before it
  })
  void disposalMethodsAreRespected(String disposal, String colour) throws IOException {
    Path file = folder.resolve("film.gif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (OutputStream bytes = Files.newOutputStream(file);
        ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      part(writer, Color.RED, 4, 4, 0, 0, "none");
      part(writer, Color.BLUE, 1, 1, 2, 1, disposal);
      part(writer, Color.GREEN, 1, 1, 0, 3, "none");
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    try (Dataset data = open(3)) {
      assertThat(data.description().shape()).containsExactly(3, 3, 4, 4);
      float[] film = data.values(0, 1);
      assertThat(pixel(film, 0, 2, 1)).isEqualTo("FF0000");
      assertThat(pixel(film, 1, 2, 1)).isEqualTo("0000FF");
      assertThat(pixel(film, 2, 2, 1)).isEqualTo(colour);
      assertThat(pixel(film, 2, 0, 3)).isEqualTo("00FF00");
      assertThat(pixel(film, 2, 3, 3)).isEqualTo("FF0000");
    }
  }

  private static String pixel(float[] film, int frame, int x, int y) {
    StringBuilder hex = new StringBuilder();
    for (int c = 0; c < 3; c++) {
      int value = Math.round((film[(frame * 3 + c) * 16 + y * 4 + x] + 1) * 127.5f);
      hex.append(String.format(java.util.Locale.ROOT, "%02X", value));
    }
    return hex.toString();
  }

  private static void part(
      ImageWriter writer, Color colour, int width, int height, int left, int top, String disposal)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    String format = "javax_imageio_gif_image_1.0";
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode place = (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
    place.setAttribute("imageLeftPosition", Integer.toString(left));
    place.setAttribute("imageTopPosition", Integer.toString(top));
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("disposalMethod", disposal);
    metadata.setFromTree(format, root);
    writer.writeToSequence(new IIOImage(image, null, metadata), null);
  }

  @Test
  void badFilmsAreRefusedWithTheirReason() throws IOException {
    gif("a.gif", 80, 1, 2);
    assertThatThrownBy(() -> open(3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no film in " + folder + " has 3 frames: the longest, ")
        .hasMessageContaining("a.gif, has 2");
    frame("b/0.png", 1);
    ImageRenderer.writePng(grey(1, 5, 2), folder.resolve("b/1.png"));
    assertThatThrownBy(() -> open(2))
        .hasMessageContaining("frames of different sizes in the film ")
        .hasMessageContaining("0.png has 3 x 2 pixels, 1.png has 5 x 2");
    Files.delete(folder.resolve("b/0.png"));
    ImageRenderer.writePng(grey(1, 5, 2), folder.resolve("b/2.png"));
    assertThatThrownBy(() -> open(2)).hasMessageContaining("films of different sizes: ");
    try (Dataset data = open(2, builder -> builder.size(2))) {
      assertThat(data.description().shape()).containsExactly(2, 1, 2, 2);
    }
    byte[] whole = Files.readAllBytes(folder.resolve("a.gif"));
    Files.write(folder.resolve("a.gif"), java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> open(2, builder -> builder.size(2)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.gif");
    try (Dataset data = open(2, builder -> builder.size(2).skipBadImages(true))) {
      assertThat(data.description().skipped()).isEqualTo(1);
    }
    assertThatThrownBy(() -> DataOptions.of(builder -> builder.frames(0)))
        .hasMessageContaining("films of 0 frames: expected 1 to");
  }

  @Test
  void withoutANumberOfFramesAGifIsAnImage() throws IOException {
    gif("a.gif", 80, 1, 2);
    try (Dataset data = Datasets.open(folder, DataOptions.defaults())) {
      assertThat(data.description().kind().id()).isEqualTo(SampleKind.IMAGE);
    }
  }

  @Test
  void numbersCountByTheirValue() {
    List<String> names =
        new ArrayList<>(List.of("f10", "f9", "f09", "f1b", "f", "g", "f1", "f00010a"));
    names.sort(new NaturalOrder());
    assertThat(names).containsExactly("f", "f1", "f1b", "f09", "f9", "f10", "f00010a", "g");
  }
}
