package dev.wgan.train.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.train.data.Photographs;
import dev.wgan.train.data.Photographs.Photograph;
import dev.wgan.train.restore.Degradation;
import dev.wgan.train.restore.HoleMasks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureEvaluationTest {
  @TempDir private Path folder = Path.of("");

  /** A smooth picture with fine noise. */
  @BeforeEach
  void writePhotographs() throws IOException {
    for (int n = 0; n < 2; n++) {
      Random random = new Random(n);
      BufferedImage image = new BufferedImage(200, 140, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 200 * 140; i++) {
        double x = i % 200 / 200.0;
        int row = i / 200;
        double y = row / 140.0;
        int grey = (int) (120 + 80 * Math.sin(5 * x + n) * Math.cos(7 * y) + random.nextInt(9));
        image.setRGB(i % 200, row, grey << 16 | grey << 8 | grey);
      }
      ImageIO.write(image, "png", folder.resolve("photo" + n + ".png").toFile());
    }
  }

  private static Map<String, PictureScore> scores(PictureEvaluation evaluation) {
    return evaluation.scores().stream()
        .collect(Collectors.toMap(PictureScore::name, Function.identity()));
  }

  private static PictureScore score(Map<String, PictureScore> scores, String name) {
    return Objects.requireNonNull(scores.get(name), name);
  }

  @Test
  void theClassicalWaysOfEnlargingHaveTheirKnownTraits() {
    List<Photograph> photographs = Photographs.centres(folder, 1, 1, 128, 4, 5, 3);
    assertThat(photographs).hasSize(2);
    assertThat(photographs.get(0).width()).isEqualTo(128);
    PictureEvaluation evaluation = PictureEvaluation.ofUpscaling(photographs, 2, Degradation.BOX);
    Map<String, PictureScore> scores = scores(evaluation);
    assertThat(scores).containsOnlyKeys("nearest", "bicubic", "lanczos");
    // Repeated pixels have the input as their mean.
    assertThat(score(scores, "nearest").consistency()).isCloseTo(0, within(1e-9));
    assertThat(score(scores, "bicubic").fineEnergy()).isLessThan(0.5);
    assertThat(score(scores, "bicubic").psnr()).isBetween(25.0, 60.0);
    assertThat(score(scores, "lanczos").eachPsnr()).hasSize(2);
    PictureReport report = new PictureReport("ways", false, evaluation.scores(), evaluation);
    assertThat(report.text()).contains("lanczos", "PSNR", "Y of BT.601");
    assertThat(report.html()).contains("<img", "photo1.png", "lanczos");
  }

  @Test
  void holesOfSmoothPicturesAreFilledByTheHarmonicFill() {
    List<Photograph> photographs = Photographs.centres(folder, 1, 1, 128, 64, 5, 3);
    PictureEvaluation evaluation =
        PictureEvaluation.ofInpainting(photographs, new HoleMasks(2, 3, 4, 3, 6));
    PictureScore harmonic = score(scores(evaluation), "harmonic");
    assertThat(harmonic.psnr()).isBetween(25.0, 50.0);
    assertThat(harmonic.consistency()).isZero();
    assertThat(harmonic.ssim()).isGreaterThan(0.8);
    assertThat(new PictureReport("fill", true, List.of(harmonic), evaluation).html())
        .contains("harmonic");
  }
}
