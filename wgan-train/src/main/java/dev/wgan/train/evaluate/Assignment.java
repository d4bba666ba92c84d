package dev.wgan.train.evaluate;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment of n rows to n columns, by shortest augmenting paths (Jonker
 * and Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems").
 *
 * <p>Immutable and thread-safe. O(n³) time, O(n²) memory for the costs. The prices prove that the
 * assignment is the cheapest: no cost is below the sum of its row's and its column's price, and the
 * assigned ones equal it.
 */
final class Assignment {
  private static final int NONE = -1;

  private final double[][] costs;
  private final int[] columnOfRow;
  private final int[] rowOfColumn;
  private final double[] columnPrices;

  private Assignment(double[][] costs) {
    int n = costs.length;
    this.costs = costs;
    this.columnOfRow = new int[n];
    this.rowOfColumn = new int[n];
    this.columnPrices = new double[n];
    Arrays.fill(columnOfRow, NONE);
    Arrays.fill(rowOfColumn, NONE);
  }

  /** Solves a square matrix of finite costs, which is kept and must not change. */
  static Assignment of(double[][] costs) {
    Assignment assignment = new Assignment(costs);
    assignment.reduceColumns();
    for (int row = 0; row < costs.length; row++) {
      if (assignment.columnOfRow[row] == NONE) {
        assignment.augment(row);
      }
    }
    return assignment;
  }

  /** Prices each column at its least cost, and takes that row for it if it is still free. */
  private void reduceColumns() {
    for (int column = 0; column < costs.length; column++) {
      int cheapest = 0;
      for (int row = 1; row < costs.length; row++) {
        cheapest = costs[row][column] < costs[cheapest][column] ? row : cheapest;
      }
      columnPrices[column] = costs[cheapest][column];
      if (columnOfRow[cheapest] == NONE) {
        columnOfRow[cheapest] = column;
        rowOfColumn[column] = cheapest;
      }
    }
  }

  /** Assigns one more row, along the shortest path of reduced costs to a free column. */
  private void augment(int free) {
    int n = costs.length;
    double[] distance = new double[n];
    int[] before = new int[n]; // the row from which a column was reached
    boolean[] done = new boolean[n];
    int[] settled = new int[n];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int count = 0;
    int row = free;
    double length = 0;
    int last = NONE;
    while (last == NONE) {
      double rowPrice = row == free ? 0 : price(row);
      int nearest = relax(row, length - rowPrice, distance, before, done);
      length = distance[nearest];
      done[nearest] = true;
      settled[count++] = nearest;
      row = rowOfColumn[nearest];
      last = row == NONE ? nearest : NONE;
    }
    for (int i = 0; i < count; i++) {
      columnPrices[settled[i]] += distance[settled[i]] - length;
    }
    for (int column = last; column != NONE; ) {
      int from = before[column];
      int next = columnOfRow[from];
      columnOfRow[from] = column;
      rowOfColumn[column] = from;
      column = from == free ? NONE : next;
    }
  }

  /** Extends the paths over a row and returns the nearest column that is not settled. */
  private int relax(int row, double base, double[] distance, int[] before, boolean[] done) {
    double[] rowCosts = costs[row];
    int nearest = NONE;
    double least = Double.POSITIVE_INFINITY;
    for (int column = 0; column < rowCosts.length; column++) {
      if (!done[column]) {
        double through = base + rowCosts[column] - columnPrices[column];
        if (through < distance[column]) {
          distance[column] = through;
          before[column] = row;
        }
        if (distance[column] < least) {
          least = distance[column];
          nearest = column;
        }
      }
    }
    return nearest;
  }

  /** The price of an assigned row. */
  double price(int row) {
    return costs[row][columnOfRow[row]] - columnPrices[columnOfRow[row]];
  }

  double columnPrice(int column) {
    return columnPrices[column];
  }

  int column(int row) {
    return columnOfRow[row];
  }

  /** The sum of the assigned costs. */
  double cost() {
    double sum = 0;
    for (int row = 0; row < costs.length; row++) {
      sum += costs[row][columnOfRow[row]];
    }
    return sum;
  }
}
