package dev.wgan.table;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The notation of dates and times in a column: a pattern of {@link DateTimeFormatter} in English.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("exports") // of JSpecify, which readers of class files may lack
public final class TimeFormat {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_FRACTION = 9;

  private final String pattern;
  private final DateTimeFormatter formatter;
  private final long unit;

  private TimeFormat(String pattern, DateTimeFormatter formatter, long unit) {
    this.pattern = pattern;
    this.formatter = formatter;
    this.unit = unit;
  }

  /**
   * Returns the notation of a pattern.
   *
   * @param pattern such as {@code uuuu-MM-dd HH:mm:ss}
   * @return the notation
   * @throws SchemaException if it is not a pattern
   */
  public static TimeFormat of(String pattern) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      return new TimeFormat(pattern, formatter, unit(pattern));
    } catch (IllegalArgumentException e) {
      throw new SchemaException(
          "'%s' is not a pattern of dates and times: expected one such as uuuu-MM-dd HH:mm:ss"
              .formatted(pattern),
          e);
    }
  }

  /** The nanoseconds of the smallest unit that a pattern writes. */
  private static long unit(String pattern) {
    String letters = pattern.replaceAll("'[^']*'", "");
    int fraction = (int) letters.chars().filter(c -> c == 'S').count();
    if (fraction > MAX_FRACTION) {
      throw new SchemaException(
          "the pattern '%s' has %s digits of a second's fraction: expected at most %s"
              .formatted(pattern, fraction, MAX_FRACTION));
    }
    long unit = NANOS_PER_SECOND;
    for (int i = 0; i < fraction; i++) {
      unit /= 10;
    }
    if (fraction == 0 && letters.indexOf('s') < 0) {
      unit *= letters.indexOf('m') < 0 ? 3600 : 60;
    }
    return unit;
  }

  /**
   * Returns the pattern.
   *
   * @return such as {@code uuuu-MM-dd HH:mm:ss}
   */
  public String pattern() {
    return pattern;
  }

  /** The nanoseconds of the smallest unit that is written, one hour or less. */
  long unit() {
    return unit;
  }

  String format(TemporalAccessor time) {
    return formatter.format(time);
  }

  <T> T parse(String text, TemporalQuery<T> query) {
    try {
      return formatter.parse(text, query);
    } catch (DateTimeException e) {
      throw new SchemaException(
          "'%s' is not written as %s: expected a valid date or time in that notation"
              .formatted(ColumnSettings.shown(text), pattern),
          e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeFormat format && format.pattern.equals(pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
