package dev.wgan.train.table;

import dev.wgan.table.CategoryType;
import dev.wgan.table.ColumnCode;
import dev.wgan.table.ColumnType;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.LevelType;
import dev.wgan.table.LogitCode;
import dev.wgan.table.MadeType;
import dev.wgan.table.NoCode;
import dev.wgan.table.SchemaException;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The rows of a table as positions, with the codes that fit them.
 *
 * <p>Immutable and thread-safe.
 */
public final class FittedTable {
  /** Numbers of at most this many different values are drawn as categories. */
  private static final int FEW_VALUES = 8;

  /** Categories of more levels than this become scores, in bands. */
  private static final int MOST_LOGITS = 128;

  /**
   * The logits of all columns, as far as bands can keep them below: the critic's covariance has a
   * row and a column for each.
   */
  private static final int MOST_OF_ALL = 1024;

  private final TableCodec codec;
  private final long[][] positions;
  private final int rows;

  private FittedTable(TableCodec codec, long[][] positions, int rows) {
    this.codec = codec;
    this.positions = positions;
    this.rows = rows;
  }

  /**
   * Reads the cells of a table and fits the codes of its columns.
   *
   * @param schema the schema, with a column for each of the table's
   * @param table the table
   * @return positions and codes of the columns that are not ignored
   * @throws DataException if a cell is not a value of its column, or no column is left to learn
   */
  public static FittedTable of(TableSchema schema, CsvTable table) {
    List<TableColumn> columns = new ArrayList<>();
    List<ColumnCode> codes = new ArrayList<>();
    List<long[]> positions = new ArrayList<>();
    for (TableColumn column : schema.columns()) {
      int place = table.names().indexOf(column.name());
      if (place < 0) {
        throw new DataException(
            "the table has no column '%s', which its schema has: expected the columns %s"
                .formatted(ColumnKeys.shown(column.name()), table.names()));
      }
      if (column.type() instanceof IgnoredType) {
        continue;
      }
      columns.add(column);
      positions.add(
          column.type() instanceof MadeType
              ? new long[table.size()]
              : parse(column, table.column(place)));
    }
    int most = mostLogits(positions, columns);
    double[] order = null;
    for (int c = 0; c < columns.size(); c++) {
      TableColumn column = columns.get(c);
      long[] cells = positions.get(c);
      if (isLarge(column.type(), most)) {
        order = order == null ? principal(columns, positions, table.size()) : order;
        column = inBands(column, cells, order);
        columns.set(c, column);
      }
      codes.add(code(column, cells, most));
    }
    TableCodec codec =
        TableCodec.of(
            new TableSchema(columns, schema.csv(), ConstraintFit.of(schema, table)), codes);
    if (codec.width() == 0) {
      throw new DataException(
          "no column of the table is left to learn: expected one that is neither ignored, constant"
              + " nor a key");
    }
    return new FittedTable(codec, positions.toArray(new long[0][]), table.size());
  }

  private static long[] parse(TableColumn column, List<String> cells) {
    Map<String, Long> known = new HashMap<>();
    long[] positions = new long[cells.size()];
    for (int r = 0; r < positions.length; r++) {
      String cell = cells.get(r);
      Long position = known.get(cell);
      if (position == null) {
        try {
          position = column.parse(cell);
        } catch (SchemaException e) {
          throw new DataException(
              "row %s of the table does not fit its schema: %s".formatted(r + 1, e.getMessage()),
              e);
        }
        known.put(cell, position);
      }
      positions[r] = position;
    }
    return positions;
  }

  private static boolean isLarge(ColumnType type, int most) {
    return type instanceof CategoryType levels && levels.size() > most;
  }

  /** The levels of a category up to which it has logits: fewer in a table of many categories. */
  private static int mostLogits(List<long[]> positions, List<TableColumn> columns) {
    int most = MOST_LOGITS;
    while (most > FEW_VALUES && logits(positions, columns, most) > MOST_OF_ALL) {
      most /= 2;
    }
    return most;
  }

  private static long logits(List<long[]> positions, List<TableColumn> columns, int most) {
    long logits = 0;
    for (int c = 0; c < positions.size(); c++) {
      if (!(columns.get(c).type() instanceof MadeType)) {
        long distinct = present(positions.get(c)).distinct().limit(most + 1L).count();
        logits += distinct <= most ? distinct : 0;
      }
    }
    return logits;
  }

