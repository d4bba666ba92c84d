package dev.wgan.train.table;

import dev.wgan.table.ColumnType;
import dev.wgan.table.MadeType;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.Table;
import dev.wgan.table.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The shares of values in a column of a table and of generated rows: of the most frequent values,
 * or of ranges of equal width if there are many values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name of the column
 * @param bins values or ranges, with their shares
 */
public record ColumnShares(String name, List<Bin> bins) {
  private static final int RANGES = 10;
  private static final int VALUES = 12;

  /**
   * A value or a range of values.
   *
   * @param label its text
   * @param real its share in the table
   * @param generated its share in generated rows
   */
  public record Bin(String label, double real, double generated) {}

  /** Copies the list. */
  public ColumnShares {
    bins = List.copyOf(bins);
  }

  /**
   * Counts the values of a column.
   *
   * @param table the table
   * @param generated rows of the table's columns
   * @param column the column
   * @return the shares; empty for a column that is made anew, such as a key
   */
  public static Optional<ColumnShares> of(FittedTable table, Table generated, int column) {
    TableColumn described = table.codec().schema().columns().get(column);
    if (described.type() instanceof MadeType) {
      return Optional.empty();
    }
    long[] real = table.positions(column);
    long[] made = new long[generated.size()];
    for (int r = 0; r < made.length; r++) {
      made[r] = described.parse(generated.text(r, column));
    }
    boolean measured =
        table.codec().codes().get(column) instanceof ScoreCode
            && !(described.type() instanceof dev.wgan.table.LevelType);
    return Optional.of(
        new ColumnShares(
            described.name(),
            measured ? ranges(described, real, made) : values(described, real, made)));
  }

  private static List<Bin> values(TableColumn column, long[] real, long[] made) {
    Map<Long, Integer> first = counts(real);
    Map<Long, Integer> second = counts(made);
    List<Long> frequent =
        first.keySet().stream()
            .sorted(
                Comparator.<Long>comparingInt(position -> -first.getOrDefault(position, 0))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(VALUES)
            .toList();
    List<Bin> bins = new ArrayList<>();
    double restReal = 1;
    double restMade = 1;
    for (long position : frequent) {
      double share = (double) first.getOrDefault(position, 0) / real.length;
      double other = (double) second.getOrDefault(position, 0) / made.length;
      bins.add(new Bin(label(column, position), share, other));
      restReal -= share;
      restMade -= other;
    }
    if (frequent.size() < first.size()) {
      bins.add(
          new Bin(
              "%s other values".formatted(first.size() - frequent.size()),
              Math.max(0, restReal),
              Math.max(0, restMade)));
    }
    return bins;
  }

  private static Map<Long, Integer> counts(long[] positions) {
    Map<Long, Integer> counts = new HashMap<>();
    for (long position : positions) {
      counts.merge(position, 1, Integer::sum);
    }
    return counts;
  }

  private static List<Bin> ranges(TableColumn column, long[] real, long[] made) {
    long[] sorted = present(real).sorted().toArray();
    long low = sorted[sorted.length / 200];
    long high = sorted[sorted.length - 1 - sorted.length / 200];
    double width = Math.max(1, ((double) high - low) / RANGES);
    List<Bin> bins = new ArrayList<>();
    for (int k = 0; k < RANGES; k++) {
      long from = low + Math.round(k * width);
      long to = k == RANGES - 1 ? high + 1 : low + Math.round((k + 1) * width);
      if (to > from) {
        bins.add(
            new Bin("from " + column.text(from), share(real, from, to), share(made, from, to)));
      }
    }
    bins.add(0, new Bin("lower", share(real, -(1L << 62), low), share(made, -(1L << 62), low)));
    bins.add(new Bin("higher", share(real, high + 1, 1L << 62), share(made, high + 1, 1L << 62)));
    if (column.missing().isPresent()) {
      bins.add(
          new Bin(
              "missing",
              1 - (double) present(real).count() / real.length,
              1 - (double) present(made).count() / made.length));
    }
    return bins;
  }

  private static LongStream present(long[] cells) {
    return Arrays.stream(cells).filter(position -> position != ColumnType.MISSING);
  }

  private static double share(long[] cells, long from, long to) {
    long inside =
        Arrays.stream(cells).filter(p -> p != ColumnType.MISSING && p >= from && p < to).count();
    return (double) inside / cells.length;
  }

  private static String label(TableColumn column, long position) {
    return position == ColumnType.MISSING ? "missing" : column.text(position);
  }
}
