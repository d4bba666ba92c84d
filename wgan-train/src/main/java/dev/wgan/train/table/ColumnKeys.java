package dev.wgan.train.table;

import dev.wgan.table.ColumnType;
import dev.wgan.table.SequenceType;
import dev.wgan.table.UuidType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns whose cells identify the rows.
 *
 * <p>Thread-safe: there is no state.
 */
final class ColumnKeys {
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final Pattern NUMBERED = Pattern.compile("(|.*\\D)(\\d{1,18})");
  private static final Pattern NAME =
      Pattern.compile("(?i)(|.*[_ .-])(id|key|nr|no|index|rowid)|unnamed: 0|column0");
  private static final int FEW_ROWS = 3;
  private static final int MOST_SHOWN = 40;

  private ColumnKeys() {}

  /** A text for a message: short, and on one line. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }

  /** The type of a column of keys; empty if cells repeat or neither name nor order make it one. */
  static Optional<ColumnType> of(String name, List<String> cells, int distinct) {
    if (cells.size() < FEW_ROWS || distinct < cells.size()) {
      return Optional.empty();
    }
    if (cells.stream().allMatch(cell -> UUID.matcher(cell).matches())) {
      return Optional.of(new UuidType());
    }
    Matcher first = NUMBERED.matcher(cells.get(0));
    if (!first.matches()) {
      return Optional.empty();
    }
    String prefix = first.group(1);
    String digits = first.group(2);
    boolean padded = cells.stream().allMatch(cell -> cell.length() == cells.get(0).length());
    boolean zeros = cells.stream().anyMatch(cell -> cell.startsWith(prefix + "0"));
    SequenceType type = new SequenceType(0, prefix, padded && zeros ? digits.length() : 1);
    long least = Long.MAX_VALUE;
    boolean consecutive = true;
    long before = -1;
    for (String cell : cells) {
      try {
        long number = type.parse(cell);
        consecutive &= before < 0 || number == before + 1;
        before = number;
        least = Math.min(least, number);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return consecutive || NAME.matcher(name).matches()
        ? Optional.of(new SequenceType(least, prefix, type.digits()))
        : Optional.empty();
  }
}
