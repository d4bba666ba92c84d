package dev.wgan.table;

import java.util.Map;

/**
 * Truth values. The position of false is 0, that of true is 1.
 *
 * <p>Immutable and thread-safe.
 *
 * @param no the notation of false
 * @param yes the notation of true
 */
public record BooleanType(String no, String yes) implements LevelType {
  /**
   * Checks the notations.
   *
   * @throws SchemaException if they are the same
   */
  public BooleanType {
    if (no.equals(yes)) {
      throw new SchemaException(
          "false and true are both written '%s': expected two notations"
              .formatted(ColumnSettings.shown(no)));
    }
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public TypeWord word() {
    return TypeWord.BOOLEAN;
  }

  @Override
  public long parse(String text) {
    if (!text.equals(yes) && !text.equals(no)) {
      throw new SchemaException(
          "'%s' is neither '%s' nor '%s': expected one of the two"
              .formatted(ColumnSettings.shown(text), no, yes));
    }
    return text.equals(yes) ? 1 : 0;
  }

  @Override
  public String text(long position) {
    return position == 1 ? yes : no;
  }

  @Override
  public Boolean value(long position) {
    return position == 1;
  }

  @Override
  public Class<?> javaType() {
    return Boolean.class;
  }

  @Override
  public boolean literal() {
    return true;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("false", no, "true", yes);
  }
}
