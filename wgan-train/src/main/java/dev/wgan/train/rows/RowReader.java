package dev.wgan.train.rows;

import dev.wgan.table.ColumnCode;
import dev.wgan.table.ColumnType;
import dev.wgan.table.ConstantType;
import dev.wgan.table.LevelType;
import dev.wgan.table.MadeType;
import dev.wgan.table.MeasureType;
import dev.wgan.table.RowConstraint;
import dev.wgan.table.SchemaException;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableColumn;
import dev.wgan.table.UniqueConstraint;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Reads tables of a model's columns as numbers that can be compared. Numbers of so few values that
 * the model draws them as categories count as levels.
 *
 * <p>Not thread-safe: it numbers the levels as they occur.
 */
final class RowReader {
  private final TableCodec codec;
  private final List<JudgedColumn> columns = new ArrayList<>();
  private final Map<String, Map<String, Integer>> levels = new HashMap<>();

  private RowReader(TableCodec codec) {
    this.codec = codec;
  }

  /**
   * Returns a reader of the tables of a model.
   *
   * @param codec the columns of the model
   * @return the reader
   * @throws DataException if the model learns no column
   */
  static RowReader of(TableCodec codec) {
    RowReader reader = new RowReader(codec);
    for (int c = 0; c < codec.codes().size(); c++) {
      TableColumn column = codec.schema().columns().get(c);
      ColumnCode code = codec.codes().get(c);
      if (!(column.type() instanceof MadeType)) {
        boolean measured = code instanceof ScoreCode && column.type() instanceof MeasureType;
        reader.columns.add(new JudgedColumn(column, measured));
        reader.levels.put(column.name(), levels(column.type()));
      }
    }
    if (reader.columns.isEmpty()) {
      throw new DataException(
          "all columns of the model are keys or constants: expected one that is learned");
    }
    return reader;
  }

  private static Map<String, Integer> levels(ColumnType type) {
    Map<String, Integer> levels = new HashMap<>();
    if (type instanceof LevelType list) {
      for (int k = 0; k < list.size(); k++) {
        levels.put(list.text(k), k);
      }
    }
    return levels;
  }

  List<JudgedColumn> columns() {
    return List.copyOf(columns);
  }

  /** The texts of a column's levels, in the order of their numbers, as far as they occurred. */
  List<String> levels(JudgedColumn column) {
    return numbers(column).entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Reads rows of a file.
   *
   * @param what the file's name in messages
   * @param table its cells
   * @return the rows
   * @throws DataException if a column of the model is missing, or a cell is not a number or time of
   *     its column; levels that the model lacks are read
   */
  JudgedRows read(String what, CsvTable table) {
    Map<String, IntFunction<String>> cells = new LinkedHashMap<>();
    for (TableColumn column : codec.schema().columns()) {
      int place = table.names().indexOf(column.name());
      if (place >= 0) {
        cells.put(column.name(), table.column(place)::get);
      } else if (!(column.type() instanceof MadeType)) {
        throw new DataException(
            "%s has no column '%s', which the model has: expected the columns of the training"
                .formatted(what, column.name()));
      }
    }
    return read(what, cells, table.size());
  }

  /** Reads generated rows. */
  JudgedRows read(Table table) {
    Map<String, IntFunction<String>> cells = new LinkedHashMap<>();
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      cells.put(table.columns().get(c).name(), row -> table.text(row, column));
    }
    return read("the model", cells, table.size());
  }

  private JudgedRows read(String what, Map<String, IntFunction<String>> cells, int size) {
    double[][] values = new double[columns.size()][size];
    for (int c = 0; c < values.length; c++) {
      JudgedColumn column = columns.get(c);
      IntFunction<String> texts = of(cells, column.name());
      Map<String, Double> known = new HashMap<>();
      for (int r = 0; r < size; r++) {
        String text = texts.apply(r);
        Double value = known.get(text);
        if (value == null) {
          value = value(what, r, column, text);
          known.put(text, value);
        }
        values[c][r] = value;
      }
    }
    return new JudgedRows(columns, values, keys(cells, size));
  }

  private double value(String what, int row, JudgedColumn column, String text) {
    TableColumn described = column.column();
    if (text.isEmpty() || described.missing().filter(text::equals).isPresent()) {
      return Double.NaN;
    }
    try {
      long position = described.parse(text);
      if (position == ColumnType.MISSING) {
        return Double.NaN;
      }
      return column.measured() ? position : level(column, described.text(position));
    } catch (SchemaException e) {
      if (described.type() instanceof LevelType) {
        return level(column, text); // a level that the model lacks
      }
      throw new DataException("row %s of %s: %s".formatted(row + 1, what, e.getMessage()), e);
    }
  }

  private int level(JudgedColumn column, String text) {
    Map<String, Integer> known = numbers(column);
    int next = known.size();
    return known.computeIfAbsent(text, level -> next);
  }

  private Map<String, Integer> numbers(JudgedColumn column) {
    return levels.computeIfAbsent(column.name(), name -> new HashMap<>());
  }

  private List<JudgedRows.KeyShare> keys(Map<String, IntFunction<String>> cells, int size) {
    List<JudgedRows.KeyShare> keys = new ArrayList<>();
    for (TableColumn column : codec.schema().columns()) {
      boolean key = column.type() instanceof MadeType && !(column.type() instanceof ConstantType);
      if (key && cells.containsKey(column.name())) {
        keys.add(unique(List.of(column.name()), cells, size));
      }
    }
    for (RowConstraint constraint : codec.schema().constraints()) {
      if (constraint instanceof UniqueConstraint unique
          && cells.keySet().containsAll(unique.columns())) {
        keys.add(unique(unique.columns(), cells, size));
      }
    }
    return keys;
  }

  private static JudgedRows.KeyShare unique(
      List<String> names, Map<String, IntFunction<String>> cells, int size) {
    Set<List<String>> seen = new HashSet<>();
    for (int r = 0; r < size; r++) {
      int row = r;
      seen.add(names.stream().map(name -> of(cells, name).apply(row)).toList());
    }
    return new JudgedRows.KeyShare(String.join(", ", names), (double) seen.size() / size);
  }

  private static IntFunction<String> of(Map<String, IntFunction<String>> cells, String name) {
    IntFunction<String> texts = cells.get(name);
    if (texts == null) {
      throw new DataException("the rows have no column '%s': expected one".formatted(name));
    }
    return texts;
  }
}
