package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.onnx.cli.Cli;
import dev.wgan.train.architecture.DilatedInpainter;
import dev.wgan.train.architecture.ResidualUpscaler;
import dev.wgan.train.cli.Wgan;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wgan evaluate} of models that restore pictures, through the command line. */
class PictureJudgeTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private void export(String name, NetworkSpec network, long seed) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    OnnxExporter.of(ExportOptions.defaults())
        .export(network, RandomWeights.of(network, seed), file);
  }

  private static NetworkSpec upscaler(int factor) {
    return ResidualUpscaler.network(Shape.of(3, 16, 16), factor, 4, 1);
  }

  private void photograph(String name, int width, int height) throws IOException {
    Random random = new Random(width);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int grey = 60 + i % width / 2 + random.nextInt(20);
      image.setRGB(i % width, i / width, grey * 0x10101);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    ImageIO.write(image, "png", file.toFile());
  }

  private int run(String arguments) {
    return Cli.of(new Wgan())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(errors))
        .execute(arguments.replace("@", folder.toString()).split(" "));
  }

  private List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode score :
        new ObjectMapper().readTree(folder.resolve("e.json").toFile()).get("scores")) {
      names.add(score.get("name").asText());
    }
    return names;
  }

  @Test
  void modelsOfOneFileNameHaveRowsOfTheirOwn() throws IOException {
    photograph("photos/a.png", 96, 80);
    export("run/generator.onnx", upscaler(2), 1);
    export("content/generator.onnx", upscaler(2), 2);
    assertThat(
            run(
                "evaluate @/run/generator.onnx --compare @/content/generator.onnx --data @/photos --json @/e.json --html @/e.html"))
        .as(errors.toString())
        .isZero();
    assertThat(names())
        .containsExactly(
            "nearest",
            "bicubic",
            "lanczos",
            folder.resolve("content/generator.onnx").toString(),
            folder.resolve("run/generator.onnx").toString());
    assertThat(folder.resolve("e.html")).content().contains("content/generator.onnx");
  }

  @Test
  void modelsThatDoNotFitEachOtherAreRefusedWithASentence() throws IOException {
    photograph("photos/a.png", 96, 80);
    export("two.onnx", upscaler(2), 1);
    export("three.onnx", upscaler(3), 2);
    export("grey.onnx", ResidualUpscaler.network(Shape.of(1, 16, 16), 2, 4, 1), 3);
    export("fill.onnx", DilatedInpainter.network(Shape.of(3, 64, 64), 4, 3), 4);
    for (String other : List.of("three", "grey", "fill", "two")) {
      assertThat(
              run(
                  "evaluate @/two.onnx --compare @/"
                      + other
                      + ".onnx --data @/photos --json @/e.json"))
          .isNotZero();
    }
    assertThat(errors.toString())
        .contains("enlarges by 2 and", "by 3: expected models of one factor")
        .contains("gives 1: expected models of equal channels")
        .contains("have different tasks")
        .contains("--compare is the model itself")
        .doesNotContain("unexpected failure");
    assertThat(folder.resolve("e.json")).doesNotExist();
  }

  @Test
  void picturesOf28PixelsHaveEveryFigureAndSmallerOnesAreLeftOut() throws IOException {
    photograph("photos/a.png", 28, 28);
    photograph("photos/b.png", 8, 8);
    export("two.onnx", upscaler(2), 1);
    assertThat(run("evaluate @/two.onnx --data @/photos --json @/e.json")).isZero();
    assertThat(printed.toString()).contains("of 1 photographs").doesNotContain("NaN");

    photograph("tiny/a.png", 8, 8);
    assertThat(run("evaluate @/two.onnx --data @/tiny")).isNotZero();
    assertThat(errors.toString()).contains("has 20 x 20 pixels or more");
  }

  @Test
  void photographsOfTheTrainingAreNamedAsSuch() throws IOException {
    photograph("photos/a.png", 60, 40);
    photograph("photos/b.png", 50, 44);
    photograph("others/a.png", 61, 40);
    assertThat(
            run(
                "train --task upscale --data @/photos --patches --size 32 -o @/run --steps 2 --threads 1 --set content_steps=2 --set width=4 --set depth=1 --set batch=2"))
        .as(errors.toString())
        .isZero();
    assertThat(run("evaluate @/run/generator.onnx --data @/others")).isZero();
    assertThat(printed.toString()).doesNotContain("was trained on this folder");
    assertThat(run("evaluate @/run/generator.onnx --data @/photos")).isZero();
    assertThat(printed.toString()).contains("was trained on this folder");
    assertThat(folder.resolve("run/report.html"))
        .content()
        .contains("Root mean square error", "bicubic interpolation, result, original")
        .doesNotContain("Sliced Wasserstein distance");
  }
}