  private static LongStream present(long[] cells) {
    return Arrays.stream(cells).filter(position -> position != ColumnType.MISSING);
  }

  private static ColumnCode code(TableColumn column, long[] cells, int most) {
    if (column.type() instanceof MadeType) {
      return new NoCode();
    }
    long[] distinct = present(cells).distinct().sorted().toArray();
    boolean missing = column.missing().isPresent();
    boolean few =
        column.type() instanceof LevelType
            ? distinct.length <= most
            : distinct.length <= FEW_VALUES;
    if (distinct.length == 0) {
      throw new DataException(
          "the column '%s' has no values: expected one, or the type ignored"
              .formatted(ColumnKeys.shown(column.name())));
    }
    return few
        ? LogitCode.of(distinct, missing)
        : column.type() instanceof LevelType
            ? bands(present(cells).toArray(), missing)
            : QuantileFit.fit(present(cells).toArray(), missing);
  }

  /** A band of shares for each category, as wide as it is frequent. */
  private static ScoreCode bands(long[] cells, boolean missing) {
    long[] sorted = cells.clone();
    Arrays.sort(sorted);
    long[] levels = Arrays.stream(sorted).distinct().toArray();
    long[] knots = new long[2 * levels.length];
    float[] shares = new float[knots.length];
    int at = 0;
    for (int k = 0; k < levels.length; k++) {
      knots[2 * k] = levels[k];
      shares[2 * k] = (float) at / sorted.length;
      while (at < sorted.length && sorted[at] == levels[k]) {
        at++;
      }
      knots[2 * k + 1] = levels[k];
      shares[2 * k + 1] = (float) at / sorted.length;
    }
    return ScoreCode.of(knots, shares, missing);
  }

  /**
   * Orders the levels of a large category by the mean of another score, and renumbers the cells.
   */
  private static TableColumn inBands(TableColumn column, long[] cells, double[] order) {
    CategoryType type = (CategoryType) column.type();
    if (type.ordered()) {
      return column;
    }
    double[] sums = new double[type.size()];
    int[] counts = new int[type.size()];
    for (int r = 0; r < cells.length; r++) {
      if (cells[r] != ColumnType.MISSING) {
        sums[(int) cells[r]] += order[r];
        counts[(int) cells[r]]++;
      }
    }
    List<Integer> levels =
        IntStream.range(0, type.size())
            .boxed()
            .sorted(Comparator.comparingDouble(k -> sums[k] / Math.max(1, counts[k])))
            .toList();
    int[] places = new int[type.size()];
    for (int k = 0; k < places.length; k++) {
      places[levels.get(k)] = k;
    }
    for (int r = 0; r < cells.length; r++) {
      if (cells[r] != ColumnType.MISSING) {
        cells[r] = places[(int) cells[r]];
      }
    }
    List<String> names = levels.stream().map(type.levels()::get).toList();
    return new TableColumn(
        column.name(), CategoryType.of(names, false), column.missing(), column.alsoMissing());
  }

  /** The first principal score of the numbers of each row; without numbers, that of its levels. */
  private static double[] principal(List<TableColumn> columns, List<long[]> positions, int rows) {
    List<double[]> scores = new ArrayList<>();
    List<int[]> levels = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      long[] cells = positions.get(c);
      boolean measured =
          !(columns.get(c).type() instanceof LevelType)
              && !(columns.get(c).type() instanceof MadeType)
              && present(cells).distinct().limit(FEW_VALUES + 1L).count() > FEW_VALUES;
      if (measured) {
        ScoreCode code = QuantileFit.fit(present(cells).toArray(), true);
        scores.add(Bands.of(code, cells).middles());
      } else if (!(columns.get(c).type() instanceof MadeType)) {
        levels.add(LevelAxis.numbers(cells));
      }
    }
    return scores.isEmpty() ? LevelAxis.of(levels, rows) : ScoreMatrix.principal(scores, rows);
  }

  /**
   * Returns the codec of the rows.
   *
   * @return columns and codes, with normal scores
   */
  public TableCodec codec() {
    return codec;
  }

  /**
   * Returns the number of rows.
   *
   * @return 1 or more
   */
  public int size() {
    return rows;
  }

  /** The positions of a column, which are not copied. */
  long[] positions(int column) {
    return positions[column];
  }
}
