package dev.wgan.spark;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The values of options as text, read as numbers and truth values.
 *
 * <p>Immutable and thread-safe.
 */
record OptionValues(CaseInsensitiveStringMap map) {
  private static final int DIGITS = 19;

  Optional<String> text(SourceOption option) {
    return Optional.ofNullable(map.get(option.key()));
  }

  long number(SourceOption option, long least, long most, long otherwise) {
    return text(option).map(text -> number(option.key(), text, least, most)).orElse(otherwise);
  }

  /** A whole number, which may be written as 1e8. */
  static Long number(String option, String text, long least, long most) {
    try {
      BigDecimal value = new BigDecimal(text.strip());
      // The exponent is checked first: 1e999999999 would fill the memory with digits.
      if (value.precision() - value.scale() <= DIGITS) {
        long number = value.longValueExact();
        if (number >= least && number <= most) {
          return number;
        }
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Reported below, together with numbers out of range.
    }
    String range =
        least == Long.MIN_VALUE
            ? "a whole number of 64 bits"
            : most == Long.MAX_VALUE
                ? "a whole number, %s or more".formatted(least)
                : "a whole number from %s to %s".formatted(least, most);
    throw SourceOption.wrong(option, text, range);
  }

  boolean is(SourceOption option, boolean otherwise) {
    Optional<String> text = text(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().equalsIgnoreCase("true") || text.get().equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text.get());
    }
    throw option.wrong(text.get(), "true or false");
  }

  float share(SourceOption option, float otherwise) {
    Optional<String> text = text(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      float value = Float.parseFloat(text.get());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with numbers out of range.
    }
    throw option.wrong(text.get(), "a number from 0 to 1");
  }
}
