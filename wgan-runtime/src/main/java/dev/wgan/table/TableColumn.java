package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.List;
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
 * @param alsoMissing further texts of cells without a value, which are read but not written
 */
public record TableColumn(
    String name, ColumnType type, Optional<String> missing, List<String> alsoMissing) {
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String MISSING = "missing";
  private static final String ALSO_MISSING = "also_missing";

  /**
   * Creates a column with at most one notation of missing values.
   *
   * @param name the name in the first line
   * @param type the type of the cells
   * @param missing the text of a cell without a value; empty if all cells have one
   * @throws SchemaException if values cannot be distinguished from missing ones
   */
  public TableColumn(String name, ColumnType type, Optional<String> missing) {
    this(name, type, missing, List.of());
  }

  /**
   * Checks that values can be distinguished from missing ones.
   *
   * @throws SchemaException if the values are made anew and may be missing, or a category is
   *     written as a missing value is
   */
  public TableColumn {
    alsoMissing = List.copyOf(alsoMissing);
    if (missing.isEmpty() && !alsoMissing.isEmpty()) {
      throw new SchemaException(
          "the column '%s' has the setting also_missing, but not missing: expected the text that is written"
              .formatted(name));
    }
    if (missing.isPresent() && type instanceof MadeType) {
      throw new SchemaException(
          "the column '%s' of type %s has missing values: expected a type that is learned"
              .formatted(name, type.word().text()));
    }
    if (missing.isPresent() && type instanceof LevelType levels) {
      for (int k = 0; k < levels.size(); k++) {
        String level = levels.text(k);
        if (level.equals(missing.get()) || alsoMissing.contains(level)) {
          throw new SchemaException(
              "the column '%s' writes a category and a missing value as '%s': expected two texts"
                  .formatted(name, ColumnSettings.shown(level)));
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
    if (missing.isPresent() && (text.equals(missing.get()) || alsoMissing.contains(text))) {
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
    if (!alsoMissing.isEmpty()) {
      fields.put(ALSO_MISSING, ColumnSettings.list(alsoMissing));
    }
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
        name,
        word.type(owner, fields),
        Optional.ofNullable(fields.get(MISSING)),
        new ColumnSettings(owner, fields).names(ALSO_MISSING, List.of()));
  }
}
