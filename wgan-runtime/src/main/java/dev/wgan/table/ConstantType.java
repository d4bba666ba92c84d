package dev.wgan.table;

import java.util.Map;

/**
 * One text in every row.
 *
 * <p>Immutable and thread-safe.
 *
 * @param constant the text
 */
public record ConstantType(String constant) implements MadeType {
  @Override
  public TypeWord word() {
    return TypeWord.CONSTANT;
  }

  @Override
  public long position(long word, long row) {
    return 0;
  }

  @Override
  public long parse(String text) {
    if (!text.equals(constant)) {
      throw new SchemaException(
          "'%s' is not the column's one value: expected '%s'"
              .formatted(ColumnSettings.shown(text), ColumnSettings.shown(constant)));
    }
    return 0;
  }

  @Override
  public String text(long position) {
    return constant;
  }

  @Override
  public String value(long position) {
    return constant;
  }

  @Override
  public Class<?> javaType() {
    return String.class;
  }

  @Override
  public boolean literal() {
    return false;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("value", constant);
  }
}
