package dev.wgan.train.evaluate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All squared Euclidean distances between two sets, computed in blocks that stay in the cache.
 *
 * <p>Thread-safe: there is no state; the visitor is called by several threads, each row by one.
 *
 * <p>Takes as much memory again as the second set. Sums of squared differences rather than |a|² +
 * |b|² - 2ab: nothing cancels, so that equal points are at distance exactly 0 and near ones at a
 * distance good to about 1e-6 relative. On a CPU whose loads bound both forms it costs 5 % more.
 */
final class DistanceBlocks {
  /** Columns that one call of the kernel covers; their transposed block fits the L2 cache. */
  private static final int COLUMNS = 256;

  private static final int ROWS = 256;

  /** Rows and dimensions that the kernel takes at a time. */
  private static final int QUAD = 4;

  private DistanceBlocks() {}

  /** A visitor of stretches of the distance matrix's rows. */
  interface Visitor {
    /**
     * Visits a stretch of a row; the stretches of a row come in ascending order.
     *
     * @param row a point of the first set
     * @param first the first column, a point of the second set
     * @param squared squared distances to points first, first + 1, ...; valid during the call
     * @param columns how many
     */
    void visit(int row, int first, float[] squared, int columns);
  }

  /** Visits the distances of each point of {@code a} to each point of {@code b}. */
  static void forEach(PointSet a, PointSet b, Visitor visitor) {
    PointSet.checkComparable(a, b);
    float[][] tiles = tiles(b);
    IntStream.range(0, blocks(a, ROWS))
        .parallel()
        .forEach(block -> rows(a, block * ROWS, b, tiles, 0, visitor));
  }

  /**
   * Visits the distances of each point to the later points of the set, and also some to earlier
   * points, which must be ignored.
   */
  static void forEachPair(PointSet points, Visitor visitor) {
    float[][] tiles = tiles(points);
    int blocks = blocks(points, ROWS);
    IntStream.range(0, blocks)
        .parallel()
        // Early blocks have most pairs: taking turns from both ends gives the threads equal work.
        .map(i -> i % 2 == 0 ? i / 2 : blocks - 1 - i / 2)
        .forEach(
            block -> rows(points, block * ROWS, points, tiles, block * ROWS / COLUMNS, visitor));
  }

  private static int blocks(PointSet points, int size) {
    return (points.size() + size - 1) / size;
  }

  private static int padded(PointSet points) {
    return (points.dimension() + QUAD - 1) / QUAD * QUAD;
  }

  private static void rows(
      PointSet a, int from, PointSet b, float[][] tiles, int firstTile, Visitor visitor) {
    int to = Math.min(a.size(), from + ROWS);
    int padded = padded(a);
    float[] quad = new float[QUAD * padded]; // [QUAD, padded]
    float[][] squared = new float[QUAD][COLUMNS];
    for (int tile = firstTile; tile < tiles.length; tile++) {
      int first = tile * COLUMNS;
      int columns = Math.min(COLUMNS, b.size() - first);
      for (int row = from; row < to; row += QUAD) {
        int rows = Math.min(QUAD, to - row);
        for (int r = 0; r < rows; r++) {
          a.copyRow(row + r, quad, r * padded);
          Arrays.fill(squared[r], 0);
        }
        for (int k = 0; k < padded; k += QUAD) {
          add(quad, padded, k, tiles[tile], squared[0], squared[1], squared[2], squared[3]);
        }
        for (int r = 0; r < rows; r++) {
          visitor.visit(row + r, first, squared[r], columns);
        }
      }
    }
  }

  /** Transposed blocks of points, each [padded, COLUMNS]. */
  private static float[][] tiles(PointSet points) {
    float[][] tiles = new float[blocks(points, COLUMNS)][];
    IntStream.range(0, tiles.length)
        .parallel()
        .forEach(tile -> tiles[tile] = transposed(points, tile * COLUMNS));
    return tiles;
  }

  private static float[] transposed(PointSet points, int first) {
    float[] values = points.values();
    int d = points.dimension();
    float[] tile = new float[padded(points) * COLUMNS];
    int columns = Math.min(COLUMNS, points.size() - first);
    for (int j = 0; j < columns; j++) {
      int from = (first + j) * d;
      for (int k = 0; k < d; k++) {
        tile[k * COLUMNS + j] = values[from + k];
      }
    }
    return tile;
  }

  /**
   * Adds what dimensions k to k + 3 contribute to the distances of four points. The compiler turns
   * the loop over columns into vector instructions; a loop over dimensions, a float sum in strict
   * order, it would not.
   */
  private static void add(
      float[] quad, int stride, int k, float[] b, float[] w, float[] x, float[] y, float[] z) {
    int p = k;
    float w0 = quad[p];
    float w1 = quad[p + 1];
    float w2 = quad[p + 2];
    float w3 = quad[p + 3];
    p += stride;
    float x0 = quad[p];
    float x1 = quad[p + 1];
    float x2 = quad[p + 2];
    float x3 = quad[p + 3];
    p += stride;
    float y0 = quad[p];
    float y1 = quad[p + 1];
    float y2 = quad[p + 2];
    float y3 = quad[p + 3];
    p += stride;
    float z0 = quad[p];
    float z1 = quad[p + 1];
    float z2 = quad[p + 2];
    float z3 = quad[p + 3];
    int o0 = k * COLUMNS;
    int o1 = o0 + COLUMNS;
    int o2 = o1 + COLUMNS;
    int o3 = o2 + COLUMNS;
    for (int j = 0; j < COLUMNS; j++) {
      float b0 = b[o0 + j];
      float b1 = b[o1 + j];
      float b2 = b[o2 + j];
      float b3 = b[o3 + j];
      float t0 = w0 - b0;
      float t1 = w1 - b1;
      float t2 = w2 - b2;
      float t3 = w3 - b3;
      w[j] = Math.fma(t0, t0, Math.fma(t1, t1, Math.fma(t2, t2, Math.fma(t3, t3, w[j]))));
      t0 = x0 - b0;
      t1 = x1 - b1;
      t2 = x2 - b2;
      t3 = x3 - b3;
      x[j] = Math.fma(t0, t0, Math.fma(t1, t1, Math.fma(t2, t2, Math.fma(t3, t3, x[j]))));
      t0 = y0 - b0;
      t1 = y1 - b1;
      t2 = y2 - b2;
      t3 = y3 - b3;
      y[j] = Math.fma(t0, t0, Math.fma(t1, t1, Math.fma(t2, t2, Math.fma(t3, t3, y[j]))));
      t0 = z0 - b0;
      t1 = z1 - b1;
      t2 = z2 - b2;
      t3 = z3 - b3;
      z[j] = Math.fma(t0, t0, Math.fma(t1, t1, Math.fma(t2, t2, Math.fma(t3, t3, z[j]))));
    }
  }
}
