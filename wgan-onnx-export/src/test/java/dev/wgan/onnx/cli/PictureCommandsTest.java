package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.TileListener;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PictureCommandsTest {
  @TempDir Path folder;
  private StringWriter printed = new StringWriter();
  private StringWriter errors = new StringWriter();
  private String upscaler = "";
  private String inpainter = "";
  private String photo = "";
  private String mask = "";

  @BeforeEach
  void files() throws IOException {
    upscaler = resource("upscaler.onnx");
    inpainter = resource("inpainter.onnx");
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage holes = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 40 * 30; i++) {
      picture.setRGB(i % 40, i / 40, i * 12345);
      holes.getRaster().setSample(i % 40, i / 40, 0, i % 40 > 30 ? 255 : 0);
    }
    photo = write(picture, "photo.png");
    mask = write(holes, "mask.png");
  }

  private String write(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(picture, name.endsWith("jpg") ? "jpg" : "png", file.toFile());
    return file.toString();
  }

  private String resource(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/pictures/" + name)) {
      return Files.write(folder.resolve(name), Objects.requireNonNull(in).readAllBytes())
          .toString();
    }
  }

  private int run(String... arguments) {
    printed = new StringWriter();
    errors = new StringWriter();
    CommandLine command = Cli.of(new ExportCli());
    command.setOut(new PrintWriter(printed)).setErr(new PrintWriter(errors));
    return command.execute(arguments);
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  private static BufferedImage read(String file) throws IOException {
    return ImageIO.read(Path.of(file).toFile());
  }

  @Test
  void aPictureIsEnlarged() throws IOException {
    assertThat(run("upscale", upscaler, photo, "-o", out("large.png"))).isZero();
    assertThat(printed.toString())
        .isEqualToIgnoringNewLines(
            "wrote %s: %s, 2 times as wide and high".formatted(out("large.png"), photo));
    assertThat(read(out("large.png")).getWidth()).isEqualTo(80);
    assertThat(run("upscale", upscaler, photo, "-o", out("large.jpg"), "--threads", "1")).isZero();
    assertThat(read(out("large.jpg")).getHeight()).isEqualTo(60);
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void holesAreFilled() throws IOException {
    assertThat(run("inpaint", inpainter, photo, "--mask", mask, "-o", out("whole.png"))).isZero();
    assertThat(printed.toString()).contains("wrote " + out("whole.png"), "its holes filled");
    BufferedImage whole = read(out("whole.png"));
    assertThat(whole.getRGB(5, 5)).isEqualTo(read(photo).getRGB(5, 5));
    assertThat(whole.getRGB(35, 5)).isNotEqualTo(read(photo).getRGB(35, 5));
  }

  @Test
  void aPngGoesToStandardOutput() throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true));
    try {
      assertThat(run("upscale", upscaler, photo, "-o", "-")).isZero();
      assertThat(errors.toString()).contains("wrote standard output");
      assertThat(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())).getWidth())
          .isEqualTo(80);
      bytes.reset();
      assertThat(run("inpaint", inpainter, photo, "--mask", mask, "-o", "-")).isZero();
      assertThat(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())).getWidth())
          .isEqualTo(40);
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void everyPictureOfAFolderIsEnlarged() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    Files.copy(Path.of(photo), many.resolve("b.png"));
    ImageIO.write(read(photo), "jpg", many.resolve("a.JPG").toFile());
    ImageIO.write(read(photo), "bmp", many.resolve("c.bmp").toFile());
    Files.writeString(many.resolve("notes.txt"), "no picture");
    assertThat(run("upscale", upscaler, many.toString(), "-o", out("large/"))).isZero();
    for (String name : new String[] {"a.JPG", "b.png", "c.bmp.png"}) {
      assertThat(read(out("large/" + name)).getWidth()).isEqualTo(80);
    }
    Files.writeString(many.resolve("b.png"), "not a picture");
    assertThat(run("upscale", upscaler, many.toString(), "-o", out("again"))).isEqualTo(1);
    assertThat(errors.toString())
        .contains("b.png is not a picture", "1 of 3 pictures could not be enlarged");
    assertThat(folder.resolve("again/c.bmp.png")).exists();
    assertThat(run("upscale", upscaler, photo, "-o", out("again"))).isZero();
    assertThat(folder.resolve("again/photo.png")).exists();
  }

  @Test
  void wrongUsageIsExitCodeTwoAndOneSentence() throws IOException {
    refused(2, "Missing required option: '--out=FILE|FOLDER'", "upscale", upscaler, photo);
    refused(2, "ends in .png, .jpg", "upscale", upscaler, photo, "-o", out("x.gif"));
    refused(2, "would replace the picture", "upscale", upscaler, photo, "-o", photo);
    refused(2, "is not a picture", "upscale", upscaler, upscaler, "-o", out("x.png"));
    refused(
        2, "parallelism of 0", "upscale", upscaler, photo, "-o", out("x.png"), "--threads", "0");
    refused(
        2,
        "expected equal sizes",
        "inpaint",
        inpainter,
        photo,
        "--mask",
        large(),
        "-o",
        out("x.png"));
    refused(1, "there is no picture", "upscale", upscaler, out("none.png"), "-o", out("x.png"));
    refused(1, "does not exist", "upscale", upscaler, photo, "-o", out("none/x.png"));
    refused(
        1,
        "upscaler.onnx enlarges pictures: use the command upscale instead of the command inpaint",
        "inpaint",
        upscaler,
        photo,
        "--mask",
        mask,
        "-o",
        out("x.png"));
    refused(
        1,
        "upscaler.onnx enlarges pictures: use the command upscale instead of the command sample",
        "sample",
        upscaler,
        "-o",
        out("x.png"));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(2, "has no pictures", "upscale", upscaler, empty.toString(), "-o", out("y"));
    refused(2, "is a file: expected a folder", "upscale", upscaler, folder.toString(), "-o", photo);
    refused(2, "expected a folder for", "upscale", upscaler, folder.toString(), "-o", "-");
    assertThat(folder.resolve("x.png")).doesNotExist();
  }

  private String large() throws IOException {
    return write(new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY), "other.png");
  }

  private void refused(int code, String sentence, String... arguments) {
    assertThat(run(arguments)).as(sentence).isEqualTo(code);
    assertThat(errors.toString()).contains(sentence).doesNotContain("\tat ");
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void describeAndVerifyNameTheTask() {
    assertThat(run("describe", upscaler)).isZero();
    assertThat(printed.toString())
        .contains(
            "task upscale: enlarges pictures by 2 (trained on pictures reduced by box), tiles"
                + " overlap by 6 pixels, sizes are multiples of 1");
    assertThat(run("describe", inpainter)).isZero();
    assertThat(printed.toString())
        .contains("task inpaint: fills holes in pictures, tiles overlap by 14 pixels");
    assertThat(run("verify", upscaler)).isZero();
    assertThat(printed.toString()).contains("load", "digest").doesNotContain("FAILED");
  }

  @Test
  void theBarCountsTilesAndFiles() {
    StringWriter text = new StringWriter();
    PictureProgress progress = new PictureProgress(new PrintWriter(text), 2, true);
    progress.start("a.png");
    progress.tile(1, 4);
    progress.start("b.png");
    progress.tile(4, 4);
    assertThat(text.toString())
        .contains("file 1 of 2, tile 1 of 4", "[" + "=".repeat(30) + "] file 2 of 2, tile 4 of 4");
    TileListener silent = new PictureProgress(new PrintWriter(text), 1, false);
    int before = text.toString().length();
    silent.tile(1, 1);
    assertThat(text.toString()).hasSize(before);
  }
}
