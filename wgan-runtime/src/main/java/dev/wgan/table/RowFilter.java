package dev.wgan.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a model that are kept: those that meet a condition and the constraints of the schema.
 *
 * <p>Immutable and thread-safe.
 */
public final class RowFilter {
  /** The positions of cells. */
  interface Cells {
    long position(int row, int column);
  }

  /** A test of one row. */
  interface Test {
    boolean accepts(Cells cells, int row);
  }

  private final List<Test> tests;

  private RowFilter(List<Test> tests) {
    this.tests = List.copyOf(tests);
  }

  /**
   * Returns the filter of a model's rows.
   *
   * @param codec the columns and their codes
   * @param condition the condition of a request, empty for none
   * @return the filter
   * @throws SchemaException if the condition names a column or a category that does not exist,
   *     compares values that cannot be compared, or cannot be met by any row
   */
  public static RowFilter of(TableCodec codec, Optional<Condition> condition) {
    List<Test> tests = new ArrayList<>(codec.constraintTests());
    try {
      condition.ifPresent(given -> tests.add(new Binding(codec).bind(given)));
    } catch (ImpossibleException e) {
      throw new SchemaException(e.sentence, e);
    }
    return new RowFilter(tests);
  }

  /** Returns the tests of the constraints that are about single rows. */
  static List<Test> tests(TableSchema schema) {
    return schema.constraints().stream().flatMap(c -> test(c, schema).stream()).toList();
  }

  private static Optional<Test> test(RowConstraint constraint, TableSchema schema) {
    if (constraint instanceof RangeConstraint range) {
      return Optional.of(range.test(schema));
    } else if (constraint instanceof OrderConstraint order) {
      return Optional.of(order.test(schema));
    } else if (constraint instanceof CombinationConstraint fixed && !fixed.rows().isEmpty()) {
      return Optional.of(fixed.test(schema));
    }
    return Optional.empty(); // rows are unique among several rows, which UniqueRows compares
  }

  /**
   * Returns whether all rows are kept.
   *
   * @return true if there is neither a condition nor a constraint on single rows
   */
  public boolean acceptsAll() {
    return tests.isEmpty();
  }

  /**
   * Returns whether a row is kept.
   *
   * @param table rows of the model
   * @param row the row, 0 to size - 1
   * @return true if it meets the condition and the constraints
   */
  public boolean accepts(Table table, int row) {
    return all(tests, table::position, row);
  }

  /**
   * Returns whether a candidate is kept. Only the cells that decide it are decoded.
   *
   * @param candidates candidates of the model
   * @param row the candidate, 0 to size - 1
   * @return true if it meets the condition and the constraints
   */
  public boolean accepts(CandidateRows candidates, int row) {
    return all(tests, candidates::position, row);
  }

  private static boolean all(List<Test> tests, Cells cells, int row) {
    for (int k = 0; k < tests.size(); k++) {
      if (!tests.get(k).accepts(cells, row)) {
        return false;
      }
    }
    return true;
  }

  /** Turns conditions into tests of positions. */
  private static final class Binding {
    private final TableCodec codec;

    Binding(TableCodec codec) {
      this.codec = codec;
    }

    Test bind(Condition condition) {
      if (condition instanceof Condition.Any any) {
        return any(any);
      }
      Map<Integer, PositionSet> sets = new HashMap<>();
      List<Test> rest = new ArrayList<>();
      gather(condition, condition, sets, rest);
      sets.forEach((c, set) -> rest.add((cells, row) -> set.contains(cells.position(row, c))));
      return (cells, row) -> all(rest, cells, row);
    }

    /** One part has to be possible; the sentence is that of the first. */
    private Test any(Condition.Any any) {
      List<Test> possible = new ArrayList<>();
      ImpossibleException first = null;
      for (Condition part : any.parts()) {
        try {
          possible.add(bind(part));
        } catch (ImpossibleException e) {
          first = first == null ? e : first;
        }
      }
      if (possible.isEmpty() && first != null) {
        throw first;
      }
      return (cells, row) -> possible.stream().anyMatch(test -> test.accepts(cells, row));
    }

    /** The comparisons of one column are one set, so that contradictions are found. */
    private void gather(
        Condition whole, Condition condition, Map<Integer, PositionSet> sets, List<Test> rest) {
      if (condition instanceof Condition.All all) {
        all.parts().forEach(part -> gather(whole, part, sets, rest));
      } else if (condition instanceof CellComparison comparison) {
        int place = codec.schema().indexOf(comparison.column());
        ColumnDomain domain =
            ColumnDomain.of(codec.schema().columns().get(place), codec.codes().get(place));
        PositionSet set = domain.set(comparison);
        if (set.and(domain.cells()).isEmpty()) {
          throw new ImpossibleException(
              "no row can meet the condition '%s': %s".formatted(comparison, domain.describe()));
        }
        PositionSet both = set.and(sets.getOrDefault(place, set));
        if (both.and(domain.cells()).isEmpty()) {
          throw new ImpossibleException(
              "no row can meet the condition '%s', whose comparisons of '%s' exclude each other: %s"
                  .formatted(whole, comparison.column(), domain.describe()));
        }
        sets.put(place, both);
      } else {
        rest.add(bind(condition));
      }
    }
  }

  /** A condition that makes sense, but that no row meets. */
  private static final class ImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    ImpossibleException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }
}
