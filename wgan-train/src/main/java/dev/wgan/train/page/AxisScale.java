package dev.wgan.train.page;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The range of an axis, the position of values in it, and the round numbers next to it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param low the lower end; of a logarithmic scale its logarithm
 * @param high the upper end, above the lower
 * @param logarithmic whether the ends are logarithms to base 10
 */
record AxisScale(double low, double high, boolean logarithmic) {
  /** Beyond this, differences of values could overflow. */
  private static final double GREATEST = 1e300;

  /** Below this, steps between values could become 0. */
  private static final double LEAST = 1e-300;

  /** About how many numbers stand next to an axis. */
  private static final int TICKS = 5;

  /** The share of the range that is left free at either end, so that circles stay whole. */
  private static final double MARGIN = 0.03;

  /** Values that differ less than this, relative to their size, get room around them. */
  private static final double ALIKE = 1e-9;

  /** From 0 to the greatest value; a single value stands in the middle. */
  static AxisScale across(double[] x) {
    double least = DoubleStream.of(x).min().orElse(0);
    double greatest = DoubleStream.of(x).max().orElse(1);
    return least == greatest
        ? new AxisScale(0, Math.max(1, 2 * greatest), false)
        : new AxisScale(Math.min(0, least), greatest * (1 + MARGIN), false);
  }

  /** Around the values, of which there is one at least. */
  static AxisScale around(double least, double greatest, boolean logarithmic) {
    double low = logarithmic ? Math.log10(least) : bounded(least);
    double high = logarithmic ? Math.log10(greatest) : bounded(greatest);
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (high - low <= Math.max(ALIKE * size, LEAST)) {
      double room = logarithmic ? 0.5 : size <= LEAST ? 1 : 0.3 * size;
      return new AxisScale(low - room, high + room, logarithmic);
    }
    double room = MARGIN * (high - low);
    return new AxisScale(low - room, high + room, logarithmic);
  }

  private static double bounded(double value) {
    return Math.max(-GREATEST, Math.min(GREATEST, value));
  }

  /** The position of a value, from 0 at the lower end to 1 at the upper. */
  double place(double value) {
    return ((logarithmic ? Math.log10(value) : bounded(value)) - low) / (high - low);
  }

  /** Round numbers within the range, from low to high, two at least on any usual axis. */
  List<Double> ticks() {
    if (!logarithmic) {
      return round(low, high);
    }
    int each = (int) Math.ceil((high - low) / TICKS);
    List<Double> powers =
        LongStream.rangeClosed((long) Math.ceil(low / each), (long) Math.floor(high / each))
            .mapToObj(i -> Math.pow(10, (double) i * each))
            .toList();
    return powers.size() >= 3 ? powers : within();
  }

  /** Round numbers of a logarithmic axis over few powers of ten. */
  private List<Double> within() {
    List<Double> few =
        LongStream.rangeClosed((long) Math.floor(low), (long) Math.floor(high))
            .boxed()
            .flatMap(power -> DoubleStream.of(1, 2, 5).mapToObj(d -> d * Math.pow(10, power)))
            .filter(tick -> Math.log10(tick) >= low && Math.log10(tick) <= high)
            .toList();
    return few.size() >= 2 ? few : round(Math.pow(10, low), bounded(Math.pow(10, high)));
  }

  private static List<Double> round(double low, double high) {
    double rough = high / TICKS - low / TICKS;
    if (rough < LEAST) {
      return List.of();
    }
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double leading = rough / power;
    double step = power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    return LongStream.rangeClosed((long) Math.ceil(low / step), (long) Math.floor(high / step))
        .mapToObj(i -> i * step)
        .toList();
  }
}
