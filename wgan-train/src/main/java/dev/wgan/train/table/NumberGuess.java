package dev.wgan.train.table;

import dev.wgan.table.ColumnType;
import dev.wgan.table.DecimalType;
import dev.wgan.table.IntegerType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Columns of numbers.
 *
 * <p>Thread-safe: there is no state.
 */
final class NumberGuess {
  /** Without zeros in front, which codes have. */
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,17}");

  private static final String FRACTION =
      "[+-]?((0|[1-9]\\d*)(%1$s\\d*)?|%1$s\\d+)([eE][+-]?\\d{1,3})?";
  private static final Pattern POINT = Pattern.compile(FRACTION.formatted("\\."));
  private static final Pattern COMMA = Pattern.compile(FRACTION.formatted(","));

  /** The digits that a number has at most, as a double has. */
  private static final int DIGITS = 17;

  private NumberGuess() {}

  /** The type that writes all values, empty if they are not numbers. */
  static Optional<ColumnType> of(List<String> values) {
    if (values.stream().allMatch(value -> WHOLE.matcher(value).matches())) {
      return Optional.of(new IntegerType());
    } else if (values.stream().allMatch(value -> isNumber(value, POINT))) {
      return decimal(values, false);
    }
    return values.stream().allMatch(value -> isNumber(value, COMMA))
        ? decimal(values, true)
        : Optional.empty();
  }

  private static boolean isNumber(String value, Pattern pattern) {
    return pattern.matcher(value).matches() && Character.isDigit(value.charAt(value.length() - 1));
  }

  private static Optional<ColumnType> decimal(List<String> values, boolean comma) {
    int most = 1;
    int before = 1;
    boolean trimmed = false;
    for (String value : values) {
      BigDecimal number = new BigDecimal(comma ? value.replace(',', '.') : value);
      most = Math.max(most, number.scale());
      before = Math.max(before, number.precision() - number.scale());
    }
    for (String value : values) {
      int mark = value.indexOf(comma ? ',' : '.');
      trimmed |= mark < 0 || value.length() - mark - 1 < most;
    }
    int places = Math.min(most, DIGITS - before);
    return places < 1 ? Optional.empty() : Optional.of(new DecimalType(places, trimmed, comma));
  }
}
