package dev.wgan.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies are planted among samples; the seeds are fixed. */
class CopyTestTest {
  private static final int N = 1000;
  private static final int SIDE = 12;
  private static final ImageShape SHAPE = new ImageShape(1, SIDE, SIDE);
  private static final int BLOBS = 12;
  private static final PointSet TRAINING = images(800, 1);
  private static final PointSet HELD_OUT = images(N, 2);

  /** Images of soft blobs: like photographs, neighbouring pixels are alike. */
  private static PointSet images(int n, long seed) {
    float[] blobs = Gaussians.standard(n, 3 * BLOBS, seed).toArray();
    float[] values = new float[n * SIDE * SIDE];
    for (int k = 0; k < values.length; k++) {
      int at = k / (SIDE * SIDE) * 3 * BLOBS;
      double value = -0.2;
      for (int blob = at; blob < at + 3 * BLOBS; blob += 3) {
        double y = k / SIDE % SIDE - SIDE / 2.0 - 3 * blobs[blob];
        double x = k % SIDE - SIDE / 2.0 - 3 * blobs[blob + 1];
        value += 0.6 * blobs[blob + 2] * Math.exp(-(x * x + y * y) / 4);
      }
      values[k] = (float) Math.max(-1, Math.min(1, value));
    }
    return PointSet.of(values, SIDE * SIDE);
  }

  /** The kinds of copies that are planted. */
  enum Planted {
    EXACT,
    SHIFTED,
    FLIPPED,
    NOISY;

    void copy(float[] from, float[] into, int at, float[] noise) {
      for (int k = 0; k < from.length; k++) {
        int x = k % SIDE;
        into[at + k] =
            switch (this) {
              case EXACT -> from[k];
              case SHIFTED -> x == 0 ? from[k] : from[k - 1];
              case FLIPPED -> from[k - x + SIDE - 1 - x];
              case NOISY -> from[k] + 0.02f * noise[k];
            };
      }
    }
  }

