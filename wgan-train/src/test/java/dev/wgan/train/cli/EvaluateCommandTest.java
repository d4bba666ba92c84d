package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.Exposure;
import dev.wgan.train.evaluate.ModeEvaluation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wgan evaluate}, {@code wgan toy} and what they read, through the command line. */
class EvaluateCommandTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter printed = new StringWriter();

  @Test
  void judgesImagesInFeaturesAndByClass() throws IOException {
    assertThat(run("train --preset wgan -o @/run --steps 2 --threads 1 --set width=8")).isZero();
    assertThat(
            run("evaluate @/run/generator.onnx -n 200 --json @/evaluation.json --html @/page.html"))
        .isZero();
    Evaluation evaluation =
        EvaluationJson.read(Files.readString(folder.resolve("evaluation.json")));
    assertThat(evaluation.samples()).isEqualTo(200);
    assertThat(evaluation.exposure()).isEqualTo(Exposure.SEEN);
    assertThat(evaluation.training()).isEqualTo(9000); // 10 % of the 10,000 were held out
    assertThat(evaluation.memorisation().seen()).isNotNull();
    assertThat(printed.toString()).contains("The reference points were seen in training");
    assertThat(evaluation.space(Evaluation.FEATURES).dimension()).isEqualTo(128);
    assertThat(evaluation.classes()).isNotNull();
    // Noise of a tenth moves real images further than other real images lie.
    assertThat(Objects.requireNonNull(evaluation.noisy()).value())
        .isGreaterThan(evaluation.space(Evaluation.FEATURES).metrics().get(0).floor().value());
    assertThat(folder.resolve("page.html")).content().contains("Ankle boot", "data:image/png");
  }

  @Test
  void comparesWithWhatTheTrainingHeldOut() throws IOException {
    assertThat(
            run(
                "train --preset wgan -o @/run --steps 2 --threads 1 --set width=8 --set held_out=0.03"))
        .isZero();
    assertThat(run("evaluate @/run/generator.onnx --held-out --json @/e.json")).isZero();
    Evaluation evaluation = EvaluationJson.read(Files.readString(folder.resolve("e.json")));
    assertThat(evaluation.samples()).isEqualTo(300);
    assertThat(evaluation.exposure()).isEqualTo(Exposure.NOT_SEEN);
    assertThat(evaluation.training()).isEqualTo(9700);
    // A held-out image has no equal among the training images; a training image is its own.
    assertThat(evaluation.memorisation().heldOut().get(0).distance()).isPositive();

    assertThat(run("toy ring -n 3000 -o @/ring.npy")).isZero();
    assertThat(run("evaluate @/run/generator.onnx --held-out --data @/ring.npy")).isNotZero();
    assertThat(printed.toString()).contains("expected the data that it was trained on");
    assertThat(
            run(
                "train --preset wgan -o @/all --steps 2 --threads 1 --set width=8 --set held_out=0"))
        .isZero();
    assertThat(run("evaluate @/all/generator.onnx --held-out")).isNotZero();
    assertThat(printed.toString()).contains("held nothing out");
  }

  /** A missing folder is found before samples are measured or data are read. */
  @Test
  void refusesAFileInAMissingFolderAtOnce() {
    assertThat(run("evaluate fashion-dcgan --json @/none/e.json")).isEqualTo(2);
    assertThat(printed.toString())
        .contains("--json is " + folder.resolve("none/e.json"), "does not exist")
        .doesNotContain("measuring");
    assertThat(run("classifier -o @/none/c.onnx")).isEqualTo(2);
    assertThat(printed.toString())
        .contains("-o is " + folder.resolve("none/c.onnx"))
        .doesNotContain("data:");
  }

  /** If the classes differ, nothing that depends on them is measured, and a line reports it. */
  @Test
  void otherClassesThanTheModelsAreReported() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 330; i++) {
      Path inside = folder.resolve("data").resolve(i % 2 == 0 ? "cat" : "dog");
      Files.createDirectories(inside);
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      int[] pixels = random.ints(28 * 28, 0, 256).toArray();
      image.getRaster().setSamples(0, 0, 28, 28, 0, pixels);
      ImageIO.write(image, "png", inside.resolve(i + ".png").toFile());
    }
    assertThat(
            run(
                "train --preset wgan -o @/run --steps 2 --threads 1 --set width=8"
                    + " --set conditional=true"))
        .isZero();
    int exit = run("evaluate @/run/generator.onnx --data @/data");
    assertThat(exit).as(printed.toString()).isZero();
    assertThat(printed.toString())
        .contains("the data's classes are not those of the model: 2 [cat, dog]")
        .doesNotContain("spread within classes");
  }

  @Test
  void classifiersOfOneFileNameKeepTheirOpinionsApart() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    for (String file : List.of("a/c.onnx", "b/c.onnx", "d.onnx")) {
      try (InputStream model = OnnxClassifier.class.getResourceAsStream("fashion-mnist.onnx")) {
        Files.copy(Objects.requireNonNull(model), folder.resolve(file));
      }
    }
    List<Path> files =
        List.of(folder.resolve("a/c.onnx"), folder.resolve("b/c.onnx"), folder.resolve("d.onnx"));
    try (Dataset images = Datasets.embedded();
        Judges judges = Judges.of(files, images.description())) {
      assertThat(judges.of(images.description().classNames()))
          .containsOnlyKeys(files.get(0).toString(), files.get(1).toString(), "d.onnx");
    }
  }

  /** The plan's images are divided: those that judge a generator never trained it. */
  @Test
  void aStudyOfImagesWithoutATestPartHoldsAThirdOut() throws IOException {
    Files.writeString(
        folder.resolve("plan.json"),
        """
        {"parts": [{"name": "quick", "data": "images", "critic_iterations": 10, "looks": 1,
          "samples": 100, "seeds": [1], "set": {"width": "8", "threads": "1"},
          "variants": {"clipped": {"preset": "wgan", "set": {}}}}]}
        """);
    assertThat(run("study @/plan.json -o @/study")).isZero();
    assertThat(folder.resolve("study/quick/clipped-s1/data.json"))
        .content()
        .containsPattern("\"count\" : 66\\d\\d,");
    assertThat(folder.resolve("study/results.md")).content().contains("| classes |", "| clipped |");
    writeImages(folder.resolve("small-images-idx3-ubyte"), 1);
    assertThat(run("study @/plan.json -o @/other --data @/small-images-idx3-ubyte")).isEqualTo(1);
    assertThat(printed.toString())
        .contains("have the shape [1, 12, 12]", "--size 28 --colour grey");
  }

  @Test
  void countsTheModesOfAToy() throws IOException {
    assertThat(run("toy grid -n 3000 --seed 3 -o @/grid.npy")).isZero();
    assertThat(
            run(
                "train --data @/grid.npy --preset wgan -o @/run --steps 2 --threads 1 --set width=8"
                    + " --set latent=2"))
        .isZero();
    assertThat(
            run(
                "evaluate @/run/generator.onnx --data @/grid.npy --modes grid -n 500 --json @/e.json"))
        .isZero();
    assertThat(printed.toString())
        .containsPattern("evaluating, [0-9]+ steps")
        .contains("measuring in raw values (");
    // Training standardised the points; the digest of the file covers standardised ones.
    assertThat(printed.toString()).contains("The reference points were seen in training");
    ModeEvaluation modes =
        Objects.requireNonNull(
            EvaluationJson.read(Files.readString(folder.resolve("e.json"))).modes());
    // Real points in the data's own units, though the network was trained on standardised ones.
    assertThat(modes.floor().covered()).isEqualTo(25);
    assertThat(modes.floor().highQuality().value()).isGreaterThan(0.96);
    assertThat(modes.samples().covered()).isLessThan(25);
  }

  @Test
  void dataThatTrainingUsedAreToldFromOtherData() throws IOException {
    for (String part : List.of("train", "t10k")) {
      writeImages(folder.resolve(part + "-images-idx3-ubyte"), part.hashCode());
    }
    assertThat(
            run(
                "train --data @/ --part train --preset wgan -o @/run --steps 2 --threads 1"
                    + " --set width=8"))
        .isZero();
    assertThat(exposure("--data @/")).isEqualTo(Exposure.NOT_SEEN);
    // copies are looked for among what was trained on: 10 % of the 330 were held out
    assertThat(EvaluationJson.read(Files.readString(folder.resolve("exposure.json"))).training())
        .isEqualTo(297);
    assertThat(printed.toString()).contains("The reference points were not seen in training.");
    assertThat(exposure("--data @/train-images-idx3-ubyte")).isEqualTo(Exposure.SEEN);
    assertThat(printed.toString()).contains("of other training data.");
    assertThat(exposure("--data @/t10k-images-idx3-ubyte")).isEqualTo(Exposure.UNKNOWN);
    assertThat(printed.toString())
        .contains("It is not known whether the reference points were seen in training.")
        .contains("equal a real point");
  }

  /** A model of another tool has no digest of its data. */
  @Test
  void withoutADigestNothingIsKnown() {
    try (Dataset images = Datasets.embedded()) {
      assertThat(SeenData.of(Map.of()).is(images)).isFalse();
      assertThat(SeenData.of(Map.of("data_count", "10000")).is(images)).isFalse();
      SeenData trained =
          SeenData.of(Map.of("data_digest", images.digest(), "held_out", "0.05", "seed", "none"));
      assertThat(trained.is(images)).isTrue();
      assertThat(trained.split(images)).isEmpty();
    }
  }

  private Exposure exposure(String data) throws IOException {
    assertThat(run("evaluate @/run/generator.onnx " + data + " --json @/exposure.json")).isZero();
    return Objects.requireNonNull(
        EvaluationJson.read(Files.readString(folder.resolve("exposure.json"))).exposure());
  }

  /** An idx file of 330 images of 12 × 12 random pixels. */
  private static void writeImages(Path file, long seed) throws IOException {
    byte[] pixels = new byte[330 * 12 * 12];
    new Random(seed).nextBytes(pixels);
    ByteBuffer bytes = ByteBuffer.allocate(16 + pixels.length);
    bytes.putInt(0x803).putInt(330).putInt(12).putInt(12).put(pixels);
    Files.write(file, bytes.array());
  }

  @Test
  void tellsFoldersThatHaveATestPart() throws IOException {
    assertThat(Datasets.hasBothParts(folder)).isFalse();
    Files.createFile(folder.resolve("train-images-idx3-ubyte.gz"));
    assertThat(Datasets.hasBothParts(folder)).isFalse();
    Files.createFile(folder.resolve("t10k-images-idx3-ubyte.gz"));
    assertThat(Datasets.hasBothParts(folder)).isTrue();
    assertThat(Datasets.hasBothParts(folder.resolve("nowhere"))).isFalse();
  }

  private int run(String arguments) {
    PrintWriter out = new PrintWriter(printed);
    return Cli.of(new Wgan())
        .setOut(out)
        .setErr(out)
        .execute(arguments.replace("@", folder.toString()).split(" "));
  }
}
