package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.PictureModels.Skip;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from file to file: what is kept, and what is refused. */
class PictureFilesTest {
  private static final Upscaler UPSCALER =
      Upscaler.load(PictureModels.upscaler(3, 2, Skip.NEAREST), ImageOptions.of(o -> o.tile(32)));
  private static final Inpainter INPAINTER =
      Inpainter.load(PictureModels.inpainter(3), ImageOptions.of(o -> o.tile(32)));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    UPSCALER.close();
    INPAINTER.close();
  }

  private Path write(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
    return file;
  }

  private static BufferedImage read(Path file) throws IOException {
    return ImageIO.read(file.toFile());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY
      })
  void aPngWrittenInStripsIsThePicture(int type) throws IOException {
    BufferedImage photo = Pictures.photo(81, 67, type);
    Path to = folder.resolve("large.png");
    UPSCALER.upscale(write(photo, "photo.png"), to);
    assertThat(Pictures.samples(read(to))).isEqualTo(Pictures.samples(UPSCALER.upscale(photo)));
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    UPSCALER.upscale(folder.resolve("photo.png"), stream, (done, total) -> {});
    assertThat(stream.toByteArray()).isEqualTo(Files.readAllBytes(to));
  }

  @Test
  void greyWithAlphaAndPalettesComeFromFilesToo() throws IOException {
    BufferedImage photo = Pictures.photo(20, 10, BufferedImage.TYPE_BYTE_GRAY);
    PictureFormat format = new PictureFormat(1, true, ColorSpace.getInstance(ColorSpace.CS_GRAY));
    BufferedImage veiled = format.picture(20, 10);
    veiled.getRaster().setSamples(0, 0, 20, 10, 0, Pictures.samples(photo));
    veiled.getRaster().setSamples(0, 0, 20, 10, 1, Pictures.samples(photo));
    UPSCALER.upscale(write(veiled, "veiled.png"), folder.resolve("large.png"));
    BufferedImage large = read(folder.resolve("large.png"));
    assertThat(large.getRaster().getNumBands()).isEqualTo(2);
    assertThat(large.getRaster().getSamples(0, 0, 40, 20, 0, (int[]) null))
        .isEqualTo(Pictures.samples(UPSCALER.upscale(photo)));
    BufferedImage few = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_INDEXED);
    UPSCALER.upscale(write(few, "few.gif"), folder.resolve("few-large.png"));
    assertThat(read(folder.resolve("few-large.png")).getWidth()).isEqualTo(40);
  }

  @Test
  void filesAreCompletedWithEveryOtherByteEqual() throws IOException {
    BufferedImage photo = Pictures.photo(90, 70, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage mask = Pictures.mask(90, 70);
    Path to = folder.resolve("whole.png");
    INPAINTER.inpaint(write(photo, "photo.png"), write(mask, "mask.png"), to);
    BufferedImage whole = read(to);
    assertThat(Pictures.samples(whole)).isEqualTo(Pictures.samples(INPAINTER.inpaint(photo, mask)));
    int equal = 0;
    for (int i = 0; i < 90 * 70; i++) {
      boolean given = mask.getRaster().getSample(i % 90, i / 90, 0) == 0;
      equal += given && whole.getRGB(i % 90, i / 90) == photo.getRGB(i % 90, i / 90) ? 1 : 0;
    }
    assertThat(equal).isGreaterThan(4000);
  }

  /** A JPEG with an orientation tag in its Exif segment. */
  private Path turned(BufferedImage photo, int orientation) throws IOException {
    byte[] jpeg = Files.readAllBytes(write(photo, "plain.jpg"));
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xFFE1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    exif.putShort((short) 0).putInt(0);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(exif.array());
    file.write(jpeg, 2, jpeg.length - 2);
    return Files.write(folder.resolve("turned" + orientation + ".jpg"), file.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "2,39,0", "3,39,23", "4,0,23", "5,0,0", "6,0,23", "7,39,23", "8,39,0"})
  void theOrientationOfAPhotoIsApplied(int orientation, int x, int y) throws IOException {
    BufferedImage photo = new BufferedImage(40, 24, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      int dx = x == 0 ? i % 8 : -(i % 8);
      int dy = y == 0 ? i / 8 : -(i / 8);
      photo.getRaster().setSample(x + dx, y + dy, 0, 255);
    }
    PixelRows shown = PictureFile.read(turned(photo, orientation)).pixels();
    boolean upright = orientation < 5;
    assertThat(shown.width()).isEqualTo(upright ? 40 : 24);
    assertThat(shown.height()).isEqualTo(upright ? 24 : 40);
    byte[] row = new byte[shown.width()];
    shown.read(0, 2, row.length, row);
    assertThat(row[2] & 0xFF).isGreaterThan(200);
    assertThat(row[row.length - 3] & 0xFF).isLessThan(50);
    shown.read(0, shown.height() - 3, row.length, row);
    assertThat(row[2] & 0xFF).isLessThan(50);
  }

  @Test
  void theColourProfileIsKept() throws IOException {
    ICC_Profile profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB);
    BufferedImage photo = Pictures.photo(20, 16, BufferedImage.TYPE_3BYTE_BGR);
    Path png = folder.resolve("profile.png");
    Path jpeg = folder.resolve("profile.jpg");
    PictureFormat format = new PictureFormat(3, false, photo.getColorModel().getColorSpace());
    PictureWriter writer = new PictureWriter(20, 16, format, Optional.of(profile.getData()));
    writer.write(
        png,
        List.of(new PictureWriter.Strip(0, 16)),
        (strip, rows) -> rows.setPixels(0, 0, 20, 16, Pictures.samples(photo)));
    JpegFile.write(photo, Optional.of(profile.getData()), Files.newOutputStream(jpeg));
    for (Path from : List.of(png, jpeg)) {
      for (String ending : List.of("png", "jpg")) {
        Path to = folder.resolve(from.getFileName() + "-large." + ending);
        UPSCALER.upscale(from, to);
        assertThat(PictureFile.read(to).profile())
            .as("%s", to)
            .hasValueSatisfying(found -> assertThat(found).hasSameSizeAs(profile.getData()));
      }
    }
    // The values are taken as they are, not converted.
    byte[] profiled = new byte[60];
    byte[] plain = new byte[60];
    PictureFile.read(jpeg).pixels().read(0, 5, 20, profiled);
    JpegFile.write(photo, Optional.empty(), Files.newOutputStream(folder.resolve("plain.jpg")));
    PictureFile.read(folder.resolve("plain.jpg")).pixels().read(0, 5, 20, plain);
    assertThat(profiled).isEqualTo(plain);
    UPSCALER.upscale(png, folder.resolve("a.png"));
    UPSCALER.upscale(write(photo, "plain.png"), folder.resolve("b.png"));
    assertThat(Pictures.samples(read(folder.resolve("a.png"))))
        .isEqualTo(Pictures.samples(read(folder.resolve("b.png"))));
  }

  @Test
  void filesThatAreNotPicturesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.png"), "not a picture\n");
    refused(text, "text.png is not a picture: expected a PNG, JPEG, BMP or TIFF file");
    refused(Files.createFile(folder.resolve("empty.png")), "empty.png is empty: it has 0 bytes");
    refused(folder, "is a folder: expected a picture");
    refused(folder.resolve("missing.png"), "there is no picture");
    Path photo = write(Pictures.photo(30, 20, BufferedImage.TYPE_3BYTE_BGR), "photo.png");
    byte[] bytes = Files.readAllBytes(photo);
    Path half = Files.write(folder.resolve("half.png"), java.util.Arrays.copyOf(bytes, 700));
    refused(half, "half.png cannot be read: ");
    byte[] jpeg =
        Files.readAllBytes(write(Pictures.photo(90, 90, BufferedImage.TYPE_3BYTE_BGR), "p.jpg"));
    refused(
        Files.write(folder.resolve("half.jpg"), java.util.Arrays.copyOf(jpeg, jpeg.length / 2)),
        "half.jpg cannot be read: it is truncated");
    ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
    refused(
        Files.write(folder.resolve("huge.png"), bytes),
        "huge.png has 60000 x 60000 pixels by its header, which no array holds");
    refused(animation(), "animation.gif has 2 pictures");
    refused(cmyk(), "cmyk.jpg is in CMYK, the colours of printing: convert it to RGB");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("large"))).isEmpty();
    }
  }

  private void refused(Path from, String sentence) {
    assertThatThrownBy(() -> UPSCALER.upscale(from, folder.resolve("large.png")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
    assertThatThrownBy(() -> INPAINTER.inpaint(from, from, folder.resolve("large.png")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(sentence);
  }

  private Path animation() throws IOException {
    Path file = folder.resolve("animation.gif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 2; i++) {
        BufferedImage frame = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_INDEXED);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return file;
  }

  private Path cmyk() throws IOException {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("cmyk.jpg"))) {
      return Files.write(folder.resolve("cmyk.jpg"), in.readAllBytes());
    }
  }

  @Test
  void targetsThatCannotBeWrittenAreRefused() throws IOException {
    Path photo = write(Pictures.photo(30, 20, BufferedImage.TYPE_4BYTE_ABGR), "photo.png");
    Path mask = write(Pictures.mask(30, 20), "mask.png");
    assertThatThrownBy(() -> UPSCALER.upscale(photo, folder.resolve("large.gif")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("expected a name that ends in .png, .jpg or .jpeg");
    assertThatThrownBy(() -> UPSCALER.upscale(photo, photo))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the result would replace the picture");
    Path around = folder.resolve("x/../photo.png");
    Files.createDirectory(folder.resolve("x"));
    assertThatThrownBy(() -> UPSCALER.upscale(photo, around)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> INPAINTER.inpaint(photo, mask, mask))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the result would replace the picture");
    assertThatThrownBy(() -> UPSCALER.upscale(photo, folder.resolve("none/large.png")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none does not exist");
    assertThatThrownBy(() -> UPSCALER.upscale(photo, folder.resolve("large.jpg")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("cannot hold transparency, which the picture has: write a .png file");
  }

  @Test
  void deepPngFilesAreReduced() throws IOException {
    BufferedImage deep =
        ImageTypeSpecifier.createInterleaved(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                new int[] {0, 1, 2},
                java.awt.image.DataBuffer.TYPE_USHORT,
                false,
                false)
            .createBufferedImage(12, 9);
    BufferedImage photo = Pictures.photo(12, 9, BufferedImage.TYPE_3BYTE_BGR);
    int[] samples = Pictures.samples(photo);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = samples[i] * 257;
    }
    deep.getRaster().setPixels(0, 0, 12, 9, samples);
    UPSCALER.upscale(write(deep, "deep.png"), folder.resolve("large.png"));
    assertThat(read(folder.resolve("large.png")).getColorModel().getComponentSize(0)).isEqualTo(8);
    assertThat(Pictures.samples(read(folder.resolve("large.png"))))
        .isEqualTo(Pictures.samples(UPSCALER.upscale(photo)));
  }
}
