package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A column of a table: its name, its type, and the notation of missing values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name in the first line
 * @param type the type of the cells
 * @param missing the text of a cell without a value, such as "" or "NA"; empty if all cells have
 *     one
 */
public record TableColumn(String name, ColumnType type, Optional<String> missing) {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String MISSING = "missing";

  /**
   * Checks that values can be distinguished from missing ones.
   *
   * @throws SchemaException if the values are made anew and may be missing, or a category is
   *     written as a missing value is
   */
  public TableColumn {
    if (missing.isPresent() && type instanceof MadeType) {
      throw new SchemaException(
          "the column '%s' of type %s has missing values: expected a type that is learned"
              .formatted(name, type.word().text()));
    }
    if (missing.isPresent() && type instanceof LevelType levels) {
      for (int k = 0; k < levels.size(); k++) {
        if (levels.text(k).equals(missing.get())) {
          throw new SchemaException(
              "the column '%s' writes a category and a missing value as '%s': expected two texts"
                  .formatted(name, ColumnSettings.shown(missing.get())));
        }
      }
    }
  }

  /**
   * Returns the position of a cell.
   *
   * @param text the cell as it is written
   * @return its position, {@link ColumnType#MISSING} for a missing value
   * @throws SchemaException if the text is not a value of the column; the message names the column
   */
  public long parse(String text) {
    if (missing.isPresent() && text.equals(missing.get())) {
      return ColumnType.MISSING;
    }
    try {
      return type.parse(text);
    } catch (SchemaException e) {
      throw new SchemaException("in the column '%s', %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Returns a cell as it is written.
   *
   * @param position what {@link #parse} returned
   * @return the text
   */
  public String text(long position) {
    return position == ColumnType.MISSING ? missing.orElse("") : type.text(position);
  }

  /**
   * Returns the description of this column in names and values, from which {@link #of} makes it
   * again.
   *
   * @return name, type, perhaps missing, and the settings of the type
   */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(NAME, name);
    fields.put(TYPE, type.word().text());
    missing.ifPresent(text -> fields.put(MISSING, text));
    fields.putAll(new TreeMap<>(type.settings()));
    return fields;
  }

  /**
   * Returns the column of a description.
   *
   * @param fields what {@link #fields} returned
   * @return the column
   * @throws SchemaException if the description is incomplete or wrong
   */
  public static TableColumn of(Map<String, String> fields) {
    String name = new ColumnSettings("a column", fields).text(NAME);
    String owner = "the column '%s'".formatted(ColumnSettings.shown(name));
    TypeWord word = TypeWord.of(owner, new ColumnSettings(owner, fields).text(TYPE));
    return new TableColumn(
        name, word.type(owner, fields), Optional.ofNullable(fields.get(MISSING)));
  }
}
