package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.noise.Threefry;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 64, 100, 1000, 4096, 10_007})
  void everyEpochShowsEverySampleOnce(int size) {
    BatchOrder order = BatchOrder.of(size, 64, 7);
    for (long epoch : new long[] {0, 1, 2, 1_000_000, (1L << 32) - 1}) {
      int[] seen =
          IntStream.range(0, size).map(i -> order.index(epoch * size + i)).sorted().toArray();
      assertThat(seen).containsExactly(IntStream.range(0, size).toArray());
    }
  }

  @Test
  void aBatchIsTheSameWhateverWasAskedBefore() {
    BatchOrder forwards = BatchOrder.of(1000, 48, -3);
    int[][] batches = new int[100][48];
    for (int k = 0; k < 100; k++) {
      forwards.batch(k, batches[k]);
    }
    BatchOrder backwards = BatchOrder.of(1000, 48, -3);
    for (int k = 99; k >= 0; k--) {
      int[] batch = new int[48];
      backwards.batch(k, batch);
      assertThat(batch).containsExactly(batches[k]);
      assertThat(backwards.epochOf(k)).isEqualTo(k * 48L / 1000);
    }
  }

  @Test
  void aBatchMayBeLargerThanTheDataSet() {
    int[] batch = new int[10];
    BatchOrder.of(3, 10, 1).batch(5, batch);
    // Positions 50 to 59: place 2 of epoch 16, the epochs 17 to 19 in full.
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(IntStream.of(batch).skip(1 + 3L * epoch).limit(3))
          .containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void seedsAndEpochsGiveDifferentOrders() {
    int[] first = BatchOrder.permutation(1, 0, 100);
    assertThat(BatchOrder.permutation(1, 1, 100)).isNotEqualTo(first);
    assertThat(BatchOrder.permutation(2, 0, 100)).isNotEqualTo(first);
    assertThat(BatchOrder.permutation(1, 0, 100)).isEqualTo(first);
  }

  /** What the Javadoc specifies, written once more without the optimisations. */
  @Test
  void followsItsSpecification() {
    int size = 37;
    long seed = 1234567890123L;
    long key = Threefry.words(seed, 0x6F72646572L);
    long epoch = 5;
    int[] expected = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      BigInteger u = BigInteger.valueOf(Threefry.words(key, (epoch << 32) + i) >>> 1);
      int j = u.multiply(BigInteger.valueOf(i + 1L)).shiftRight(63).intValueExact();
      int kept = expected[i];
      expected[i] = expected[j];
      expected[j] = kept;
    }
    BatchOrder order = BatchOrder.of(size, size, seed);
    int[] batch = new int[size];
    order.batch(epoch, batch);
    assertThat(batch).containsExactly(expected);
  }

  /**
   * 120,000 epochs of 5 samples: each of the 120 permutations comes 1,000 times but for chance. The
   * chi-squared bound of 119 degrees of freedom is its 1 - 1e-9 quantile (Wilson-Hilferty: 231), so
   * that a right method fails once in 1e9 seeds, and the seed is fixed.
   */
  @Test
  void allPermutationsAreEquallyLikely() {
    Map<Integer, Integer> counts = new HashMap<>();
    BatchOrder order = BatchOrder.of(5, 5, 99);
    int[] batch = new int[5];
    int epochs = 120_000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      order.batch(epoch, batch);
      int code = IntStream.of(batch).reduce(0, (sum, i) -> sum * 5 + i);
      counts.merge(code, 1, Integer::sum);
    }
    assertThat(counts).hasSize(120);
    double expected = epochs / 120.0;
    double chi =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(chi).isLessThan(231);
  }

  /**
   * 4,000 epochs of 50 samples: how often sample s comes at place p, 2,500 cells of 80 but for
   * chance, 49^2 = 2,401 degrees of freedom (rows and columns sum to the number of epochs). The
   * bound 2,859 is the 1 - 1e-9 quantile (Wilson-Hilferty).
   */
  @Test
  void everySampleIsEquallyLikelyAtEveryPlace() {
    int size = 50;
    int epochs = 4_000;
    int[] counts = new int[size * size];
    BatchOrder order = BatchOrder.of(size, 1, -5);
    for (long position = 0; position < (long) epochs * size; position++) {
      counts[(int) (position % size) * size + order.index(position)]++;
    }
    double expected = (double) epochs / size;
    double chi =
        IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    // Under fixed margins the statistic is chi-squared after the factor (size - 1) / size.
    assertThat(chi * (size - 1) / size).isLessThan(2859);
  }

  /** 1,000,000 flips: 500,000 but for chance; 6.2 deviations of 500 fail once in 1e9 seeds. */
  @Test
  void halfOfThePositionsAreFlipped() {
    BatchOrder order = BatchOrder.of(10, 10, 42);
    long flips = 0;
    long changes = 0;
    for (long position = 0; position < 1_000_000; position++) {
      flips += order.flipped(position) ? 1 : 0;
      changes += order.flipped(position) != order.flipped(position + 1) ? 1 : 0;
    }
    assertThat(flips).isBetween(496_900L, 503_100L);
    assertThat(changes).isBetween(496_900L, 503_100L);
  }

  @Test
  void refusesWhatMakesNoBatch() {
    assertThatThrownBy(() -> BatchOrder.of(0, 64, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("batches of 64 out of 0 samples: expected both to be at least 1");
    BatchOrder order = BatchOrder.of(10, 4, 1);
    assertThatThrownBy(() -> order.batch(-1, new int[4]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> order.batch(0, new int[3]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
