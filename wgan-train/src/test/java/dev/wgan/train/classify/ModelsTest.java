package dev.wgan.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.runtime.AudioClip;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.SelfTestResult;
import dev.wgan.runtime.Video;
import dev.wgan.table.Table;
import dev.wgan.table.TableColumn;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.evaluate.ClassEvaluation;
import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Correlation;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.FrechetDistance;
import dev.wgan.train.evaluate.PointSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pretrained generators are what their cards say. */
class ModelsTest {
  private static final int SAMPLES = 4000;
  private static final int SIDE = 64;
  private static final int CORNER = 8;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"fashion-article", "fashion-dcgan", "fashion-dcgan-conditional"})
  void areAsGoodAsTheirCardsSay(String name) throws Exception {
    Evaluation card = EvaluationJson.read(text(name + ".json"));
    try (Generator generator = Generator.pretrained(name);
        OnnxClassifier classifier = OnnxClassifier.fashionMnist();
        Dataset images = Datasets.embedded()) {
      Classified samples = classifier.classify(generator.sample(SAMPLES, 7).toArray(), SAMPLES);
      Classified real = classifier.classify(images.values(0, images.size()), images.size());
      double distance =
          FrechetDistance.between(points(real, classifier), points(samples, classifier));
      // Fewer samples than the card's, of another seed: a little further away by themselves.
      assertThat(distance)
          .isCloseTo(
              card.space(Evaluation.FEATURES).metrics().get(0).samples().value(), within(6.0));
      ClassEvaluation classes = Objects.requireNonNull(card.classes());
      for (int label = 0; label < classes.shares().size(); label++) {
        int wanted = label;
        long found = Arrays.stream(samples.labels()).filter(l -> l == wanted).count();
        assertThat((double) found / SAMPLES)
            .as(classes.shares().get(label).name())
            .isCloseTo(classes.shares().get(label).samples(), within(0.03));
      }
    }
  }

  @Test
  void theConditionalOneGivesTheClassThatIsAskedFor() {
    int each = 200;
    try (Generator generator = Generator.pretrained("fashion-dcgan-conditional");
        OnnxClassifier classifier = OnnxClassifier.fashionMnist()) {
      assertThat(generator.info().classNames()).isEqualTo(classifier.classNames());
      int right = 0;
      for (int label = 0; label < classifier.classNames().size(); label++) {
        int wanted = label;
        float[] samples = generator.sample(each, 7, label).toArray();
        int[] found = classifier.classify(samples, each).labels();
        right += (int) Arrays.stream(found).filter(l -> l == wanted).count();
      }
      // the classifier itself is right about 92.5 % of real images
      assertThat(right / (10.0 * each)).isGreaterThan(0.85);
    }
  }

  /** The portraits that it is trained on have one colour behind them. */
  @Test
  void avatarsStandInFrontOfOneColour() {
    int n = 200;
    try (Generator generator = Generator.pretrained("avatars")) {
      assertThat(generator.info().classNames()).hasSize(10).contains("micah");
      float[] values = generator.sample(n, 7).toArray();
      double[] flatter = new double[n];
      for (int i = 0; i < n; i++) {
        flatter[i] = Math.min(deviation(values, i, 0), deviation(values, i, SIDE - CORNER));
      }
      Arrays.sort(flatter);
      assertThat(flatter[n / 2]).isLessThan(0.02);
    }
  }

  /** A word is loud in its middle, and silent before and after. */
  @Test
  void spokenDigitsAreWordsBetweenSilences() {
    try (Generator generator = Generator.pretrained("spoken-digits")) {
      assertThat(generator.info().classNames()).hasSize(10).contains("seven");
      AudioClip word = generator.sample(1, 7, "seven").audio(0);
      assertThat(word.sampleRate()).isEqualTo(8000);
      float[] values = generator.sample(100, 7).toArray();
      double middle = 0;
      double ends = 0;
      for (int i = 0; i < values.length; i++) {
        int at = i % 4096;
        double power = (double) values[i] * values[i];
        middle += at >= 1536 && at < 2560 ? power : 0;
        ends += at < 512 || at >= 3584 ? power : 0;
      }
      assertThat(ends).isLessThan(0.05 * middle);
    }
  }

  @Test
  void movingFashionMoves() {
    try (Generator generator = Generator.pretrained("moving-fashion")) {
      Video film = generator.sample(1, 7, "Bag").video(0);
      assertThat(film.frames()).hasSize(8);
      float[] values = generator.sample(50, 7).toArray();
      int frame = 32 * 32;
      double change = 0;
      for (int i = 0; i < values.length; i++) {
        change += i % (8 * frame) >= frame ? Math.abs(values[i] - values[i - frame]) : 0;
      }
      assertThat(change / values.length).isBetween(0.01, 0.3);
    }
  }

  /** The mean over the channels of the standard deviation in an upper corner of a portrait. */
  private static double deviation(float[] values, int sample, int left) {
    double sum = 0;
    for (int channel = 0; channel < 3; channel++) {
      int plane = (3 * sample + channel) * SIDE * SIDE;
      double[] corner = new double[CORNER * CORNER];
      for (int i = 0; i < corner.length; i++) {
        corner[i] = values[plane + i / CORNER * SIDE + left + i % CORNER];
      }
      double mean = Arrays.stream(corner).average().orElseThrow();
      double variance =
          Arrays.stream(corner).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      sum += Math.sqrt(variance) / 3;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fashion-article",
        "fashion-dcgan",
        "fashion-dcgan-conditional",
        "avatars",
        "spoken-digits",
        "moving-fashion",
        "diamonds"
      })
  void computeWhatWasTrainedAndNameTheirFile(String name) throws Exception {
    try (Generator generator = Generator.pretrained(name)) {
      SelfTestResult test = generator.selfTest();
      assertThat(test.maxDifference()).isLessThanOrEqualTo(test.tolerance());
    }
    assertThat(text(name + ".md"))
        .contains(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(name + ".onnx"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fashion-x4",
        "fashion-x4-content",
        "photo-inpaint",
        "photo-inpaint-content",
        "photo-x2",
        "photo-x2-content"
      })
  void restorersComputeWhatWasTrainedAndNameTheirFile(String name) throws Exception {
    Path file = folder.resolve(name + ".onnx");
    Files.write(file, bytes(name + ".onnx"));
    try (LoadedModel model = LoadedModel.open(file, GeneratorOptions.defaults())) {
      SelfTestResult test = model.selfTest();
      assertThat(test.samples()).isGreaterThan(1);
      assertThat(test.maxDifference()).isLessThanOrEqualTo(test.tolerance());
    }
    assertThat(text(name + ".md"))
        .contains(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(name + ".onnx"))));
    Path config = folder.resolve("config.json");
    Files.write(config, bytes(name + ".config.json"));
    assertThat(ConfigFile.read(config).task().task()).isNotEqualTo(TaskChoice.Type.GENERATE);
  }

  /** Trained again by the configuration beside it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fashion-article",
        "fashion-dcgan",
        "fashion-dcgan-conditional",
        "avatars",
        "spoken-digits",
        "moving-fashion",
        "diamonds"
      })
  void carryTheirConfiguration(String name) throws IOException {
    Path file = folder.resolve("config.json");
    Files.write(file, bytes(name + ".config.json"));
    TrainingConfig config = ConfigFile.read(file);
    try (Generator generator = Generator.pretrained(name)) {
      assertThat(generator.info().training())
          .containsEntry("seed", Long.toString(config.schedule().seed()));
    }
  }

  @Test
  void diamondsAreTheRowsOfTheirPreviewAndDependOnEachOther() throws IOException {
    try (Generator generator = Generator.pretrained("diamonds")) {
      ByteArrayOutputStream preview = new ByteArrayOutputStream();
      generator.sample(64, 42L).table().writeCsv(preview);
      assertThat(preview.toString(StandardCharsets.UTF_8)).isEqualTo(text("diamonds.csv"));
      Table rows = generator.sample(10_000, 42L).table();
      assertThat(rows.columns())
          .extracting(TableColumn::name)
          .containsExactly(
              "carat", "cut", "color", "clarity", "depth", "table", "price", "x", "y", "z");
      // .963 in the real table
      assertThat(Correlation.spearman(numbers(rows, "carat"), numbers(rows, "price")))
          .isBetween(0.95, 0.98);
      int ideal = 0;
      for (int r = 0; r < rows.size(); r++) {
        ideal += "Ideal".equals(rows.value(r, "cut")) ? 1 : 0;
      }
      assertThat(ideal / 10_000.0).isCloseTo(0.40, within(0.02));
    }
  }

  private static double[] numbers(Table rows, String column) {
    return IntStream.range(0, rows.size())
        .mapToDouble(r -> ((Number) Objects.requireNonNull(rows.value(r, column))).doubleValue())
        .toArray();
  }

  private static PointSet points(Classified classified, OnnxClassifier classifier) {
    return PointSet.of(classified.features(), classifier.dimension());
  }

  private static String text(String file) throws IOException {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = ModelsTest.class.getResourceAsStream("/dev/wgan/models/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    }
  }
}
