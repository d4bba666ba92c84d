package dev.wgan.train.rows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Adherence of the values of a table to those of a real one, as means over columns from 0 to 1; NaN
 * without such columns.
 *
 * <p>Immutable and thread-safe.
 *
 * @param boundaries the share of numbers and times between the real lowest and highest value
 * @param categories the share of levels that occur in the real table
 * @param coverage the share of the real levels that occur
 * @param missing one minus the difference of the shares of missing values
 */
record RowAdherence(double boundaries, double categories, double coverage, double missing) {
  static RowAdherence of(JudgedRows real, JudgedRows other) {
    int[] all = IntStream.range(0, real.columns().size()).toArray();
    int[] measured = Arrays.stream(all).filter(c -> real.columns().get(c).measured()).toArray();
    int[] levels = Arrays.stream(all).filter(c -> !real.columns().get(c).measured()).toArray();
    return new RowAdherence(
        mean(Arrays.stream(measured).mapToDouble(c -> inside(real.values(c), other.values(c)))),
        mean(Arrays.stream(levels).mapToDouble(c -> known(real.values(c), other.values(c)))),
        mean(Arrays.stream(levels).mapToDouble(c -> covered(real.values(c), other.values(c)))),
        mean(
            Arrays.stream(all)
                .mapToDouble(c -> 1 - Math.abs(gaps(real.values(c)) - gaps(other.values(c))))));
  }

  private static double mean(DoubleStream values) {
    return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }

  private static DoubleStream present(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value));
  }

  private static double inside(double[] real, double[] other) {
    double low = present(real).min().orElse(Double.NaN);
    double high = present(real).max().orElse(Double.NaN);
    return present(other).map(v -> v >= low && v <= high ? 1 : 0).average().orElse(Double.NaN);
  }

  private static double known(double[] real, double[] other) {
    Set<Double> levels = levels(real);
    return present(other).map(v -> levels.contains(v) ? 1 : 0).average().orElse(Double.NaN);
  }

  private static double covered(double[] real, double[] other) {
    Set<Double> expected = levels(real);
    Set<Double> found = new HashSet<>(expected);
    found.retainAll(levels(other));
    return expected.isEmpty() ? Double.NaN : (double) found.size() / expected.size();
  }

  private static Set<Double> levels(double[] values) {
    return present(values).boxed().collect(Collectors.toSet());
  }

  private static double gaps(double[] values) {
    return 1 - (double) present(values).count() / values.length;
  }
}
