package dev.wgan.table;

import dev.wgan.noise.Threefry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one call that have been drawn so far, for the constraints that rows are unique.
 *
 * <p>Not thread-safe: the rows of a call are added in order. Each row takes 8 to 32 bytes per
 * constraint. Single columns are compared exactly; several columns by 64 random-looking bits, which
 * may take different rows for equal with a probability of 1 in 2^64, but never equal ones for
 * different.
 */
public final class UniqueRows {
  private static final int MOST = 1 << 28;

  private final List<int[]> places = new ArrayList<>();
  private final List<LongSet> seen = new ArrayList<>();

  private UniqueRows() {}

  /**
   * Returns a set that accepts every row.
   *
   * @return the set
   */
  public static UniqueRows none() {
    return new UniqueRows();
  }

  /**
   * Returns an empty set of rows.
   *
   * @param codec the columns and their codes
   * @param rows the number of rows of the call
   * @return the set; one that accepts every row if there is no such constraint
   * @throws SchemaException if so many different rows do not exist
   */
  public static UniqueRows of(TableCodec codec, long rows) {
    UniqueRows unique = new UniqueRows();
    for (RowConstraint constraint : codec.schema().constraints()) {
      if (constraint instanceof UniqueConstraint of) {
        int[] columns = of.columns().stream().mapToInt(codec.schema()::indexOf).toArray();
        if (Arrays.stream(columns).noneMatch(c -> isKey(codec.schema().columns().get(c)))) {
          requireEnough(codec, of, columns, rows);
          unique.places.add(columns);
          unique.seen.add(new LongSet());
        }
      }
    }
    return unique;
  }

  /** Keys are unique without being compared. */
  private static boolean isKey(TableColumn column) {
    return column.type() instanceof SequenceType || column.type() instanceof UuidType;
  }

  private static void requireEnough(
      TableCodec codec, UniqueConstraint constraint, int[] columns, long rows) {
    double cells = 1;
    boolean missing = false;
    for (int c : columns) {
      PositionSet domain =
          ColumnDomain.of(codec.schema().columns().get(c), codec.codes().get(c)).cells();
      cells *= domain.size();
      missing |= domain.missing();
    }
    if (!missing && cells < rows) {
      throw new SchemaException(
          "%s rows are requested, and the schema states that %s are unique: the model draws at most"
                  .formatted(rows, constraint.columns())
              + " %s different ones; request fewer rows, or make the column a key (sequence or uuid)"
                  .formatted((long) cells));
    }
    if (rows > MOST) {
      throw new SchemaException(
          "%s rows are requested, and the schema states that %s are unique: expected at most %s in a"
                  .formatted(rows, constraint.columns(), MOST)
              + " call; make the column a key (sequence or uuid), which needs no memory");
    }
  }

  /**
   * Returns whether every row is accepted without being compared.
   *
   * @return true if there is no such constraint
   */
  public boolean acceptsAll() {
    return places.isEmpty();
  }

  /**
   * Adds a row unless it equals an earlier one.
   *
   * @param table rows of the model
   * @param row the row, 0 to size - 1
   * @return whether the row was added
   */
  public boolean add(Table table, int row) {
    return add(table::position, row);
  }

  /**
   * Adds a candidate unless it equals an earlier row.
   *
   * @param candidates candidates of the model
   * @param row the candidate, 0 to size - 1
   * @return whether the row was added
   */
  public boolean add(CandidateRows candidates, int row) {
    return add(candidates::position, row);
  }

  private boolean add(RowFilter.Cells cells, int row) {
    long[] keys = new long[places.size()];
    boolean[] compared = new boolean[keys.length];
    for (int k = 0; k < keys.length; k++) {
      int[] columns = places.get(k);
      compared[k] = true;
      for (int c : columns) {
        long position = cells.position(row, c);
        compared[k] &= position != ColumnType.MISSING;
        keys[k] = columns.length == 1 ? position : Threefry.words(keys[k], position);
      }
      if (compared[k] && seen.get(k).contains(keys[k])) {
        return false;
      }
    }
    for (int k = 0; k < keys.length; k++) {
      if (compared[k]) {
        seen.get(k).add(keys[k]);
      }
    }
    return true;
  }

  /** Whole numbers, but for the position of a missing value, in a table of open addresses. */
  private static final class LongSet {
    private long[] slots = empty(1 << 8);
    private int size;

    private static long[] empty(int length) {
      long[] slots = new long[length];
      Arrays.fill(slots, ColumnType.MISSING);
      return slots;
    }

    boolean contains(long value) {
      return slots[slot(slots, value)] == value;
    }

    void add(long value) {
      if (2 * (size + 1) > slots.length) {
        long[] larger = empty(2 * slots.length);
        for (long old : slots) {
          if (old != ColumnType.MISSING) {
            larger[slot(larger, old)] = old;
          }
        }
        slots = larger;
      }
      int slot = slot(slots, value);
      size += slots[slot] == value ? 0 : 1;
      slots[slot] = value;
    }

    private static int slot(long[] slots, long value) {
      int mask = slots.length - 1;
      int slot = (int) ((value * 0x9E37_79B9_7F4A_7C15L) >>> 32) & mask;
      while (slots[slot] != ColumnType.MISSING && slots[slot] != value) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }
  }
}
