package dev.wgan.table;

import dev.wgan.runtime.internal.Spelling;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Categories out of a closed list.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("exports") // of JSpecify, which readers of class files may lack
public final class CategoryType implements LevelType {
  private final List<String> levels;
  private final boolean ordered;
  private final Map<String, Integer> positions;

  private CategoryType(List<String> levels, boolean ordered, Map<String, Integer> positions) {
    this.levels = levels;
    this.ordered = ordered;
    this.positions = positions;
  }

  /**
   * Returns the type of columns that hold one of some categories.
   *
   * @param levels the categories
   * @param ordered whether their order has a meaning, from the lowest to the highest
   * @return the type
   * @throws SchemaException if there are none, or two are the same
   */
  public static CategoryType of(List<String> levels, boolean ordered) {
    if (levels.isEmpty()) {
      throw new SchemaException("a category without levels: expected at least one");
    }
    Map<String, Integer> positions = new HashMap<>();
    for (String level : levels) {
      if (positions.put(level, positions.size()) != null) {
        throw new SchemaException(
            "the category '%s' is listed twice: expected each level once"
                .formatted(ColumnSettings.shown(level)));
      }
    }
    return new CategoryType(List.copyOf(levels), ordered, Collections.unmodifiableMap(positions));
  }

  /**
   * Returns the categories.
   *
   * @return their names, in the order of their positions
   */
  public List<String> levels() {
    return levels;
  }

  /**
   * Returns whether the order of the categories has a meaning.
   *
   * @return true if they go from the lowest to the highest
   */
  public boolean ordered() {
    return ordered;
  }

  @Override
  public int size() {
    return levels.size();
  }

  @Override
  public TypeWord word() {
    return ordered ? TypeWord.ORDERED : TypeWord.CATEGORY;
  }

  @Override
  public long parse(String text) {
    Integer position = positions.get(text);
    if (position == null) {
      throw new SchemaException(
          "'%s' is not one of the column's categories: %s"
              .formatted(
                  ColumnSettings.shown(text), Spelling.suggestion(text, "they are", levels)));
    }
    return position;
  }

  @Override
  public String text(long position) {
    return levels.get((int) position);
  }

  @Override
  public String value(long position) {
    return text(position);
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
    return Map.of("levels", ColumnSettings.list(levels));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CategoryType type
        && type.ordered == ordered
        && type.levels.equals(levels);
  }

  @Override
  public int hashCode() {
    return levels.hashCode();
  }

  @Override
  public String toString() {
    return "CategoryType[%s levels]".formatted(size());
  }
}
