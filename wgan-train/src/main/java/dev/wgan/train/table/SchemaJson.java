package dev.wgan.train.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.runtime.internal.MetadataForm;
import dev.wgan.runtime.internal.Spelling;
import dev.wgan.table.CsvFormat;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Schemas as JSON, for people to edit. An object per column holds the fields of the flat form in
 * model files, with lists as arrays and counts as numbers.
 *
 * <p>Thread-safe: there is no state.
 */
public final class SchemaJson {
  private static final String CSV = "csv";
  private static final String COLUMNS = "columns";
  private static final String CONSTRAINTS = "constraints";
  private static final Set<String> LISTS = Set.of("levels", "also_missing");
  private static final Set<String> COUNTS = Set.of("places", "first", "digits");
  private static final Set<String> FIELDS =
      Set.of("name", "type", "missing", "also_missing", "reason");
  private static final ObjectMapper MAPPER = NetworkJson.mapper();

  private SchemaJson() {}

  /**
   * Writes a schema.
   *
   * @param schema the schema
   * @return JSON, with a line per column
   */
  public static String write(TableSchema schema) {
    List<String> lines = new ArrayList<>();
    for (TableColumn column : schema.columns()) {
      lines.add("    " + node(column.fields()));
    }
    return "{\n  \"%s\": %s,\n  \"%s\": [\n%s\n  ]%s\n}\n"
        .formatted(
            CSV,
            node(schema.csv().fields()),
            COLUMNS,
            String.join(",\n", lines),
            ConstraintJson.write(CONSTRAINTS, schema.constraints()));
  }

  private static ObjectNode node(Map<String, String> fields) {
    ObjectNode node = MAPPER.createObjectNode();
    fields.forEach(
        (name, value) -> {
          if (LISTS.contains(name)) {
            ArrayNode list = node.putArray(name);
            MetadataForm.NAMES.read(value).forEach(list::add);
          } else if (COUNTS.contains(name)) {
            node.put(name, Long.parseLong(value));
          } else {
            node.put(name, value);
          }
        });
    return node;
  }

  /**
   * Reads a schema.
   *
   * @param json what {@link #write} returned, perhaps edited
   * @return the schema
   * @throws SchemaException if it is not the JSON of a schema
   */
  public static TableSchema read(String json) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SchemaException(
          "the schema is not JSON: line %s: %s"
              .formatted(
                  e.getLocation() == null ? "?" : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    }
    JsonNode columns = tree.path(COLUMNS);
    if (!columns.isArray()) {
      throw new SchemaException(
          "the schema has no array 'columns': expected an object for each column in it");
    }
    requireNames("the schema", fieldNames(tree), Set.of(CSV, COLUMNS, CONSTRAINTS));
    CsvFormat csv = CsvFormat.of(fields("the CSV format", tree.path(CSV)));
    requireNames("the CSV format", fieldNames(tree.path(CSV)), csv.fields().keySet());
    List<TableColumn> read = new ArrayList<>();
    for (JsonNode node : columns) {
      Map<String, String> fields = fields("a column", node);
      TableColumn column = TableColumn.of(fields);
      Set<String> names = new TreeSet<>(FIELDS);
      names.addAll(column.fields().keySet());
      requireNames("the column '%s'".formatted(column.name()), fields.keySet(), names);
      read.add(column);
    }
    return new TableSchema(read, csv, ConstraintJson.read(tree.path(CONSTRAINTS)));
  }

  static Set<String> fieldNames(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static void requireNames(String owner, Set<String> given, Set<String> known) {
    for (String name : given) {
      if (!known.contains(name)) {
        throw new SchemaException(
            "%s has no setting '%s': %s"
                .formatted(
                    owner,
                    ColumnKeys.shown(name),
                    Spelling.suggestion(name, "the settings are", new TreeSet<>(known))));
      }
    }
  }

  static Map<String, String> fields(String owner, JsonNode node) {
    if (!node.isObject() && !node.isMissingNode()) {
      throw new SchemaException(
          "%s is %s: expected an object".formatted(owner, ColumnKeys.shown(node.toString())));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : fieldNames(node)) {
      JsonNode value = node.get(name);
      if (value.isArray()) {
        List<String> list = new ArrayList<>();
        value.forEach(element -> list.add(text(owner, name, element)));
        fields.put(name, MetadataForm.NAMES.write(list));
      } else {
        fields.put(name, text(owner, name, value));
      }
    }
    return fields;
  }

  private static String text(String owner, String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new SchemaException(
          "%s has the setting %s = %s: expected a text, a number or a list of texts"
              .formatted(owner, name, ColumnKeys.shown(value.toString())));
    }
    return value.asText();
  }
}
