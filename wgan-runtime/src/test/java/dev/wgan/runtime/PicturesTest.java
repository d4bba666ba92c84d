package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures and arrays as files, as bytes and in streams. */
class PicturesTest {
  private static Samples samples;
  private static Samples vectors;

  @TempDir Path folder;

  @BeforeAll
  static void draw() {
    try (Generator images = Generator.load(TestModels.conv(), GeneratorOptions.defaults());
        Generator rows = Generator.load(TestModels.conditional(), GeneratorOptions.defaults())) {
      samples = images.sample(5, 42);
      vectors = rows.sample(2, 42);
    }
  }

  /** A stream that remembers whether it was flushed and closed. */
  private static final class Body extends ByteArrayOutputStream {
    private boolean flushed;
    private boolean closed;

    @Override
    public void flush() {
      flushed = true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void bytesStreamAndFileHoldTheSamePicture() throws IOException {
    Path file = folder.resolve("one.PNG");
    Body body = new Body();
    samples.writePng(3, file);
    samples.writePng(3, body);
    assertThat(body.toByteArray())
        .isEqualTo(samples.pngBytes(3))
        .isEqualTo(Files.readAllBytes(file));
    assertThat(body.flushed).isTrue();
    assertThat(body.closed).isFalse();
    assertSamePixels(ImageIO.read(new ByteArrayInputStream(body.toByteArray())), samples.image(3));
  }

  @Test
  void aGridIsTheSameAsBytesInAStreamAndInAFile() throws IOException {
    Path file = folder.resolve("grid.png");
    Body body = new Body();
    samples.writeGrid(file);
    samples.writeGrid(body);
    assertThat(body.toByteArray())
        .isEqualTo(samples.gridBytes())
        .isEqualTo(Files.readAllBytes(file));
    assertThat(body.flushed).isTrue();
    assertThat(body.closed).isFalse();
    assertSamePixels(ImageIO.read(new ByteArrayInputStream(body.toByteArray())), samples.grid(3));
    assertThat(samples.grid(5).getWidth()).isEqualTo(5 * 18 + 2);
  }

  private static void assertSamePixels(BufferedImage found, BufferedImage expected) {
    int width = expected.getWidth();
    int height = expected.getHeight();
    assertThat(found.getWidth()).isEqualTo(width);
    assertThat(found.getRGB(0, 0, width, height, null, 0, width))
        .isEqualTo(expected.getRGB(0, 0, width, height, null, 0, width));
  }

  @Test
  void anArrayGoesToAStreamToo() throws IOException {
    Path file = folder.resolve("a.npy");
    Body body = new Body();
    samples.writeNpy(file);
    samples.writeNpy(body);
    assertThat(body.toByteArray()).isEqualTo(Files.readAllBytes(file));
    assertThat(body.flushed).isTrue();
    assertThat(body.closed).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.jpg", "x.gif", "x", "png", "x.png.bak", "x.npy"})
  void aPictureIsNotWrittenUnderAnotherFormatsName(String name) {
    Path file = folder.resolve(name);
    String sentence =
        "a PNG picture cannot be written to '%s': expected a name that ends in .png"
            .formatted(file);
    assertThatThrownBy(() -> samples.writeGrid(file))
        .isInstanceOf(InputException.class)
        .hasMessage(sentence);
    assertThatThrownBy(() -> samples.writePng(0, file)).hasMessage(sentence);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.npz", "x.csv", "x", "x.png"})
  void anArrayIsNotWrittenUnderAnotherFormatsName(String name) {
    assertThatThrownBy(() -> samples.writeNpy(folder.resolve(name)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("expected a name that ends in .npy");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStreamThatBreaksIsAFailureOfWriting() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the client went away");
          }
        };
    assertThatThrownBy(() -> samples.writeGrid(broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the client went away");
    assertThatThrownBy(() -> samples.writePng(0, broken)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> samples.writeNpy(broken)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void whatIsNotAnImageHasNoPicture() {
    assertThatThrownBy(() -> vectors.pngBytes(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vectors.gridBytes()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> samples.pngBytes(5)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
