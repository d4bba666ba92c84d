package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of image files that readers differ in. */
class ImageKindsTest {
  private static final int WHITE = 0xFFFFFF;

  @TempDir Path folder;

  private static final class Read {
    private final ImageFile.Header header;
    private final int[] values;

    Read(ImageFile.Header header, int[] values) {
      this.header = header;
      this.values = values;
    }

    ImageFile.Header header() {
      return header;
    }

    int[] values() {
      return values;
    }

    /** Channel c of the pixel at column x and row y. */
    int at(int c, int x, int y) {
      return values[(c * header.height() + y) * header.width() + x];
    }

    int rgb(int x, int y) {
      return at(0, x, y) << 16 | at(1, x, y) << 8 | at(2, x, y);
    }

    double mean() {
      return Arrays.stream(values).average().orElseThrow();
    }
  }

  @Test
  void cmykJpegsHaveTheColoursThatOtherReadersGive() throws IOException {
    assertThat(read(resource("cmyk.jpg"), 3).mean()).isCloseTo(124, within(0.5));
  }

  /**
   * Adobe stores 255 minus each ink. YCCK is the YCbCr of 255 minus that, so that red is {@code
   * (255 - R) K / 255}.
   */
  @Test
  void ycckJpegsAreConverted() throws IOException {
    Path file = resource("cmyk.jpg");
    double[] expected = meansAsYcck(file);
    byte[] jpeg = Files.readAllBytes(file);
    jpeg[indexOf(jpeg, "Adobe") + 11] = 2; // the transform: none before, YCCK now
    Files.write(file, jpeg);
    Read read = read(file, 3);
    int plane = read.values().length / 3;
    for (int c = 0; c < 3; c++) {
      double mean =
          IntStream.of(read.values()).skip((long) c * plane).limit(plane).average().orElseThrow();
      assertThat(mean).isCloseTo(expected[c], within(1.0));
    }
  }

