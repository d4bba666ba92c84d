package dev.wgan.train.table;

import dev.wgan.table.BooleanType;
import dev.wgan.table.CategoryType;
import dev.wgan.table.ColumnType;
import dev.wgan.table.ConstantType;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.TableColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Infers the type of one column.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class ColumnGuess {
  /** The notations of a missing value among numbers and times. */
  private static final Set<String> MARKS =
      Set.of("", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "-", "?");

  /** The notations of a missing value among texts, where other words may be categories. */
  private static final List<String> TEXT_MARKS =
      List.of("", "NA", "N/A", "n/a", "null", "NULL", "NaN", "nan");

  private static final List<List<String>> TRUTH =
      List.of(
          List.of("false", "true"),
          List.of("False", "True"),
          List.of("FALSE", "TRUE"),
          List.of("no", "yes"),
          List.of("No", "Yes"),
          List.of("NO", "YES"),
          List.of("n", "y"),
          List.of("N", "Y"),
          List.of("f", "t"),
          List.of("F", "T"),
          List.of("0", "1"));

  /** From this number of rows on, a column of mostly different texts is free text. */
  private static final int FEW_ROWS = 20;

  private static final int MOST_LEVELS = 1 << 16;
  private static final int LONGEST_LEVEL = 1000;

  private final String name;
  private final List<String> cells;
  private final List<String> notes;
  private final Map<String, Integer> counts = new TreeMap<>();

  ColumnGuess(String name, List<String> cells, List<String> notes) {
    this.name = name;
    this.cells = cells;
    this.notes = notes;
    cells.forEach(cell -> counts.merge(cell, 1, Integer::sum));
  }

  TableColumn column() {
    List<String> marks = counts.keySet().stream().filter(MARKS::contains).toList();
    List<String> values = without(marks);
    if (counts.size() == 1) {
      String constant = cells.get(0);
      return new TableColumn(name, new ConstantType(constant), Optional.empty());
    }
    Optional<ColumnType> measured = values.isEmpty() ? Optional.empty() : measured(values, marks);
    if (measured.isPresent()) {
      return column(measured.get(), marks);
    }
    List<String> blanks = TEXT_MARKS.stream().filter(counts::containsKey).toList();
    List<String> texts = without(blanks);
    return texts.isEmpty()
        ? new TableColumn(name, new IgnoredType("all values are missing"), Optional.empty())
        : text(texts, blanks);
  }

  private List<String> without(List<String> marks) {
    return counts.keySet().stream().filter(text -> !marks.contains(text)).toList();
  }

  /** A column whose missing values are written as the most frequent of some marks. */
  private TableColumn column(ColumnType type, List<String> marks) {
    List<String> byCount =
        marks.stream().sorted(Comparator.comparing(mark -> -count(mark))).toList();
    if (byCount.size() > 1) {
      notes.add(
          "column %s writes missing values as %s: all of them are read, and '%s' is written"
              .formatted(
                  ColumnKeys.shown(name),
                  String.join(" and ", byCount.stream().map(mark -> "'" + mark + "'").toList()),
                  byCount.get(0)));
    }
    return new TableColumn(
        name,
        type,
        byCount.stream().findFirst(),
        byCount.subList(Math.min(1, byCount.size()), byCount.size()));
  }

  private int count(String text) {
    return counts.getOrDefault(text, 0);
  }

  /** Truth values, keys, numbers or times. */
  private Optional<ColumnType> measured(List<String> values, List<String> marks) {
    for (List<String> pair : TRUTH) {
      if (values.equals(pair.stream().sorted().toList())) {
        return Optional.of(new BooleanType(pair.get(0), pair.get(1)));
      }
    }
    if (marks.isEmpty()) {
      Optional<ColumnType> key = ColumnKeys.of(name, cells, values.size());
      if (key.isPresent()) {
        notes.add("column %s holds keys, which are made anew".formatted(ColumnKeys.shown(name)));
        return key;
      }
    }
    return TimeGuess.compact(name, values, notes)
        .or(() -> NumberGuess.of(values))
        .or(() -> TimeGuess.of(name, values, notes));
  }

  private TableColumn text(List<String> texts, List<String> blanks) {
    int longest = texts.stream().mapToInt(String::length).max().orElse(0);
    String reason = null;
    if (longest > LONGEST_LEVEL) {
      reason = "cells of up to %s characters".formatted(longest);
    } else if (texts.size() > MOST_LEVELS
        || (cells.size() >= FEW_ROWS && texts.size() > cells.size() / 2)) {
      reason = "free text: %s different cells in %s rows".formatted(texts.size(), cells.size());
    }
    if (reason != null) {
      notes.add("column %s is ignored: %s".formatted(ColumnKeys.shown(name), reason));
      return new TableColumn(name, new IgnoredType(reason), Optional.empty());
    }
    return column(CategoryType.of(new ArrayList<>(texts), false), blanks);
  }
}
