package dev.wgan.train.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignedTest {
  private static Line line(int n, SplittableRandom random) {
    return new Line(
        "a",
        Line.Role.MAIN,
        IntStream.range(0, n).mapToObj(i -> new Line.Point(i, random.nextDouble())).toList());
  }

  @Test
  void linesOfDifferentStepsShareOneAxis() {
    Line even =
        new Line("even", Line.Role.MAIN, List.of(new Line.Point(0, 5), new Line.Point(2, 7)));
    Line one = new Line("one", Line.Role.OTHER, List.of(new Line.Point(1, 6)));
    Aligned aligned = Aligned.of(List.of(even, one));
    assertThat(aligned.x()).containsExactly(0, 1, 2);
    assertThat(aligned.y(0)).containsExactly(5, Double.NaN, 7);
    assertThat(aligned.y(1)).containsExactly(Double.NaN, 6, Double.NaN);
  }

  @Test
  void fewPlacesAllStay() {
    Aligned aligned = Aligned.of(List.of(line(100, new SplittableRandom(1))));
    assertThat(aligned.thinned(100)).isSameAs(aligned);
  }

  @Test
  void thinningKeepsExtremesEndsAndValues() {
    SplittableRandom random = new SplittableRandom(2);
    for (int n : new int[] {101, 1000, 54_321}) {
      List<Line> lines = List.of(line(n, random), line(n, random), line(n / 2, random));
      Aligned thinned = Aligned.of(lines).thinned(100);
      double[] x = thinned.x();
      assertThat(x).hasSizeLessThanOrEqualTo(102).startsWith(0).endsWith(n - 1.0).isSorted();
      for (int i = 0; i < lines.size(); i++) {
        double[] all = lines.get(i).points().stream().mapToDouble(Line.Point::y).toArray();
        double[] kept = thinned.y(i);
        double[] present = DoubleStream.of(kept).filter(y -> !Double.isNaN(y)).toArray();
        assertThat(DoubleStream.of(present).max()).isEqualTo(DoubleStream.of(all).max());
        assertThat(DoubleStream.of(present).min()).isEqualTo(DoubleStream.of(all).min());
        for (int k = 0; k < x.length; k++) {
          double original = x[k] < all.length ? all[(int) x[k]] : Double.NaN;
          assertThat(kept[k]).isEqualTo(Double.valueOf(original));
        }
      }
    }
  }
}
