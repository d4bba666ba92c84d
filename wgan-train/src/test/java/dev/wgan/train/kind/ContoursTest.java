package dev.wgan.train.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.train.config.TrainingException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContoursTest {
  /** A square of side 2 about the origin: with its margin the picture shows -1.3 to 1.3. */
  private static final float[] SQUARE = {-1, -1, 1, -1, 1, 1, -1, 1};

  @TempDir Path folder;

  @Test
  void pointsAreWhereTheyBelong() throws IOException {
    BufferedImage picture = draw(SQUARE, new float[] {0, 0.5f, 99, 99}, ContoursTest::toTheRight);
    assertThat(brightness(picture, -1, 1)).isGreaterThan(190);
    assertThat(brightness(picture, 1, -1)).isGreaterThan(190);
    Color generated = color(picture, 0, 0.5);
    assertThat(generated.getRed() - generated.getBlue()).as("orange").isGreaterThan(100);
    assertThat(color(picture, 0, -0.5).getRed()).isLessThan(color(picture, 0, -0.5).getBlue());
  }

  @Test
  void bandsClimbWithTheScore() throws IOException {
    BufferedImage right = draw(SQUARE, new float[0], ContoursTest::toTheRight);
    assertThat(brightness(right, -1.2, 0)).isLessThan(brightness(right, 0, 0));
    assertThat(brightness(right, 0, 0)).isLessThan(brightness(right, 1.2, 0));
    assertThat(brightness(right, 0.3, 1.2)).isEqualTo(brightness(right, 0.3, -1.2));
    BufferedImage up = draw(SQUARE, new float[0], points -> every(points, 1));
    assertThat(brightness(up, 0, -1.2)).isLessThan(brightness(up, 0, 1.2));
  }

  @Test
  void aCriticWithoutOpinionAndOneOfNoNumbersAreDrawn() throws IOException {
    BufferedImage flat = draw(SQUARE, SQUARE, points -> new float[points.length / 2]);
    assertThat(color(flat, 0.2, 0.2)).isEqualTo(color(flat, -1.2, 0.7));
    draw(
        new float[] {3, 3},
        new float[] {Float.NaN, 0},
        points -> {
          float[] none = new float[points.length / 2];
          java.util.Arrays.fill(none, Float.NaN);
          return none;
        });
  }

  @Test
  void refusesWhatIsNoPoint() {
    Path file = folder.resolve("x.png");
    assertThatThrownBy(() -> Contours.write(file, new float[3], SQUARE, ContoursTest::toTheRight))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("3 numbers are not real points");
    assertThatThrownBy(() -> Contours.write(file, new float[0], SQUARE, ContoursTest::toTheRight))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("0 numbers are not real points");
    assertThatThrownBy(() -> Contours.write(file, SQUARE, new float[1], ContoursTest::toTheRight))
        .isInstanceOf(TrainingException.class)
        .hasMessage("1 numbers are not generated points: expected two for each");
    assertThatThrownBy(() -> Contours.write(file, SQUARE, SQUARE, points -> points))
        .isInstanceOf(TrainingException.class)
        .hasMessage("the critic gave 45602 scores for 22801 points");
    assertThat(file).doesNotExist();
  }

  private BufferedImage draw(float[] real, float[] fake, UnaryOperator<float[]> score)
      throws IOException {
    Path file = folder.resolve(Contours.FILE);
    Contours.write(file, real, fake, score);
    return ImageIO.read(file.toFile());
  }

  private static float[] toTheRight(float[] points) {
    return every(points, 0);
  }

  private static float[] every(float[] points, int coordinate) {
    float[] scores = new float[points.length / 2];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = points[2 * i + coordinate];
    }
    return scores;
  }

  private static Color color(BufferedImage picture, double x, double y) {
    return new Color(picture.getRGB((int) ((x + 1.3) / 2.6 * 600), (int) ((1.3 - y) / 2.6 * 600)));
  }

  private static int brightness(BufferedImage picture, double x, double y) {
    Color color = color(picture, x, y);
    return (color.getRed() + color.getGreen() + color.getBlue()) / 3;
  }
}
