package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorisationTest {
  private static final PointSet TRAINING = Gaussians.standard(1500, 8, 1);
  private static final PointSet HELD_OUT = Gaussians.standard(500, 8, 2);

  /** A perfect generator fails either test with probability .01; the seed is fixed. */
  @Test
  void freshSamplesAreNotTakenForCopies() {
    Memorisation fresh = Memorisation.of(Gaussians.standard(500, 8, 3), TRAINING, HELD_OUT, 500);
    assertThat(fresh.verdict()).isEqualTo(Memorisation.Verdict.NOTHING_FOUND);
    assertThat(split(fresh).expected()).isEqualTo(0.75);
    assertThat(split(fresh).share()).isCloseTo(0.75, within(0.1));
  }

  @Test
  void copiesAreFoundAndShown() {
    float[] copies = TRAINING.slice(0, 300).toArray();
    float[] noise = Gaussians.standard(300, 8, 4).toArray();
    for (int i = 0; i < copies.length; i++) {
      copies[i] += 0.05f * noise[i];
    }
    Memorisation copied = Memorisation.of(PointSet.of(copies, 8), TRAINING, HELD_OUT, 300);
    assertThat(copied.verdict()).isEqualTo(Memorisation.Verdict.COPIES);
    assertThat(split(copied).share()).isGreaterThan(0.99);
    assertThat(copied.nearer().smaller()).isGreaterThan(0.99);
    assertThat(copied.pairs()).allMatch(pair -> pair.sample() == pair.training());
    assertThat(copied.samples().get(0).distance()).isEqualTo(copied.pairs().get(0).distance());
  }

  /** So much noise hides the single copies; all together are still too near. */
  @Test
  void noisyCopiesAreFoundTogether() {
    float[] copies = TRAINING.slice(0, 500).toArray();
    float[] noise = Gaussians.standard(500, 8, 4).toArray();
    for (int i = 0; i < copies.length; i++) {
      copies[i] += 0.75f * noise[i];
    }
    Memorisation near = Memorisation.of(PointSet.of(copies, 8), TRAINING, HELD_OUT, 500);
    assertThat(near.verdict()).isEqualTo(Memorisation.Verdict.NEARER_TO_TRAINING_DATA);
  }

  /** Points near the centre are near to all data: smooth images are, and are no copies. */
  @Test
  void smoothSamplesAreNotTakenForCopies() {
    PointSet smooth = Gaussians.moved(Gaussians.standard(500, 8, 5), 0.3f, 0);
    Memorisation verdict = Memorisation.of(smooth, TRAINING, HELD_OUT, 500);
    assertThat(verdict.nearer().pValue()).isLessThan(1e-6);
    assertThat(verdict.verdict()).isEqualTo(Memorisation.Verdict.NEARER_TO_ALL_DATA);
  }

  /**
   * Under the null hypothesis p falls below .05 in 5 % of 300 trials: 15. Fewer than 4 or more than
   * 30 would occur with probability below 6e-4 by either test.
   */
  @Test
  void pValuesMeanWhatTheySay() {
    int split = 0;
    int rank = 0;
    for (int trial = 0; trial < 300; trial++) {
      PointSet all = Gaussians.standard(500, 3, 1000 + trial);
      Memorisation fresh =
          Memorisation.of(all.slice(0, 100), all.slice(100, 350), all.slice(350, 500), 150);
      split += split(fresh).pValue() < 0.05 ? 1 : 0;
      double[] first = column(all.slice(0, 100));
      double[] second = column(all.slice(100, 250));
      rank += RankTest.of(first, second).pValue() < 0.05 ? 1 : 0;
    }
    assertThat(split).isBetween(4, 30);
    assertThat(rank).isBetween(4, 30);
  }

  /** By hand: ranks 1 to 20 against 21 to 40, so U = 400, mean 200, deviation 36.97, z = 5.41. */
  @Test
  void rankTestFollowsItsFormula() {
    double[] low = DoubleStream.iterate(1, x -> x + 1).limit(20).toArray();
    double[] high = Arrays.stream(low).map(x -> x + 20).toArray();
    RankTest test = RankTest.of(low, high);
    assertThat(test.smaller()).isEqualTo(1);
    assertThat(test.pValue()).isCloseTo(NormalTail.above(5.4100178), within(1e-12));
    assertThat(RankTest.of(high, low).pValue()).isCloseTo(1 - test.pValue(), within(1e-12));
    double[] equal = new double[20];
    assertThat(RankTest.of(equal, equal)).isEqualTo(new RankTest(0.5, 0.5));
    assertThatThrownBy(() -> RankTest.of(new double[19], equal))
        .hasMessage("a rank test of 19 and 20 values: expected at least 20 of each");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.5",
    "1, 0.15865525393145707",
    "-1, 0.8413447460685429",
    "2.5, 0.006209665325776132",
    "3, 0.0013498980316300933",
    "6, 9.865876450376946e-10",
    "10, 7.619853024160527e-24"
  })
  void normalTailAgreesWithTables(double z, double expected) {
    assertThat(NormalTail.above(z)).isCloseTo(expected, within(1e-12 * expected));
  }

  private static SplitTest split(Memorisation memorisation) {
    return Objects.requireNonNull(memorisation.seen());
  }

  private static double[] column(PointSet points) {
    double[] column = new double[points.size()];
    Arrays.setAll(column, i -> points.get(i, 0));
    return column;
  }
}
