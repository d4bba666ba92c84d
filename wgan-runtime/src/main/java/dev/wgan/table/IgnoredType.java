package dev.wgan.table;

import java.util.Map;

/**
 * The type of a column that is neither learned nor written, such as free text.
 *
 * <p>Immutable and thread-safe.
 *
 * @param reason why the column is left out: a phrase for people, may be empty
 */
public record IgnoredType(String reason) implements ColumnType {
  @Override
  public TypeWord word() {
    return TypeWord.IGNORED;
  }

  @Override
  public long parse(String text) {
    throw new SchemaException("an ignored column has no values: expected another type");
  }

  @Override
  public String text(long position) {
    return "";
  }

  @Override
  public Object value(long position) {
    return "";
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
    return reason.isEmpty() ? Map.of() : Map.of("reason", reason);
  }
}
