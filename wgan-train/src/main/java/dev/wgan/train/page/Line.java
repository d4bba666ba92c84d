package dev.wgan.train.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A line of a chart.
 *
 * @param name its name in the legend
 * @param role its prominence
 * @param points its points from left to right, all finite
 */
public record Line(String name, Role role, List<Point> points) {
  /** The prominence of a line; the style sheet has a colour for each. */
  public enum Role {
    /** The main line. */
    MAIN,
    /** The line for comparison. */
    OTHER,
    /** A line in the background. */
    FAINT,
    /** The first of several equal lines; their colours are distinguishable by everyone. */
    FIRST,
    /** The second of several equals. */
    SECOND,
    /** The third of several equals. */
    THIRD,
    /** The fourth of several equals. */
    FOURTH,
    /** The fifth of several equals. */
    FIFTH,
    /** The sixth of several equals. */
    SIXTH,
    /** The seventh of several equals. */
    SEVENTH,
    /** The eighth of several equals. */
    EIGHTH;

    private static final List<Role> EQUALS =
        List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH);

    /**
     * Returns the role of one of several equal lines.
     *
     * @param i its index; colours repeat after the eighth
     * @return the role
     */
    public static Role ofEqual(int i) {
      return EQUALS.get(Math.floorMod(i, EQUALS.size()));
    }
  }

  /**
   * A place on a chart.
   *
   * @param x to the right
   * @param y upwards
   */
  public record Point(double x, double y) {}

  /** Copies the points. */
  public Line {
    points = List.copyOf(points);
  }

  /**
   * Returns a line through one value of each row; rows whose value is not a finite number are left
   * out.
   *
   * @param <T> the type of a row
   * @param name its name in the legend
   * @param role its prominence
   * @param rows the rows, by x
   * @param x of a row
   * @param y of a row
   * @return the line
   */
  public static <T> Line of(
      String name, Role role, List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
    Function<T, Point> point = row -> new Point(x.applyAsDouble(row), y.applyAsDouble(row));
    return new Line(
        name, role, rows.stream().map(point).filter(at -> Double.isFinite(at.y())).toList());
  }

  /** The points above 0. */
  Line positive() {
    return new Line(name, role, points.stream().filter(point -> point.y() > 0).toList());
  }
}
