package dev.wgan.train.films;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.noise.Noise;
import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Classifier;
import dev.wgan.train.evaluate.EvaluationException;
import dev.wgan.train.evaluate.Memorisation;
import dev.wgan.train.page.SelfContained;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each figure with films that must change it. */
class FilmEvaluationTest {
  private static final List<Integer> SHAPE = List.of(4, 1, 8, 8);
  private static final int N = 40;

  /** A bright point of two brightnesses that moves to the right. */
  private static Films points(int n, int step, int first) {
    float[] values = new float[n * 4 * 64];
    java.util.Arrays.fill(values, -1);
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < 4; t++) {
        int column = (first + t * step) % 8;
        values[(i * 4 + t) * 64 + i % 8 * 8 + column] = i % 2 == 0 ? 1 : 0.5f;
      }
    }
    return new Films(values, SHAPE);
  }

  /** Classes by the brightest pixel; its value and the mean are the features. */
  private static final Classifier BRIGHTNESS =
      new Classifier() {
        @Override
        public List<String> classNames() {
          return List.of("dim", "bright");
        }

        @Override
        public int dimension() {
          return 2;
        }

        @Override
        public Classified classify(float[] points, int n) {
          float[] features = new float[2 * n];
          int[] labels = new int[n];
          int size = points.length / n;
          for (int i = 0; i < n; i++) {
            float most = -1;
            float sum = 0;
            for (int k = 0; k < size; k++) {
              most = Math.max(most, points[i * size + k]);
              sum += points[i * size + k];
            }
            features[2 * i] = most;
            features[2 * i + 1] = sum;
            labels[i] = most > 0.75f ? 1 : 0;
          }
          return Classified.of(features, labels);
        }
      };

  private static FilmEvaluation.Figures figures(
      Map<String, FilmEvaluation.Figures> all, String name) {
    return Objects.requireNonNull(all.get(name));
  }

  @Test
  void equalFilmsHaveNoDistance() {
    Films real = points(N, 1, 0);
    Map<String, FilmEvaluation.Figures> all =
        FilmEvaluation.of(real, real, points(N, 1, 0), BRIGHTNESS, 1);
    FilmEvaluation.Figures generated = figures(all, "generated");
    assertThat(generated.frameDistance()).isCloseTo(0, within(1e-6));
    assertThat(generated.sameClass()).isEqualTo(1);
    assertThat(generated.motionDistance()).isZero();
    assertThat(generated.motion()).isCloseTo(1, within(1e-6));
  }

  @Test
  void everyFigureShowsItsFault() {
    Films real = points(N, 1, 0);
    Films faster = points(N, 2, 0);
    Map<String, FilmEvaluation.Figures> all = FilmEvaluation.of(faster, real, real, BRIGHTNESS, 1);
    assertThat(figures(all, "generated").motionDistance()).isCloseTo(1, within(1e-6));
    FilmEvaluation.Figures shuffled = figures(all, "with shuffled frames");
    assertThat(shuffled.motionDistance()).isGreaterThan(0.3);
    assertThat(shuffled.frameDistance()).isCloseTo(0, within(1e-6)); // the same frames
    FilmEvaluation.Figures noisy = figures(all, "with noise of deviation 0.2");
    assertThat(noisy.frameDistance()).isGreaterThan(0.1);

    float[] changed = real.values().clone();
    for (int i = 0; i < 10; i += 2) { // five bright points fade in the last frame
      for (int k = 0; k < 64; k++) {
        int at = (i * 4 + 3) * 64 + k;
        changed[at] = Math.min(changed[at], 0.5f);
      }
    }
    FilmEvaluation.Figures fading =
        figures(
            FilmEvaluation.of(new Films(changed, SHAPE), real, real, BRIGHTNESS, 1), "generated");
    assertThat(fading.sameClass()).isCloseTo(1 - 5.0 / N, within(1e-9));
  }

  @Test
  void setsOfOtherSizesAreRefused() {
    assertThatThrownBy(
            () ->
                FilmEvaluation.of(points(3, 1, 0), points(4, 1, 0), points(4, 1, 0), BRIGHTNESS, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("expected equally many of one shape");
  }

  private static final List<Integer> LARGE = List.of(3, 1, 16, 16);
  private static final int LARGE_SIZE = 3 * 16 * 16;

  /** Films of three frames of smooth waves, of other directions and phases for each. */
  private static Films waves(int n, long seed) {
    float[] draws = new float[4 * n];
    Noise.normal(seed, 0, n, 4, draws);
    float[] values = new float[n * LARGE_SIZE];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < LARGE_SIZE; k++) {
        int t = Math.floorDiv(k, 256);
        int y = Math.floorMod(Math.floorDiv(k, 16), 16);
        int x = k % 16;
        double phase = draws[4 * i] * y + draws[4 * i + 1] * x + 9 * draws[4 * i + 2];
        values[i * LARGE_SIZE + k] = (float) Math.sin(phase / 2 + draws[4 * i + 3] * t);
      }
    }
    return new Films(values, LARGE);
  }

  private static Memorisation copies(Films samples, Films training) {
    return FilmEvaluation.copies(samples, training.size(), i -> training.slice(i, i + 1).values());
  }

  @Test
  void findsPlantedCopiesOfFilms() {
    Films training = waves(400, 1);
    Films samples = waves(300, 2);
    assertThat(copies(samples, training).verdict()).isNotEqualTo(Memorisation.Verdict.COPIES);
    float[] planted = samples.values().clone();
    for (int i = 0; i < 12; i++) {
      for (int k = 0; k < LARGE_SIZE; k++) {
        // every second copy is mirrored and moved to the right by a pixel
        int x = k % 16;
        int source = i % 2 == 0 ? x : Math.min(15, 16 - x);
        planted[i * LARGE_SIZE + k] = training.values()[2 * i * LARGE_SIZE + k - x + source];
      }
    }
    Memorisation found = copies(new Films(planted, LARGE), training);
    assertThat(found.verdict()).isEqualTo(Memorisation.Verdict.COPIES);
    assertThat(Objects.requireNonNull(found.copies()).near()).isGreaterThanOrEqualTo(12);
    assertThat(found.sentences(true)).first().asString().contains("Copies of training data");
  }

  @Test
  void showsFilmsThatMoveAndTheNearestOnes() {
    Films training = waves(40, 1);
    Films samples = waves(40, 2);
    Memorisation copies = copies(samples, training);
    FilmReport report =
        new FilmReport(
            "waves",
            samples,
            FilmEvaluation.of(samples, training, waves(40, 3), BRIGHTNESS, 1),
            copies,
            true,
            100);
    String html = report.html(i -> training.slice(i, i + 1).values());
    SelfContained.require(html);
    assertThat(html)
        .contains("data:image/gif;base64,", "with shuffled frames", "other training data");
    assertThat(html.split("data:image/png;base64,")).hasSizeGreaterThan(copies.pairs().size());
  }
}
