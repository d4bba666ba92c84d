package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples as films: frames, GIFs as the JDK reads them, and what is refused. */
class VideoTest {
  private static final int FRAMES = 3;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;

  @TempDir Path folder;

  /** A tanh of latents, [frames, channels, height, width]. */
  private static ModelBuilder film(int channels, String kind) {
    String shape = FRAMES + "," + channels + "," + HEIGHT + "," + WIDTH;
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.input.latent", "z")
            .meta("wgan.latent.distribution", "normal")
            .meta("wgan.latent.shape", shape)
            .meta("wgan.output", "samples")
            .meta("wgan.sample.kind", kind)
            .meta("wgan.sample.shape", shape)
            .meta("wgan.sample.range", "-1.0,1.0");
    model.input("z", FLOAT, -1, FRAMES, channels, HEIGHT, WIDTH);
    model.nodeTo("samples", "Tanh", List.of("z"));
    return model.output("samples", FLOAT, -1, FRAMES, channels, HEIGHT, WIDTH);
  }

  private static Generator load(ModelBuilder model) {
    return Generator.load(model.build(), GeneratorOptions.defaults());
  }

  /** A GIF as the JDK reads it. */
  private record Gif(List<BufferedImage> frames, List<Integer> delays, boolean repeats) {
    static Gif read(byte[] bytes) throws IOException {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
        reader.setInput(in, false, false);
        List<BufferedImage> frames = new ArrayList<>();
        List<Integer> delays = new ArrayList<>();
        boolean repeats = false;
        for (int i = 0; i < reader.getNumImages(true); i++) {
          frames.add(reader.read(i));
          IIOMetadataNode tree =
              (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
          IIOMetadataNode control =
              (IIOMetadataNode) tree.getElementsByTagName("GraphicControlExtension").item(0);
          delays.add(Integer.parseInt(control.getAttribute("delayTime")));
          repeats |= tree.getElementsByTagName("ApplicationExtension").getLength() == 1;
        }
        return new Gif(frames, delays, repeats);
      } finally {
        reader.dispose();
      }
    }

    int grey(int frame, int x, int y) {
      int rgb = frames.get(frame).getRGB(x, y);
      assertThat(rgb >> 16 & 0xFF).isEqualTo(rgb & 0xFF);
      return rgb & 0xFF;
    }
  }

  @Test
  void aGifKeepsEveryGreyAndTheDelay() throws IOException {
    try (Generator generator = load(film(1, "video").meta("wgan.frame_delay", "70"))) {
      assertThat(generator.info().output().frameDelay()).hasValue(70);
      Samples samples = generator.sample(2, 5);
      Video film = samples.video(1);
      assertThat(film.frames()).hasSize(FRAMES);
      assertThat(film.delayMillis()).isEqualTo(70);
      Path file = folder.resolve("film.gif");
      film.writeGif(file);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      film.writeGif(stream);
      assertThat(Files.readAllBytes(file)).isEqualTo(stream.toByteArray());
      Gif gif = Gif.read(stream.toByteArray());
      assertThat(gif.delays()).containsExactly(7, 7, 7);
      assertThat(gif.repeats()).isTrue();
      float[] values = samples.get(1);
      for (int t = 0; t < FRAMES; t++) {
        for (int p = 0; p < HEIGHT * WIDTH; p++) {
          int expected = new ValueRange(-1, 1).toByte(values[t * HEIGHT * WIDTH + p]);
          assertThat(gif.grey(t, p % WIDTH, p / WIDTH)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void colouredFramesArePaletted() throws IOException {
    try (Generator generator = load(film(3, "video"))) {
      Video film = generator.sample(1, 5).video(0);
      assertThat(film.delayMillis()).isEqualTo(Video.DEFAULT_DELAY);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      film.writeGif(stream);
      Gif gif = Gif.read(stream.toByteArray());
      assertThat(gif.frames()).hasSize(FRAMES);
      for (int t = 0; t < FRAMES; t++) {
        for (int x = 0; x < WIDTH; x++) {
          // 35 colours fit a palette of 256.
          assertThat(gif.frames().get(t).getRGB(x, 2) & 0xFFFFFF)
              .isEqualTo(film.frames().get(t).getRGB(x, 2) & 0xFFFFFF);
        }
      }
    }
  }

  @Test
  void framesAreWrittenAsPngs() throws IOException {
    try (Generator generator = load(film(1, "video"))) {
      Video film = generator.sample(1, 5).video(0);
      List<Path> files = film.writeFrames(folder.resolve("frames"));
      assertThat(files).hasSize(FRAMES);
      assertThat(files.get(2).getFileName()).hasToString("000002.png");
      BufferedImage read = ImageIO.read(files.get(2).toFile());
      assertThat(read.getRaster().getSample(3, 4, 0))
          .isEqualTo(film.frames().get(2).getRaster().getSample(3, 4, 0));
    }
  }

  @Test
  void manyFilmsMakeOneAnimationOrAFolderOrStrips() throws IOException {
    try (Generator generator = load(film(1, "video"))) {
      Samples samples = generator.sample(3, 5);
      Path file = folder.resolve("films.gif");
      samples.writeGif(file);
      Gif gif = Gif.read(Files.readAllBytes(file));
      assertThat(gif.frames()).hasSize(FRAMES);
      assertThat(gif.frames().get(0).getWidth()).isEqualTo(2 * (WIDTH + 2) + 2);
      int third = samples.video(2).frames().get(1).getRaster().getSample(3, 4, 0);
      assertThat(gif.grey(1, 2 + 3, 2 + HEIGHT + 2 + 4)).isEqualTo(third); // left of row two
      samples.writeGifs(folder.resolve("films"));
      assertThat(Gif.read(Files.readAllBytes(folder.resolve("films/000002.gif"))).grey(1, 3, 4))
          .isEqualTo(third);
      BufferedImage strips = samples.filmStrips();
      assertThat(strips.getWidth()).isEqualTo(FRAMES * (WIDTH + 2) + 2);
      assertThat(strips.getRaster().getSample(2 + WIDTH + 2 + 3, 2 + 2 * (HEIGHT + 2) + 4, 0))
          .isEqualTo(third);
    }
  }

  @Test
  void otherModelsAndDelaysAreRefused() {
    try (Generator generator = load(film(1, "table"))) {
      assertThatThrownBy(() -> generator.sample(1, 5).video(0))
          .isInstanceOf(NotVideoException.class)
          .hasMessageContaining("table samples of shape [3, 1, 5, 7] are not films");
    }
    try (Generator generator = load(film(2, "video"))) {
      assertThatThrownBy(() -> generator.sample(1, 5).writeGif(folder.resolve("a.gif")))
          .isInstanceOf(NotVideoException.class)
          .hasMessageContaining("[3, 2, 5, 7] are not films");
      assertThat(folder.resolve("a.gif")).doesNotExist();
    }
    assertThatThrownBy(() -> load(film(1, "video").meta("wgan.frame_delay", "0")))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("wgan.frame_delay");
    BufferedImage small = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage large = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    assertThatThrownBy(() -> Video.of(List.of(small, large), 100))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "frame 1 has 3 x 2 pixels where the first has 2 x 2: expected frames of one size");
    assertThatThrownBy(() -> Video.of(List.of(), 100)).hasMessageContaining("no frames");
    assertThatThrownBy(() -> Video.of(List.of(small), 0)).hasMessageContaining("is 0: expected 1");
    assertThatThrownBy(() -> Video.of(List.of(small), 50).writeGif(folder.resolve("a.png")))
        .isInstanceOf(InputException.class);
  }
}
