package dev.wgan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores, shares and positions of a column: each function and its inverse. */
class ScoreCodeTest {
  /** Atoms at 0 and 10 with 30 % each, the rest spread between 20 and 100. */
  static ScoreCode mixed() {
    return ScoreCode.of(
        new long[] {0, 0, 10, 10, 20, 100}, new float[] {0, .3f, .3f, .6f, .6f, 1}, false);
  }

  @Test
  void sharesBecomePositions() {
    ScoreCode code = mixed();
    assertThat(code.quantile(0)).isZero();
    assertThat(code.quantile(.29)).isZero();
    assertThat(code.quantile(.31)).isEqualTo(10);
    assertThat(code.quantile(.59)).isEqualTo(10);
    assertThat(code.quantile(.61)).isEqualTo(22);
    assertThat(code.quantile(1)).isEqualTo(100);
    assertThat(code.below(0)).isZero();
    assertThat(code.below(1)).isEqualTo(.3f);
    assertThat(code.below(10)).isEqualTo(.3f);
    assertThat(code.below(11)).isEqualTo(.6f);
    assertThat(code.below(101)).isEqualTo(1);
  }

  /** Random knots with atoms, gaps and slopes: every position owns exactly the shares it claims. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPositionOwnsTheSharesThatGiveIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int knots = 2 + random.nextInt(30);
    long[] positions = new long[knots];
    float[] shares = new float[knots];
    for (int k = 1; k < knots; k++) {
      int kind = random.nextInt(3);
      positions[k] = positions[k - 1] + (kind == 0 ? 0 : random.nextInt(50));
      shares[k] = shares[k - 1] + (kind == 1 ? 0 : random.nextInt(1, 20));
    }
    if (shares[knots - 1] == 0) {
      shares[knots - 1] = 1;
    }
    for (int k = 0; k < knots; k++) {
      shares[k] /= shares[knots - 1] == 0 ? 1 : k == knots - 1 ? shares[k] : shares[knots - 1];
    }
    ScoreCode code = ScoreCode.of(positions, shares, false);
    double covered = 0;
    for (long position = positions[0]; position <= positions[knots - 1]; position++) {
      double low = code.below(position);
      double high = code.below(position + 1);
      covered += high - low;
      for (double part : new double[] {.01, .5, .99}) {
        double share = low + part * (high - low);
        if (high - low > 1e-9) {
          assertThat(code.quantile(share)).isEqualTo(position);
          float score = code.score(share);
          if (high - low > 1e-3) {
            assertThat(code.position(new float[] {score}, 0, 1, .5)).isEqualTo(position);
          }
        }
      }
    }
    assertThat(covered).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void scoresOfAnotherDistributionAreCalibrated() {
    float[] squares = new float[101];
    for (int k = 0; k < squares.length; k++) {
      squares[k] = k * k;
    }
    ScoreCode code = mixed().calibrated(squares);
    assertThat(code.share(-1)).isZero();
    assertThat(code.share(2500)).isEqualTo(.5);
    assertThat(code.share(1e9f)).isEqualTo(1);
    assertThat(code.share(code.score(.437)))
        .isCloseTo(.437, org.assertj.core.data.Offset.offset(1e-6));
    assertThat(code.position(new float[] {29 * 29}, 0, 1, .5)).isZero();
    assertThat(code.position(new float[] {31 * 31}, 0, 1, .5)).isEqualTo(10);
  }

  @Test
  void equalScoresAreAllowed() {
    ScoreCode code = mixed().calibrated(new float[] {0, 0, 1, 1});
    assertThat(code.share(0)).isZero();
    assertThat(code.share(.5f)).isEqualTo(.5);
    assertThat(code.share(1)).isEqualTo(1);
  }

  @Test
  void theSharesOfANormalScoreAreThoseOfTheNormalDistribution() {
    ScoreCode code = mixed();
    assertThat(code.share(0)).isEqualTo(.5);
    // the distribution function at -1.96 and 1, from tables
    assertThat(code.share(-1.959964f)).isCloseTo(.025, org.assertj.core.data.Offset.offset(1e-5));
    assertThat(code.share(1)).isCloseTo(.841345, org.assertj.core.data.Offset.offset(1e-5));
  }

  @Test
  void knotsOutOfOrderAreRefused() {
    for (float[] shares :
        Arrays.asList(new float[] {0, .5f}, new float[] {.1f, 1}, new float[] {1})) {
      assertThatThrownBy(() -> ScoreCode.of(new long[] {1, 2}, shares, false))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("in ascending order, the shares from 0 to 1");
    }
    assertThatThrownBy(() -> ScoreCode.of(new long[] {2, 1}, new float[] {0, 1}, false))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> mixed().calibrated(new float[] {0, Float.NaN}))
        .isInstanceOf(SchemaException.class);
  }
}
