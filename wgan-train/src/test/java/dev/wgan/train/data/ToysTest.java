package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToysTest {
  @TempDir Path folder;

  @Test
  void centresAreThoseOfThePaper() {
    assertThat(Toys.RING.centres()).hasSize(8).doesNotHaveDuplicates();
    for (GaussianMixture.Point centre : Toys.RING.centres()) {
      assertThat(Math.hypot(centre.x(), centre.y())).isCloseTo(1, within(1e-6));
    }
    assertThat(Toys.GRID.centres()).hasSize(25).doesNotHaveDuplicates();
    for (GaussianMixture.Point centre : Toys.GRID.centres()) {
      assertThat(new HashSet<>(List.of(-4f, -2f, 0f, 2f, 4f))).contains(centre.x(), centre.y());
    }
    assertThat(Toys.RING.deviation()).isEqualTo(0.01f);
    assertThat(Toys.GRID.deviation()).isEqualTo(0.05f);
  }

  /**
   * 50,000 points. Modes: the chi-squared bounds, 7 and 24 degrees of freedom, are 1 - 1e-9
   * quantiles (Wilson-Hilferty: 58 and 90). Distances in deviations, squared, have mean 2 and
   * deviation 2; 6.2 standard errors of 2 / sqrt(50,000) fail once in 1e9 seeds, and the seeds are
   * fixed.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pointsLieAroundEveryModeEquallyOften(boolean ring) {
    GaussianMixture mixture = ring ? Toys.RING : Toys.GRID;
    int n = 50_000;
    float[] points = mixture.draw(n, 2026);
    int modes = mixture.centres().size();
    int[] counts = new int[modes];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      int nearest = 0;
      double best = Double.MAX_VALUE;
      for (int m = 0; m < modes; m++) {
        GaussianMixture.Point centre = mixture.centres().get(m);
        double distance = Math.hypot(points[2 * i] - centre.x(), points[2 * i + 1] - centre.y());
        if (distance < best) {
          best = distance;
          nearest = m;
        }
      }
      counts[nearest]++;
      squares += Math.pow(best / mixture.deviation(), 2);
    }
    double expected = (double) n / modes;
    double chi =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chi).isLessThan(ring ? 58 : 90);
    assertThat(squares / n).isCloseTo(2, within(6.2 * 2 / Math.sqrt(n)));
  }

  @Test
  void drawsAreAddressable() {
    float[] many = Toys.GRID.draw(100, 7);
    assertThat(Toys.GRID.draw(10, 7)).containsExactly(Arrays.copyOf(many, 20));
    assertThat(Toys.GRID.draw(100, 8)).isNotEqualTo(many);
  }

  @Test
  void goThroughNpyUnchanged() {
    Path file = folder.resolve("ring.npy");
    try (Dataset ring = Toys.ring(100, 3)) {
      Toys.write(file, ring);
      assertThat(ring.description().shape()).containsExactly(2);
      DataOptions asIs = DataOptions.of(o -> o.standardise(false));
      assertThat(Datasets.open(file, asIs).digest()).isEqualTo(ring.digest());
    }
  }

  @Test
  void refusesWhatIsNoMixture() {
    assertThatThrownBy(() -> Toys.ring(0, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("0 points of the ring were asked for: expected at least 1");
    assertThatThrownBy(() -> new GaussianMixture("none", List.of(), 1f))
        .isInstanceOf(DataException.class);
  }
}
