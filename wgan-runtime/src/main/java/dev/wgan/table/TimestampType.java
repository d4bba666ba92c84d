package dev.wgan.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;

/**
 * Dates with a time of day. The position counts the smallest unit that the notation writes, from
 * 1970-01-01T00:00 on. A time zone that all cells share is part of the notation.
 *
 * <p>Immutable and thread-safe.
 *
 * @param format the notation
 */
public record TimestampType(TimeFormat format) implements MeasureType {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  @Override
  public TypeWord word() {
    return TypeWord.TIMESTAMP;
  }

  @Override
  public long parse(String text) {
    LocalDateTime time = format.parse(text, LocalDateTime::from);
    long seconds = time.toEpochSecond(ZoneOffset.UTC);
    if (format.unit() >= NANOS_PER_SECOND) {
      return Math.floorDiv(seconds, format.unit() / NANOS_PER_SECOND);
    }
    try {
      long whole = Math.multiplyExact(seconds, NANOS_PER_SECOND / format.unit());
      return Math.addExact(whole, time.get(ChronoField.NANO_OF_SECOND) / format.unit());
    } catch (ArithmeticException e) {
      throw new SchemaException(
          "'%s' is too far from 1970 for the notation %s: expected fewer digits of the second's fraction"
              .formatted(ColumnSettings.shown(text), format),
          e);
    }
  }

  @Override
  public String text(long position) {
    return format.format(value(position));
  }

  @Override
  public LocalDateTime value(long position) {
    if (format.unit() >= NANOS_PER_SECOND) {
      return LocalDateTime.ofEpochSecond(
          position * (format.unit() / NANOS_PER_SECOND), 0, ZoneOffset.UTC);
    }
    long units = NANOS_PER_SECOND / format.unit();
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(position, units),
        (int) (Math.floorMod(position, units) * format.unit()),
        ZoneOffset.UTC);
  }

  @Override
  public Class<?> javaType() {
    return LocalDateTime.class;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("format", format.pattern());
  }
}
