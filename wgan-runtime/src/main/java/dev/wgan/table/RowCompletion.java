package dev.wgan.table;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills the empty cells of rows from a pool of a model's rows. For each row, the rows of the pool
 * that are nearest in the given cells are found, and one of them, drawn at random with a weight
 * that falls with its distance, gives all empty cells. The filled cells therefore fit each other.
 *
 * <p>This is imputation by near neighbours among synthetic rows. It approximates draws of the model
 * given the cells, the better the larger the pool is and the fewer cells are given.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("exports") // of JSpecify, which readers of class files may lack
public final class RowCompletion {
  /** Rows of the pool that are near enough to be drawn. */
  private static final int NEAREST = 10;

  /** Rows of the pool that are looked at where constraints exclude the nearest. */
  private static final int LOOKED_AT = 256;

  private final Table pool;
  private final PoolColumn[] columns;
  private final PoolRelevance relevance;
  private final List<RowFilter.Test> constraints;

  private RowCompletion(Table pool, PoolColumn[] columns) {
    this.pool = pool;
    this.columns = columns;
    this.relevance = new PoolRelevance(columns);
    this.constraints = RowFilter.tests(pool.schema());
  }

  /**
   * Returns a completion from a pool.
   *
   * @param pool rows of a model, such as 20,000; the time of a completion grows with their number
   * @return the completion
   * @throws SchemaException if the pool is empty
   */
  public static RowCompletion of(Table pool) {
    if (pool.size() == 0) {
      throw new SchemaException("the pool of a completion has no rows: expected 1 or more");
    }
    PoolColumn[] columns = new PoolColumn[pool.columns().size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = PoolColumn.of(pool, c);
    }
    return new RowCompletion(pool, columns);
  }

  /**
   * A completed row.
   *
   * @param cells the texts of all cells, in the order of the pool's columns
   * @param meetsConstraints whether the row meets the constraints of the table; given cells may
   *     contradict them
   */
  public record Completed(List<String> cells, boolean meetsConstraints) {
    /** Copies the list. */
    public Completed {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Fills the empty cells of a row. The result depends on the pool, the cells, the seed and the
   * index only.
   *
   * @param given the texts of the cells in the order of the pool's columns, null for an empty cell
   * @param seed the seed of the draw
   * @param row the index of the row within the seed, 0 or more
   * @return the row, in which every given text is as it was
   * @throws SchemaException if a given text is not a value of its column
   */
  public Completed complete(List<@Nullable String> given, long seed, long row) {
    if (given.size() != columns.length) {
      throw new SchemaException(
          "a row of %s cells: expected %s, one per column".formatted(given.size(), columns.length));
    }
    long[] positions = new long[columns.length];
    boolean[] empty = new boolean[columns.length];
    for (int c = 0; c < columns.length; c++) {
      String text = given.get(c);
      empty[c] = text == null;
      positions[c] = text == null ? ColumnType.MISSING : pool.columns().get(c).parse(text);
    }
    RowWords words = new RowWords(seed);
    int[] near = nearest(positions, empty, words.word(row, columns.length));
    for (int c = 0; c < columns.length; c++) {
      if (empty[c] && pool.columns().get(c).type() instanceof MadeType made) {
        positions[c] = made.position(words.word(row, c), row);
      }
    }
    int size = 0;
    int[] allowed = new int[near.length];
    for (int donor : near) {
      if (size < NEAREST && meets(filled(positions, empty, donor))) {
        allowed[size++] = donor;
      }
    }
    boolean meets = size > 0;
    int[] candidates =
        meets ? Arrays.copyOf(allowed, size) : Arrays.copyOf(near, Math.min(NEAREST, near.length));
    double uniform = RowWords.uniform(words.word(row, columns.length + 1));
    long[] whole = filled(positions, empty, drawn(candidates, positions, empty, uniform));
    String[] cells = new String[columns.length];
    for (int c = 0; c < cells.length; c++) {
      String text = given.get(c);
      cells[c] = text != null ? text : pool.columns().get(c).text(whole[c]);
    }
    return new Completed(List.of(cells), meets);
  }

  private long[] filled(long[] positions, boolean[] empty, int donor) {
    long[] whole = positions.clone();
    for (int c = 0; c < whole.length; c++) {
      if (empty[c] && !(pool.columns().get(c).type() instanceof MadeType)) {
        whole[c] = pool.position(donor, c);
      }
    }
    return whole;
  }

  private boolean meets(long[] positions) {
    if (constraints.isEmpty()) {
      return true;
    }
    Table row = Table.ofRow(pool.schema(), positions);
    return constraints.stream().allMatch(test -> test.accepts(row::position, 0));
  }

  /** One of the nearest rows, with a weight that falls with its distance. */
  private int drawn(int[] near, long[] positions, boolean[] empty, double uniform) {
    float[] weights = weights(positions, empty);
    double[] distances = new double[near.length];
    double mean = 0;
    for (int k = 0; k < near.length; k++) {
      for (int c = 0; c < columns.length; c++) {
        distances[k] +=
            weights[c] == 0 ? 0 : weights[c] * columns[c].distance(near[k], positions[c]);
      }
      mean += distances[k] / near.length;
    }
    double width = Math.max(1e-12, mean - distances[0]);
    double total = 0;
    for (double distance : distances) {
      total += StrictMath.exp((distances[0] - distance) / width);
    }
    double rest = uniform * total;
    for (int k = 0; k < near.length - 1; k++) {
      rest -= StrictMath.exp((distances[0] - distances[k]) / width);
      if (rest < 0) {
        return near[k];
      }
    }
    return near[near.length - 1];
  }

  /** The weight of each given column; 0 for those that are empty or say nothing about them. */
  private float[] weights(long[] positions, boolean[] empty) {
    float[] weights = new float[columns.length];
    for (int c = 0; c < weights.length; c++) {
      for (int t = 0; !empty[c] && positions[c] != ColumnType.MISSING && t < weights.length; t++) {
        weights[c] += empty[t] ? relevance.of(c, t) : 0;
      }
    }
    return weights;
  }

  /** The nearest rows, nearest first; among equally near ones, those after a random place. */
  private int[] nearest(long[] positions, boolean[] empty, long word) {
    float[] distances = new float[pool.size()];
    float[] weights = weights(positions, empty);
    for (int c = 0; c < columns.length; c++) {
      if (weights[c] > 0) {
        columns[c].addDistances(positions[c], weights[c], distances);
      }
    }
    for (int c = 0; c < columns.length; c++) {
      if (empty[c]) {
        columns[c].excludeMissing(distances);
      }
    }
    int kept = Math.min(constraints.isEmpty() ? NEAREST : LOOKED_AT, pool.size());
    int[] near = new int[kept];
    int size = 0;
    int start = (int) Long.remainderUnsigned(word, pool.size());
    for (int k = 0; k < pool.size(); k++) {
      int row = start + k < pool.size() ? start + k : start + k - pool.size();
      if (size == kept && distances[row] >= distances[near[size - 1]]) {
        continue;
      }
      int place = size == kept ? size - 1 : size++;
      while (place > 0 && distances[near[place - 1]] > distances[row]) {
        near[place] = near[place - 1];
        place--;
      }
      near[place] = row;
    }
    return near;
  }
}
