package dev.wgan.table;

import java.util.Map;

/**
 * Keys that count the rows of a seed. The position is the number.
 *
 * <p>Immutable and thread-safe.
 *
 * @param first the number of row 0
 * @param prefix the text before the number, may be empty
 * @param digits the least number of digits, filled up with zeros; 1 for none
 */
public record SequenceType(long first, String prefix, int digits) implements MadeType {
  private static final int MAX_DIGITS = 18;

  /**
   * Checks the numbers.
   *
   * @throws SchemaException if the first number or the digits are out of range
   */
  public SequenceType {
    if (first < 0 || digits < 1 || digits > MAX_DIGITS) {
      throw new SchemaException(
          "a sequence from %s on with %s digits: expected a number from 0 on and 1 to %s digits"
              .formatted(first, digits, MAX_DIGITS));
    }
  }

  @Override
  public TypeWord word() {
    return TypeWord.SEQUENCE;
  }

  @Override
  public long position(long word, long row) {
    return first + row;
  }

  @Override
  public long parse(String text) {
    if (text.startsWith(prefix) && text.length() >= prefix.length() + digits) {
      long number = new IntegerType().parse(text.substring(prefix.length()));
      if (text(number).equals(text)) {
        return number;
      }
    }
    throw new SchemaException(
        "'%s' is not a key of the sequence: expected one such as '%s'"
            .formatted(ColumnSettings.shown(text), text(first)));
  }

  @Override
  public String text(long position) {
    String number = Long.toString(position);
    return prefix + "0".repeat(Math.max(0, digits - number.length())) + number;
  }

  @Override
  public Object value(long position) {
    return isNumber() ? (Object) position : text(position);
  }

  private boolean isNumber() {
    return prefix.isEmpty() && digits == 1;
  }

  @Override
  public Class<?> javaType() {
    return isNumber() ? Long.class : String.class;
  }

  @Override
  public boolean literal() {
    return isNumber();
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "first", Long.toString(first), "prefix", prefix, "digits", Integer.toString(digits));
  }
}
