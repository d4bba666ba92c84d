package dev.wgan.train.data;

import java.util.HashSet;
import java.util.List;

/**
 * Distinguishes names from values in the first line of a table.
 *
 * <p>Thread-safe: there is no state.
 */
final class CsvHeader {
  /** From this number of columns on, a first line that counts them is not a coincidence. */
  private static final int SURE = 5;

  private CsvHeader() {}

  /**
   * Returns whether the first line holds names: words, or whole numbers, as years and pandas'
   * column numbers are, above fractions.
   */
  static boolean isHeader(List<String> head, List<List<String>> body, CsvNumbers numbers) {
    if (head.stream().anyMatch(f -> !numbers.isNumber(f) && !CsvNumbers.isMissing(f))) {
      return true;
    }
    int last = head.size() - 1;
    boolean unnamedFirst = last > 0 && head.get(0).isBlank();
    List<String> names = unnamedFirst ? head.subList(1, head.size()) : head;
    if (head.stream().allMatch(String::isBlank)
        || !names.stream().allMatch(CsvNumbers::isWhole)
        || new HashSet<>(names).size() < names.size()) {
      return false;
    }
    int from = unnamedFirst ? 1 : 0;
    boolean fractions = fractions(body, from, numbers) == names.size();
    if (unnamedFirst) {
      return fractions || counts(body);
    }
    boolean consecutive = consecutive(names);
    boolean numbered = consecutive && Integer.parseInt(names.get(0).strip()) <= 1;
    if (names.size() == 1) {
      return fractions && names.get(0).strip().equals("0");
    }
    return (fractions && (consecutive || names.size() > 2))
        || (numbered && names.size() > 2 && fractions(body, from, numbers) > 0)
        || (numbered && names.size() >= SURE && !consecutive(body.get(0)));
  }

  /** The number of columns that hold fractions in every line. */
  private static int fractions(List<List<String>> body, int from, CsvNumbers numbers) {
    int count = 0;
    for (int c = from; c < body.get(0).size(); c++) {
      int column = c;
      count +=
          body.stream().allMatch(l -> column < l.size() && numbers.isFraction(l.get(column)))
              ? 1
              : 0;
    }
    return count;
  }

  /** Returns whether the first field counts the lines, from 0 or 1. */
  private static boolean counts(List<List<String>> body) {
    return consecutive(body.stream().map(line -> line.get(0)).toList());
  }

  private static boolean consecutive(List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (!CsvNumbers.isWhole(fields.get(i))
          || Integer.parseInt(fields.get(i).strip())
              != Integer.parseInt(fields.get(0).strip()) + i) {
        return false;
      }
    }
    return true;
  }
}
