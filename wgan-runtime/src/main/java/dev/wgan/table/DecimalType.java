package dev.wgan.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a fixed largest number of decimal places. The position counts units of the last
 * place. Cells with more places are rounded.
 *
 * <p>Immutable and thread-safe.
 *
 * @param places the number of decimal places, 1 to 18
 * @param trimmed whether zeros at the end are left out: 1.5 and 2 instead of 1.50 and 2.00
 * @param comma whether the decimal mark is a comma instead of a point
 */
public record DecimalType(int places, boolean trimmed, boolean comma) implements MeasureType {
  /** The largest number of decimal places. */
  public static final int MAX_PLACES = 18;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d{1,3})?");

  /**
   * Checks the places.
   *
   * @throws SchemaException if there are not 1 to 18
   */
  public DecimalType {
    if (places < 1 || places > MAX_PLACES) {
      throw new SchemaException(
          "a decimal of %s places: expected 1 to %s; a number without places is an integer"
              .formatted(places, MAX_PLACES));
    }
  }

  @Override
  public TypeWord word() {
    return TypeWord.DECIMAL;
  }

  /** Reads a number, which is rounded to the places of this type. */
  @Override
  public long parse(String text) {
    if (NUMBER.matcher(text).matches() && text.indexOf(comma ? '.' : ',') < 0) {
      try {
        BigDecimal number = new BigDecimal(comma ? text.replace(',', '.') : text);
        return number.setScale(places, RoundingMode.HALF_UP).unscaledValue().longValueExact();
      } catch (ArithmeticException e) {
        throw refusal(text, e);
      }
    }
    throw refusal(text, null);
  }

  private SchemaException refusal(String text, @Nullable Exception e) {
    String message =
        "'%s' is not a number of %s decimal places with a %s: expected one such as %s"
            .formatted(ColumnSettings.shown(text), places, comma ? "comma" : "point", text(15));
    return e == null ? new SchemaException(message) : new SchemaException(message, e);
  }

  @Override
  public String text(long position) {
    String digits = BigDecimal.valueOf(position, places).toPlainString();
    int end = digits.length();
    if (trimmed) {
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      end -= digits.charAt(end - 1) == '.' ? 1 : 0;
    }
    String kept = digits.substring(0, end);
    return comma ? kept.replace('.', ',') : kept;
  }

  @Override
  public BigDecimal value(long position) {
    return BigDecimal.valueOf(position, places);
  }

  @Override
  public Class<?> javaType() {
    return BigDecimal.class;
  }

  @Override
  public boolean literal() {
    return true;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "places", Integer.toString(places),
        "zeros", trimmed ? "trimmed" : "kept",
        "mark", comma ? "comma" : "point");
  }
}
