package dev.wgan.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  @Test
  void followsItsSpecificationWordForWord() {
    long seed = -77;
    for (int size : new int[] {1, 2, 3, 100, 255, 256, 257, 511, 512, 513, 1500}) {
      int n = size < 10 ? 2001 : 7;
      long first = 1000L + size % 2;
      float[] normals = new float[n * size];
      float[] uniforms = new float[n * size];
      Noise.normal(seed, first, n, size, normals);
      Noise.uniform(seed, first, n, size, uniforms);
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < size; k++) {
          long index = first + i;
          long words = Threefry.words(seed, ((index / 2) << 24) | k);
          long word = index % 2 == 0 ? words & 0xFFFFFFFFL : words >>> 32;
          assertThat(normals[i * size + k]).isEqualTo(normal(word));
          assertThat(uniforms[i * size + k]).isEqualTo(uniform(word));
        }
      }
    }
  }

  private static float uniform(long word) {
    return (float) ((2 * (word >> 9) + 1) / 8388608.0 - 1);
  }

  /** The specification with its coefficients, one value at a time. */
  private static float normal(long word) {
    if (word < 5L << 21 || word >= (1L << 32) - (5L << 21)) {
      return (float) NormalQuantile.of((word + 0.5) / 4294967296.0);
    }
    float t = uniform(word);
    float s = (1 - t) * (1 + t);
    float[] p = {
      0.4181273f, 4.970491f, 6.083647f, 1.5848143f, 0.10229483f, 1.5213426e-3f, 3.4194397e-6f
    };
    float[] q = {
      1f, 4.805167f, 3.8829007f, 0.77176666f, 0.040539164f, 5.0307106e-4f, 9.2152106e-7f
    };
    float numerator = p[0];
    float denominator = q[0];
    for (int c = 1; c < p.length; c++) {
      numerator = numerator * s + p[c];
      denominator = denominator * s + q[c];
    }
    return t * numerator / denominator;
  }

  /** Every value that the middle of the distribution can take, against double precision. */
  @Test
  void normalsAreTheQuantilesOfTheirWords() {
    double worst = 0;
    for (long k = 5 << 12; k < (1 << 23) - (5 << 12); k++) {
      double exact = NormalQuantile.of((k + 0.5) / 8388608.0);
      worst = Math.max(worst, Math.abs(normal(k << 9) / exact - 1));
    }
    assertThat(worst).isLessThan(6e-7);
  }

  @Test
  void aSampleHasItsNoiseWhereverTheRangeStarts() {
    float[] all = new float[50 * 33];
    Noise.normal(42, 0, 50, 33, all);
    float[] some = new float[7 * 33];
    Noise.normal(42, 20, 7, 33, some);
    assertThat(some).containsExactly(java.util.Arrays.copyOfRange(all, 20 * 33, 27 * 33));
  }

  @Test
  void fillsDirectBuffersFromTheirPosition() {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(44).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put(9f);
    Noise.normal(42, 7, 2, 4, buffer);
    float[] expected = new float[8];
    Noise.normal(42, 7, 2, 4, expected);
    float[] found = new float[9];
    buffer.flip().get(found);
    assertThat(found[0]).isEqualTo(9f);
    assertThat(java.util.Arrays.copyOfRange(found, 1, 9)).containsExactly(expected);
  }

  /** The vector that the Javadoc publishes, so that another language can check itself. */
  @Test
  void givesThePublishedNormals() {
    float[] normals = new float[4];
    Noise.normal(42, 7, 1, 4, normals);
    assertThat(normals).containsExactly(VECTOR);
  }

  /**
   * Chi-squared test of 1,000,000 normals in 1000 equally likely cells: 999 degrees of freedom. The
   * bound is the 1 - 1e-9 quantile (Wilson-Hilferty: 1289), so a right generator fails once in 1e9
   * seeds, and the seeds are fixed.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 20261123})
  void normalsFillEquallyLikelyCellsEqually(long seed) {
    int n = 10_000;
    int size = 100;
    float[] normals = new float[n * size];
    Noise.normal(seed, 0, n, size, normals);
    int cells = 1000;
    double[] edges = new double[cells - 1];
    for (int c = 1; c < cells; c++) {
      edges[c - 1] = NormalQuantile.of((double) c / cells);
    }
    int[] counts = new int[cells];
    for (float normal : normals) {
      int place = java.util.Arrays.binarySearch(edges, normal);
      counts[place >= 0 ? place + 1 : -place - 1]++;
    }
    double expected = (double) normals.length / cells;
    double statistic = 0;
    for (int count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    assertThat(statistic).isBetween(750.0, 1289.0);
  }

  /**
   * Correlations between neighbouring positions, neighbouring samples and neighbouring seeds, of
   * 500,000 pairs each: normal with deviation 1/sqrt(n), so 6.2 deviations are exceeded by chance
   * once in 1.8e9 times.
   */
  @ParameterizedTest
  @CsvSource({"position, 1, 0", "sample, 100, 0", "seed, 0, 1", "far seed, 0, 4294967296"})
  void neighboursAreUncorrelated(String what, int shift, long seedShift) {
    int n = 500_000;
    float[] a = new float[n + 200];
    float[] b = new float[n + 200];
    Noise.normal(5, 0, (n + 200) / 100, 100, a);
    Noise.normal(5 + seedShift, 0, (n + 200) / 100, 100, b);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * (double) b[i + shift];
    }
    assertThat(Math.abs(sum / Math.sqrt(n))).as(what).isLessThan(6.2);
  }

  @Test
  void labelsAreSpreadOverTheClasses() {
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[Noise.label(3, i, 10)]++;
    }
    // Deviation of a count: 94.9; 6.2 deviations are exceeded once in 1.8e9 times per class.
    for (int count : counts) {
      assertThat(count).isBetween(9412, 10588);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 4, indices go from 0 to 2^40 - 1",
    "1099511627776, 1, 4, indices go from 0 to 2^40 - 1",
    "0, -1, 4, indices go from 0 to 2^40 - 1",
    "0, 1, 0, expected 1 to 16777215 elements",
    "0, 2, 5, 2 latents of 5 elements do not fit into 9 floats"
  })
  void refusesWhatDoesNotExist(long first, int n, int size, String message) {
    assertThatThrownBy(() -> Noise.normal(1, first, n, size, new float[9]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theLastSampleOfASeedExists() {
    float[] last = new float[2];
    Noise.uniform(1, Noise.MAX_INDEX - 1, 1, 2, last);
    assertThat(last[0]).isBetween(-1f, 1f);
  }

  private static final float[] VECTOR = {0.524047f, -0.5849043f, 0.1468576f, 0.15300661f};
}
