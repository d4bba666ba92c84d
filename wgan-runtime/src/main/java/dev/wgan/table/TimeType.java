package dev.wgan.table;

import java.time.LocalTime;
import java.util.Map;

/**
 * Times of day. The position counts the smallest unit that the notation writes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param format the notation
 */
public record TimeType(TimeFormat format) implements MeasureType {
  @Override
  public TypeWord word() {
    return TypeWord.TIME;
  }

  @Override
  public long parse(String text) {
    return format.parse(text, LocalTime::from).toNanoOfDay() / format.unit();
  }

  @Override
  public String text(long position) {
    return format.format(value(position));
  }

  @Override
  public LocalTime value(long position) {
    return LocalTime.ofNanoOfDay(position * format.unit());
  }

  @Override
  public Class<?> javaType() {
    return LocalTime.class;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("format", format.pattern());
  }
}
