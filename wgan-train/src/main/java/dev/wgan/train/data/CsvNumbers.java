package dev.wgan.train.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers as tables write them; Java alone would accept "1f" and "0x1p3".
 *
 * <p>Immutable and thread-safe.
 *
 * @param decimalComma whether decimals are written with a comma
 */
record CsvNumbers(boolean decimalComma) {
  private static final Pattern WITH_POINT =
      Pattern.compile("[+\\u2212-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WITH_COMMA =
      Pattern.compile("[+\\u2212-]?(\\d+(,\\d+)?|,\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?\\d{1,3}([,.' \\u00A0\\u202F]\\d{3})+([.,]\\d+)?");
  private static final int MOST_SHOWN = 40;
  private static final Set<String> MISSING =
      Set.of(
          "",
          "nan",
          "+nan",
          "-nan",
          "na",
          "n/a",
          "null",
          "none",
          "inf",
          "+inf",
          "-inf",
          "infinity",
          "+infinity",
          "-infinity");

  /** Returns whether a field is a number; it may overflow. */
  boolean isNumber(String field) {
    return (decimalComma ? WITH_COMMA : WITH_POINT).matcher(field.strip()).matches();
  }

  /** Returns whether a field stands for a missing or an infinite value. */
  static boolean isMissing(String field) {
    return MISSING.contains(field.strip().toLowerCase(Locale.ROOT));
  }

  /** Returns whether a field is a whole number without a sign, as names of columns are. */
  static boolean isWhole(String field) {
    return WHOLE.matcher(field.strip()).matches();
  }

  /** Returns whether a field is a number with a fraction or an exponent. */
  boolean isFraction(String field) {
    return isNumber(field) && !isWhole(field.strip().replaceFirst("^[+\\u2212-]", ""));
  }

  /** The number of a field, or NaN if it is not a number. */
  double parse(String field) {
    if (!isNumber(field)) {
      return Double.NaN;
    }
    String text = field.strip().replace('\u2212', '-'); // a typographic minus
    return Double.parseDouble(decimalComma ? text.replace(',', '.') : text);
  }

  /** A field for a message: short, and on one line. */
  static String shown(String field) {
    String line = field.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }

  /** The remedy for a field that is not a finite number. */
  Remedy remedy(String field, String column) {
    if (field.indexOf('\n') >= 0) {
      return Remedy.of("close the quotation mark that opens in this line");
    }
    if (isMissing(field)) {
      return Remedy.of(
          "fill in a number, remove the line, or leave the column out with %s \"%s\"",
          DataOption.IGNORE_COLUMNS, column);
    }
    if (new CsvNumbers(!decimalComma).isNumber(field)) {
      return Remedy.of(
          "read decimal %s with %s %s",
          decimalComma ? "points" : "commas", DataOption.DECIMAL, decimalComma ? "point" : "comma");
    }
    return GROUPED.matcher(field.strip()).matches()
        ? Remedy.of("write numbers without separators of thousands")
        : Remedy.of("leave a column of text out with %s \"%s\"", DataOption.IGNORE_COLUMNS, column);
  }
}