  private static PointSet planted(Planted kind, int n, double share) {
    float[] values = images(n, 3).toArray();
    PointSet noise = Gaussians.standard(n, SIDE * SIDE, 4);
    for (int i = 0; i < Math.round(share * n); i++) {
      kind.copy(TRAINING.row(i % TRAINING.size()), values, i * SIDE * SIDE, noise.row(i));
    }
    return PointSet.of(values, SIDE * SIDE);
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, 0.01", "EXACT, 0.05", "EXACT, 0.2", "EXACT, 1",
    "SHIFTED, 0.01", "SHIFTED, 0.05", "SHIFTED, 0.2", "SHIFTED, 1",
    "FLIPPED, 0.01", "FLIPPED, 0.05", "FLIPPED, 0.2", "FLIPPED, 1",
    "NOISY, 0.01", "NOISY, 0.05", "NOISY, 0.2", "NOISY, 1"
  })
  void plantedCopiesAreFound(Planted kind, double share) {
    int n = share < 0.05 ? N : 300;
    Memorisation found = Memorisation.of(planted(kind, n, share), TRAINING, HELD_OUT, n, SHAPE);
    CopyTest copies = Objects.requireNonNull(found.copies());
    assertThat(found.verdict()).isEqualTo(Memorisation.Verdict.COPIES);
    assertThat(wording(found).verdict())
        .startsWith("Copies of training data are among the samples");
    int count = (int) Math.round(share * n);
    assertThat(copies.near()).isBetween(count, count + 25);
    assertThat(copies.equal()).isEqualTo(kind == Planted.NOISY ? 0 : count);
    assertThat(copies.detectable()).isLessThan(n == N ? 0.016 : 0.053);
    assertThat(found.pairs().subList(0, 5)).allMatch(p -> p.sample() == p.training());
  }

  /** A generator of training images alone, and no data that were held out. */
  @Test
  void copiesAreFoundWithoutHeldOutData() {
    for (Planted kind : Planted.values()) {
      Memorisation found = Memorisation.withoutHeldOut(planted(kind, 300, 1), TRAINING, 300, SHAPE);
      assertThat(found.verdict()).isEqualTo(Memorisation.Verdict.COPIES);
      assertThat(found.seen()).isNull();
    }
    Memorisation fresh = Memorisation.withoutHeldOut(images(N, 5), TRAINING, N, SHAPE);
    assertThat(fresh.verdict()).isEqualTo(Memorisation.Verdict.NOTHING_FOUND);
    assertThat(Objects.requireNonNull(fresh.copies()).equal()).isZero();
  }

  @Test
  void newImagesAreNotAccusedAndNothingIsPromisedBeyondThePower() {
    Memorisation fresh = Memorisation.of(images(N, 3), TRAINING, HELD_OUT, N, SHAPE);
    CopyTest copies = Objects.requireNonNull(fresh.copies());
    assertThat(fresh.verdict()).isEqualTo(Memorisation.Verdict.NOTHING_FOUND);
    assertThat(copies.expected()).isCloseTo(0.01, within(1e-4));
    assertThat(copies.near()).isBetween(2, 22); // 10 expected, deviation 4.5
    assertThat(String.join(" ", wording(fresh).copies()))
        .contains("0 of 1,000 samples (0.0 %) equal a training point, perhaps mirrored or shifted")
        .contains("found with 95 % probability if they make up 1.5 % of the samples or more");
  }

  /** Data of which every point occurs twice: real points are copies of each other. */
  @Test
  void noPowerIsClaimedWhereNoCopyCouldBeFound() {
    int[] twice = IntStream.range(0, 300).map(i -> i % 150).toArray();
    PointSet doubled = Gaussians.standard(150, 3, 1).rows(twice);
    Memorisation fresh =
        Memorisation.of(Gaussians.standard(300, 3, 2), doubled, doubled, 300, null);
    assertThat(Objects.requireNonNull(fresh.copies()).detectable()).isNull();
    assertThat(String.join(" ", wording(fresh).copies()))
        .contains("This search could not have found copies, however many")
        .doesNotContain("95 %");
  }

  /** Of 400 trials without copies, 4 are accused if p means what it says; 12 or more: 1e-3. */
  @Test
  void falseAccusationsAreAsRareAsTheSignificance() {
    int accused = 0;
    for (int trial = 0; trial < 400; trial++) {
      PointSet all = Gaussians.standard(800, 6, 1000 + trial);
      Memorisation fresh =
          Memorisation.of(all.slice(0, 200), all.slice(200, 600), all.slice(600, 800), 200);
      accused += Objects.requireNonNull(fresh.copies()).found() ? 1 : 0;
    }
    assertThat(accused).isLessThan(12);
  }

  /** At the stated share, copies are found in about 95 % of 200 trials: fewer than 180 is 3e-3. */
  @Test
  void copiesOfTheDetectableShareAreFoundAsOftenAsStated() {
    PointSet training = Gaussians.standard(400, 6, 6);
    PointSet heldOut = Gaussians.standard(300, 6, 7);
    PointSet any = Gaussians.standard(300, 6, 8);
    double share = Objects.requireNonNull(copies(any, training, heldOut).detectable());
    int found = 0;
    int trials = 200;
    for (int trial = 0; trial < trials; trial++) {
      float[] values = Gaussians.standard(300, 6, 2000 + trial).toArray();
      PointSet chance = Gaussians.standard(300, 1, 3000 + trial);
      for (int i = 0; i < 300; i++) {
        if (NormalTail.above(chance.get(i, 0)) < share) {
          System.arraycopy(training.row(i), 0, values, 6 * i, 6);
        }
      }
      found += copies(PointSet.of(values, 6), training, heldOut).found() ? 1 : 0;
    }
    assertThat(found).isBetween(180, trials);
  }

  private static MemorisationWording wording(Memorisation memorisation) {
    return new MemorisationWording(memorisation, "training", "held-out data");
  }

  private static CopyTest copies(PointSet samples, PointSet training, PointSet heldOut) {
    return Objects.requireNonNull(Memorisation.of(samples, training, heldOut, 300).copies());
  }

  /** By hand: 3 of 5 below the smallest of 4: C(6, 2) / C(9, 4) and more; Fisher's tea taster. */
  @Test
  void tailsFollowTheirFormulas() {
    // k of n below all m controls: the first k of n + m are samples: C(n + m - k, m) / C(n + m, m).
    assertThat(ExactTail.precedence(3, 5, 4, 1)).isCloseTo(15.0 / 126, within(1e-12));
    assertThat(ExactTail.hypergeometric(3, 4, 4, 4)).isCloseTo(17.0 / 70, within(1e-12));
    assertThat(ExactTail.binomial(2, 3, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(ExactTail.binomial(20, 2000, 0.01)).isCloseTo(0.53019, within(1e-5));
    assertThat(ExactTail.precedence(0, 50, 60, 7)).isEqualTo(1);
    assertThat(ExactTail.precedence(1, 30, 20, 1)).isCloseTo(0.6, within(1e-9));
  }
}
