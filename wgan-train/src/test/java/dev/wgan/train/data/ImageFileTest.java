package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  @TempDir Path folder;

  @Test
  void greysStayWhatTheFileHas() throws IOException {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    for (String name : new String[] {"a.png", "a.bmp", "a.gif"}) {
      byte[] pixels = pixels(name, image, 1, 0xFFFFFF);
      assertThat(unsigned(pixels)).containsExactly(IntStream.range(0, 256).toArray());
    }
    byte[] three = pixels("a.png", image, 3, 0xFFFFFF);
    assertThat(three[10]).isEqualTo((byte) 10);
    assertThat(three[256 + 10]).isEqualTo((byte) 10);
    assertThat(three[512 + 10]).isEqualTo((byte) 10);
  }

  @Test
  void sixteenBitGreysAreRoundedToEight() throws IOException {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
    for (int x = 0; x < 256; x++) {
      image.getRaster().setSample(x, 0, 0, x * 257 + (x < 255 ? 100 : 0));
    }
    assertThat(unsigned(pixels("a.png", image, 1, 0)))
        .containsExactly(IntStream.range(0, 256).toArray());
  }

  @Test
  void coloursComeAsPlanes() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x0A141E);
    image.setRGB(1, 0, 0xFF8040);
    for (String name : new String[] {"a.png", "a.bmp"}) {
      assertThat(unsigned(pixels(name, image, 3, 0)))
          .containsExactly(0x0A, 0xFF, 0x14, 0x80, 0x1E, 0x40);
    }
  }

  /** Luma .299, .587, .114 of the primaries: 76, 150 and 29 of 255. */
  @Test
  void coloursBecomeGreyByTheirLuma() throws IOException {
    BufferedImage image = new BufferedImage(5, 1, BufferedImage.TYPE_INT_RGB);
    int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0};
    image.setRGB(0, 0, 5, 1, colours, 0, 5);
    assertThat(unsigned(pixels("a.png", image, 1, 0))).containsExactly(76, 150, 29, 255, 0);
  }

  @Test
  void transparentPixelsLieOnTheBackground() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00123456);
    image.setRGB(1, 0, 0x80FF0000);
    image.setRGB(2, 0, 0xFF00FF00);
    // Red at 128 of 255: red 255, the others 127 over white, 0 over black (red 128).
    assertThat(unsigned(pixels("a.png", image, 3, 0xFFFFFF)))
        .containsExactly(255, 255, 0, 255, 127, 255, 255, 127, 0);
    assertThat(unsigned(pixels("a.png", image, 3, 0x000000)))
        .containsExactly(0, 128, 0, 0, 0, 255, 0, 0, 0);
    assertThat(unsigned(pixels("a.png", image, 3, 0x0A0B0C))).startsWith(10).contains(11, 12);
  }

  @Test
  void transparentGifsLieOnTheBackgroundToo() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 0, 0xFF000000);
    assertThat(unsigned(pixels("a.gif", image, 1, 0xFFFFFF))).containsExactly(255, 0);
  }

  @Test
  void jpegColoursAreAboutRight() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        image.setRGB(x, y, 0xC86432);
      }
    }
    byte[] pixels = pixels("a.jpg", image, 3, 0);
    int[] expected = {0xC8, 0x64, 0x32};
    for (int i = 0; i < pixels.length; i++) {
      assertThat(pixels[i] & 0xFF).isBetween(expected[i / 256] - 3, expected[i / 256] + 3);
    }
  }

  @Test
  void greyJpegsAreNotBrightened() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, 60);
    }
    Path file = TestImages.write(folder.resolve("a.jpg"), image);
    assertThat(ImageFile.header(file, DataOptions.defaults()))
        .isEqualTo(new ImageFile.Header(8, 8, true, Orientation.UPRIGHT, 1));
    for (byte pixel : pixels("a.jpg", image, 1, 0)) {
      assertThat(pixel & 0xFF).isBetween(59, 61);
    }
  }

  /** Half of linear light is 188 of 255 in sRGB: 255 (1.055 (128 / 255)^(1 / 2.4) - .055). */
  @Test
  void colourProfilesAreApplied() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x808080);
    }
    Path file = TestImages.write(folder.resolve("a.jpg"), image);
    byte[] jpeg = Files.readAllBytes(file);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 18 + profile.length);
    bytes.put(jpeg, 0, 2).putShort((short) 0xFFE2).putShort((short) (16 + profile.length));
    bytes.put("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII)).put(profile);
    Files.write(file, bytes.put(jpeg, 2, jpeg.length - 2).array());
    ImageFile.Header header = ImageFile.header(file, DataOptions.defaults());
    for (byte pixel : ImageFile.pixels(file, header, 3, 0)) {
      assertThat(pixel & 0xFF).isBetween(187, 189);
    }
  }

  private byte[] pixels(String name, BufferedImage image, int channels, int background)
      throws IOException {
    Path file = TestImages.write(folder.resolve(name), image);
    ImageFile.Header header = ImageFile.header(file, DataOptions.defaults());
    return ImageFile.pixels(file, header, channels, background);
  }

  private static int[] unsigned(byte[] bytes) {
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xFF).toArray();
  }
}
