package dev.wgan.train.report;

import dev.wgan.train.monitor.Measurement;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A line of a chart.
 *
 * @param name what the legend says
 * @param role how much it stands out
 * @param points where it goes; none of them infinite or not a number
 */
record Line(String name, Role role, List<Point> points) {
  /** How much a line stands out. */
  enum Role {
    MAIN,
    OTHER,
    FAINT
  }

  /** A place on a chart. */
  record Point(double x, double y) {}

  /** What a value was over the steps; rows where it is no number are left out. */
  static Line of(
      String name, Role role, List<Measurement> rows, ToDoubleFunction<Measurement> value) {
    return new Line(
        name,
        role,
        rows.stream()
            .map(row -> new Point(row.step(), value.applyAsDouble(row)))
            .filter(point -> Double.isFinite(point.y()))
            .toList());
  }

  /** The same of a value that not every row has. */
  static Line ofPresent(
      String name, Role role, List<Measurement> rows, Function<Measurement, OptionalDouble> value) {
    return of(name, role, rows, row -> value.apply(row).orElse(Double.NaN));
  }
}
