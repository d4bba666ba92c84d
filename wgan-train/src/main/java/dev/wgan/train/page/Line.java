package dev.wgan.train.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A line of a chart.
 *
 * @param name what the legend says
 * @param role how much it stands out
 * @param points where it goes, from left to right; none of them infinite or not a number
 */
public record Line(String name, Role role, List<Point> points) {
  /** How much a line stands out; the style sheet has a colour for each. */
  public enum Role {
    /** The line to look at. */
    MAIN,
    /** The line to compare it with. */
    OTHER,
    /** A line in the background. */
    FAINT,
    /** The first of several equals; the colours of these can be told apart by everyone. */
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

  /**
   * Copies the points.
   *
   * @param name what the legend says
   * @param role how much it stands out
   * @param points where it goes
   */
  public Line {
    points = List.copyOf(points);
  }

  /**
   * Returns a line through one value of each row; rows whose value is not a finite number are left
   * out.
   *
   * @param <T> what a row is
   * @param name what the legend says
   * @param role how much the line stands out
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
