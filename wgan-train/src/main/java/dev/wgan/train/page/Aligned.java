package dev.wgan.train.page;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The lines of a chart over one common row of x, as uPlot takes them: a line that has no point at
 * an x has NaN there.
 *
 * <p>Immutable and thread-safe.
 */
final class Aligned {
  private final double[] x;
  private final double[][] y;

  private Aligned(double[] x, double[][] y) {
    this.x = x;
    this.y = y;
  }

  static Aligned of(List<Line> lines) {
    double[] x =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Line.Point::x)
            .sorted()
            .distinct()
            .toArray();
    double[][] y = new double[lines.size()][x.length];
    for (int line = 0; line < y.length; line++) {
      Arrays.fill(y[line], Double.NaN);
      for (Line.Point point : lines.get(line).points()) {
        y[line][Arrays.binarySearch(x, point.x())] = point.y();
      }
    }
    return new Aligned(x, y);
  }

  double[] x() {
    return x.clone();
  }

  double[] y(int line) {
    return y[line].clone();
  }

  /**
   * Leaves out places until at most about {@code most} are left. The range of x is cut into equally
   * many places; of each part stay the places where a line is lowest and highest, and of the whole
   * the first and the last, so that no peak is lost.
   */
  Aligned thinned(int most) {
    if (x.length <= most) {
      return this;
    }
    BitSet kept = new BitSet(x.length);
    kept.set(0);
    kept.set(x.length - 1);
    int parts = Math.max(1, most / (2 * y.length));
    for (int part = 0; part < parts; part++) {
      int from = Math.toIntExact((long) part * x.length / parts);
      int to = Math.toIntExact((part + 1L) * x.length / parts);
      for (double[] line : y) {
        keepExtremes(line, from, to, kept);
      }
    }
    int[] places = kept.stream().toArray();
    return new Aligned(
        at(x, places), Arrays.stream(y).map(line -> at(line, places)).toArray(double[][]::new));
  }

  private static void keepExtremes(double[] line, int from, int to, BitSet kept) {
    int low = -1;
    int high = -1;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(line[i])) {
        low = low < 0 || line[i] < line[low] ? i : low;
        high = high < 0 || line[i] > line[high] ? i : high;
      }
    }
    if (low >= 0) {
      kept.set(low);
      kept.set(high);
    }
  }

  private static double[] at(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
  }
}
