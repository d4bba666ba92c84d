package dev.wgan.table;

import java.time.LocalDate;
import java.util.Map;

/**
 * Dates. The position counts days from 1970-01-01.
 *
 * <p>Immutable and thread-safe.
 *
 * @param format the notation
 */
public record DateType(TimeFormat format) implements MeasureType {
  @Override
  public TypeWord word() {
    return TypeWord.DATE;
  }

  @Override
  public long parse(String text) {
    return format.parse(text, LocalDate::from).toEpochDay();
  }

  @Override
  public String text(long position) {
    return format.format(value(position));
  }

  @Override
  public LocalDate value(long position) {
    return LocalDate.ofEpochDay(position);
  }

  @Override
  public Class<?> javaType() {
    return LocalDate.class;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("format", format.pattern());
  }
}
