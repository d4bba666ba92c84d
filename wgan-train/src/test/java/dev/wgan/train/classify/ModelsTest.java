package dev.wgan.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.NetworkJson;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SelfTestResult;
import dev.wgan.train.TrainingConfig;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.evaluate.ClassEvaluation;
import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.FrechetDistance;
import dev.wgan.train.evaluate.PointSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pretrained generators are what their cards say. */
class ModelsTest {
  private static final int SAMPLES = 4000;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"fashion-dcgan"})
  void areAsGoodAsTheirCardsSay(String name) throws Exception {
    assertThat(text(name + ".md"))
        .contains(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(name + ".onnx"))));
    Evaluation card = EvaluationJson.read(text(name + ".json"));
    try (Generator generator = Generator.pretrained(name);
        OnnxClassifier classifier = OnnxClassifier.fashionMnist();
        Dataset images = Datasets.embedded()) {
      SelfTestResult test = generator.selfTest();
      assertThat(test.maxDifference()).isLessThanOrEqualTo(test.tolerance());
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

  /** Trained again by the configuration beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"fashion-dcgan"})
  void carryTheirConfiguration(String name) throws IOException {
    Path file = folder.resolve("config.json");
    Files.write(file, bytes(name + ".config.json"));
    TrainingConfig config = NetworkJson.read(file, TrainingConfig.class);
    try (Generator generator = Generator.pretrained(name)) {
      assertThat(generator.info().training()).containsEntry("seed", Long.toString(config.seed()));
    }
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