  @Test
  void exifOrientationSixTurnsClockwise() throws IOException {
    Path file = resource("exif6.jpg");
    Read read = read(file, 3);
    assertThat(read.header().width()).isEqualTo(32);
    assertThat(read.header().height()).isEqualTo(48);
    BufferedImage lying = ImageIO.read(file.toFile());
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 32; x++) {
        assertThat(read.rgb(x, y)).isEqualTo(lying.getRGB(y, 31 - x) & WHITE);
      }
    }
  }

  /** Where the file's top left, top right, bottom left and bottom right quarters are shown. */
  @ParameterizedTest
  @CsvSource({
    "1, ABCD", "2, BADC", "3, DCBA", "4, CDAB", "5, ACBD", "6, CADB", "7, DBCA", "8, BDAC",
    "0, ABCD", "9, ABCD"
  })
  void allOrientationsAreFollowed(int orientation, String shown) throws IOException {
    for (Path file :
        List.of(turnedJpeg(orientation), turnedPng(orientation), turnedTiff(orientation))) {
      Read read = read(file, 3);
      boolean turned = orientation >= 5 && orientation <= 8;
      int width = turned ? 16 : 32;
      int height = turned ? 32 : 16;
      assertThat(List.of(read.header().width(), read.header().height()))
          .containsExactly(width, height);
      String quarters =
          quarter(read.rgb(2, 2))
              + quarter(read.rgb(width - 3, 2))
              + quarter(read.rgb(2, height - 3))
              + quarter(read.rgb(width - 3, height - 3));
      assertThat(quarters).as(file.toString()).isEqualTo(shown);
    }
  }

  @Test
  void aDamagedExifTagIsNoReasonToRefuse() throws IOException {
    byte[] jpeg = Files.readAllBytes(turnedJpeg(6));
    jpeg[indexOf(jpeg, "Exif") + 10] = (byte) 0xFF;
    Files.write(folder.resolve("a.jpg"), jpeg);
    assertThat(read(folder.resolve("a.jpg"), 3).header().width()).isEqualTo(32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void greysOfFewBitsAreGrey(int bits) throws IOException {
    int levels = 1 << bits;
    byte[] ramp = new byte[levels];
    for (int i = 0; i < levels; i++) {
      ramp[i] = (byte) (i * 255 / (levels - 1));
    }
    BufferedImage image =
        new BufferedImage(
            levels,
            1,
            BufferedImage.TYPE_BYTE_BINARY,
            new IndexColorModel(bits, levels, ramp, ramp, ramp));
    for (int x = 0; x < levels; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    for (String name : List.of("a.png", "a.tif", "a.gif")) {
      Read read = read(TestImages.write(folder.resolve(name), image), 1);
      assertThat(read.header().grey()).as(name).isTrue();
      int[] expected = IntStream.range(0, levels).map(i -> ramp[i] & 0xFF).toArray();
      assertThat(read.values()).as(name).containsExactly(expected);
    }
  }

  @Test
  void aPaletteOfColoursIsNotGrey() throws IOException {
    IndexColorModel palette =
        new IndexColorModel(
            8,
            3,
            new int[] {0x80FF0000, 0xFF00FF00, 0x000000FF},
            0,
            true,
            -1,
            DataBuffer.TYPE_BYTE);
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int x = 0; x < 3; x++) {
      image.getRaster().setSample(x, 0, 0, x);
    }
    Read read = read(TestImages.write(folder.resolve("a.png"), image), 3);
    assertThat(read.header().grey()).isFalse();
    assertThat(read.rgb(0, 0)).isEqualTo(0xFF7F7F);
    assertThat(read.rgb(1, 0)).isEqualTo(0x00FF00);
    assertThat(read.rgb(2, 0)).isEqualTo(WHITE);
  }

  @Test
  void greyWithTransparencyLiesOnTheBackground() throws IOException {
    for (int type : new int[] {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT}) {
      int full = type == DataBuffer.TYPE_BYTE ? 255 : 65_535;
      ComponentColorModel model =
          new ComponentColorModel(
              ColorSpace.getInstance(ColorSpace.CS_GRAY),
              true,
              false,
              BufferedImage.TRANSLUCENT,
              type);
      WritableRaster raster = model.createCompatibleWritableRaster(3, 1);
      raster.setPixels(0, 0, 3, 1, new int[] {full / 5, full, full / 5, 0, full / 5, full * 2 / 5});
      Path file =
          TestImages.write(folder.resolve("a.png"), new BufferedImage(model, raster, false, null));
      Read read = read(file, 1);
      assertThat(read.header().grey()).isTrue();
      // 51 opaque, 51 transparent, and 51 at 2/5 over white: 51 * .4 + 255 * .6.
      assertThat(read.values()).containsExactly(51, 255, 173);
    }
  }

  @Test
  void aTransparentColourOfAnOpaquePngLiesOnTheBackground() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setPixels(0, 0, 2, 1, new int[] {10, 20});
    Path file = TestImages.write(folder.resolve("g.png"), grey);
    insert(file, "tRNS", new byte[] {0, 10});
    assertThat(read(file, 1).values()).containsExactly(255, 20);
    BufferedImage colours = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
    colours.setRGB(0, 0, 0x010203);
    colours.setRGB(1, 0, 0x040506);
    file = TestImages.write(folder.resolve("c.png"), colours);
    insert(file, "tRNS", new byte[] {0, 1, 0, 2, 0, 3});
    assertThat(read(file, 3).rgb(0, 0)).isEqualTo(WHITE);
    assertThat(read(file, 3).rgb(1, 0)).isEqualTo(0x040506);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif"})
  void sixteenBitColoursAreRounded(String format) throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            BufferedImage.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {0x1234, 0x8080, 0xFFFF});
    Path file =
        TestImages.write(
            folder.resolve("a." + format), new BufferedImage(model, raster, false, null));
    assertThat(read(file, 3).rgb(0, 0)).isEqualTo(0x1280FF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void interlacedAndProgressiveFilesAreTheSame(String format) throws IOException {
    BufferedImage image = TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 33, 17, 4);
    Path plain = TestImages.write(folder.resolve("plain." + format), image);
    Path stages = folder.resolve("stages." + format);
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (FileImageOutputStream out = new FileImageOutputStream(stages.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    assertThat(read(stages, 3).values()).containsExactly(read(plain, 3).values());
  }

  @Test
  void webpIsRead() throws IOException {
    Read lossless = read(resource("alpha.webp"), 3);
    assertThat(lossless.rgb(0, 0)).isEqualTo(0xFF0000);
    assertThat(lossless.rgb(11, 0)).isEqualTo(0x00FF00);
    assertThat(lossless.rgb(0, 7)).isEqualTo(0x0000FF);
    assertThat(lossless.rgb(11, 7)).isEqualTo(WHITE);
    Read lossy = read(resource("lossy.webp"), 3);
    assertThat(quarter(lossy.rgb(1, 1))).isEqualTo("A");
    assertThat(lossy.at(0, 1, 1)).isCloseTo(0xC8, within(12));
    Read turned = read(resource("turned.webp"), 3);
    assertThat(turned.header().width()).isEqualTo(8);
    assertThat(quarter(turned.rgb(1, 1))).isEqualTo("C");
    assertThat(quarter(turned.rgb(6, 1))).isEqualTo("A");
  }

  @Test
  void animationsGiveTheirFirstImage() throws IOException {
    for (Path file : List.of(resource("animated.webp"), animatedGif())) {
      Read read = read(file, 3);
      assertThat(read.rgb(0, 0)).isEqualTo(0xFF0000);
      assertThat(read.header().frames()).as(file.toString()).isEqualTo(2);
    }
  }

  @Test
  void tiffsOfFloatsAreRefused() throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            BufferedImage.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    BufferedImage image =
        new BufferedImage(model, model.createCompatibleWritableRaster(2, 2), false, null);
    Path file = TestImages.write(folder.resolve("a.tif"), image);
    assertThatThrownBy(() -> read(file, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("its values are floats without a known range");
  }

  private static Read read(Path file, int channels) {
    ImageFile.Header header = ImageFile.header(file, DataOptions.defaults());
    byte[] pixels = ImageFile.pixels(file, header, channels, WHITE);
    return new Read(header, IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xFF).toArray());
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = ImageKindsTest.class.getResourceAsStream("images/" + name)) {
      Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
    }
    return file;
  }

  /** Four quarters of 16 x 8 pixels: A red, B green, C blue, D grey. */
  private static BufferedImage quarters() {
    BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 32; x++) {
        image.setRGB(x, y, y < 8 ? (x < 16 ? 0xC83232 : 0x32C832) : x < 16 ? 0x3232C8 : 0xC8C8C8);
      }
    }
    return image;
  }

  private static String quarter(int rgb) {
    boolean red = (rgb >> 16 & 0xFF) > 125;
    boolean green = (rgb >> 8 & 0xFF) > 125;
    return red && green ? "D" : red ? "A" : green ? "B" : "C";
  }

  /** Big-endian TIFF with one directory of one entry: orientation, a short. */
  private static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
    return tiff.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  private Path turnedJpeg(int orientation) throws IOException {
    byte[] jpeg = Files.readAllBytes(TestImages.write(folder.resolve("t.jpg"), quarters()));
    byte[] exif = exif(orientation);
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
    bytes.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + exif.length));
    bytes.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif);
    return Files.write(folder.resolve("t.jpg"), bytes.put(jpeg, 2, jpeg.length - 2).array());
  }

  private Path turnedPng(int orientation) throws IOException {
    Path file = TestImages.write(folder.resolve("t.png"), quarters());
    insert(file, "eXIf", exif(orientation));
    return file;
  }

  private Path turnedTiff(int orientation) throws IOException {
    Path file = folder.resolve("t.tif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(quarters()), writer.getDefaultWriteParam());
    TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
    directory.addTIFFField(
        new TIFFField(
            BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ORIENTATION),
            orientation));
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(
          null,
          new IIOImage(quarters(), null, directory.getAsMetadata()),
          writer.getDefaultWriteParam());
    } finally {
      writer.dispose();
    }
    return file;
  }

  private Path animatedGif() throws IOException {
    Path file = folder.resolve("a.gif");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int rgb : new int[] {0xFF0000, 0x0000FF}) {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 2, 2, new int[] {rgb, rgb, rgb, rgb}, 0, 2);
        writer.writeToSequence(new IIOImage(image, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return file;
  }

  /** Puts a chunk after a PNG's header, which ends at byte 33. */
  private static void insert(Path png, String type, byte[] data) throws IOException {
    byte[] bytes = Files.readAllBytes(png);
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    chunk.putInt((int) crc.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, 33);
    out.write(chunk.array());
    out.write(bytes, 33, bytes.length - 33);
    Files.write(png, out.toByteArray());
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /** Means of red, green and blue if the four components of a file are taken for YCCK. */
  private static double[] meansAsYcck(Path file) throws IOException {
    Raster raster = components(file);
    int count = raster.getWidth() * raster.getHeight();
    double[] means = new double[3];
    int[] p = new int[4];
    for (int i = 0; i < count; i++) {
      raster.getPixel(i % raster.getWidth(), i / raster.getWidth(), p);
      double red = p[0] + 1.402 * (p[2] - 128);
      double green = p[0] - 0.344136 * (p[1] - 128) - 0.714136 * (p[2] - 128);
      double blue = p[0] + 1.772 * (p[1] - 128);
      means[0] += clamp(255 - red) * p[3] / 255 / count;
      means[1] += clamp(255 - green) * p[3] / 255 / count;
      means[2] += clamp(255 - blue) * p[3] / 255 / count;
    }
    return means;
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(255, value));
  }

  /** The components as stored, by the JDK's own reader. */
  private static Raster components(Path file) throws IOException {
    for (Iterator<ImageReader> i = ImageIO.getImageReadersByFormatName("jpeg"); i.hasNext(); ) {
      ImageReader reader = i.next();
      if (reader.getClass().getName().startsWith("com.sun.")) {
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
          reader.setInput(in);
          return reader.readRaster(0, null);
        } finally {
          reader.dispose();
        }
      }
    }
    throw new IOException("the JDK has no reader of JPEG");
  }
}
