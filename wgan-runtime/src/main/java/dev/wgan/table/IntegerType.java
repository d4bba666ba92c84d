package dev.wgan.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers. The position of a number is the number.
 *
 * <p>Immutable and thread-safe.
 */
public record IntegerType() implements MeasureType {
  @Override
  public TypeWord word() {
    return TypeWord.INTEGER;
  }

  @Override
  public long parse(String text) {
    try {
      long number = Long.parseLong(text);
      if (number != MISSING) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refusal(text, e);
    }
    throw refusal(text, null);
  }

  private static SchemaException refusal(String text, @Nullable Exception e) {
    String message =
        "'%s' is not a whole number: expected digits, such as 42"
            .formatted(ColumnSettings.shown(text));
    return e == null ? new SchemaException(message) : new SchemaException(message, e);
  }

  @Override
  public String text(long position) {
    return Long.toString(position);
  }

  @Override
  public Long value(long position) {
    return position;
  }

  @Override
  public Class<?> javaType() {
    return Long.class;
  }

  @Override
  public boolean literal() {
    return true;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }
}
