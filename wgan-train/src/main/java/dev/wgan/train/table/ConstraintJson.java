package dev.wgan.train.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.runtime.internal.MetadataForm;
import dev.wgan.table.ConstraintWord;
import dev.wgan.table.RowConstraint;
import dev.wgan.table.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Constraints as JSON: an object per constraint holds the fields of the flat form in model files,
 * with names as an array and combinations as an array of arrays.
 *
 * <p>Thread-safe: there is no state.
 */
final class ConstraintJson {
  private static final String NAMES = "columns";
  private static final String ROWS = "rows";

  private ConstraintJson() {}

  /** Writes the constraints as a further member of an object; nothing if there are none. */
  static String write(String member, List<RowConstraint> constraints) {
    if (constraints.isEmpty()) {
      return "";
    }
    List<String> lines = constraints.stream().map(c -> "    " + node(c.fields())).toList();
    return ",\n  \"%s\": [\n%s\n  ]".formatted(member, String.join(",\n", lines));
  }

  private static ObjectNode node(Map<String, String> fields) {
    ObjectNode node = NetworkJson.mapper().createObjectNode();
    fields.forEach(
        (name, value) -> {
          if (name.equals(NAMES)) {
            MetadataForm.NAMES.read(value).forEach(node.withArray(name)::add);
          } else if (name.equals(ROWS)) {
            ArrayNode rows = node.putArray(name);
            MetadataForm.NAMES
                .read(value)
                .forEach(row -> MetadataForm.NAMES.read(row).forEach(rows.addArray()::add));
          } else {
            node.put(name, value);
          }
        });
    return node;
  }

  /** Reads the constraints of a schema. */
  static List<RowConstraint> read(JsonNode array) {
    if (!array.isArray() && !array.isMissingNode()) {
      throw new SchemaException("'constraints' is not an array: expected an object for each one");
    }
    List<RowConstraint> constraints = new ArrayList<>();
    for (JsonNode node : array) {
      Map<String, String> fields = new LinkedHashMap<>();
      JsonNode rows = node.path(ROWS);
      if (node.isObject() && rows.isArray()) {
        List<String> written = new ArrayList<>();
        rows.forEach(row -> written.add(row(row)));
        ((ObjectNode) node).remove(ROWS);
        fields.put(ROWS, MetadataForm.NAMES.write(written));
      }
      fields.putAll(SchemaJson.fields("a constraint", node));
      RowConstraint constraint = ConstraintWord.of(fields);
      Set<String> names = new TreeSet<>(constraint.fields().keySet());
      names.addAll(optional(constraint));
      SchemaJson.requireNames("the constraint " + constraint, fields.keySet(), names);
      constraints.add(constraint);
    }
    return constraints;
  }

  private static Set<String> optional(RowConstraint constraint) {
    return constraint instanceof dev.wgan.table.RangeConstraint
        ? Set.of("low", "high")
        : constraint instanceof dev.wgan.table.CombinationConstraint ? Set.of(ROWS) : Set.of();
  }

  private static String row(JsonNode row) {
    if (!row.isArray()) {
      throw new SchemaException(
          "a combination is %s: expected an array of cells"
              .formatted(ColumnKeys.shown(row.toString())));
    }
    List<String> cells = new ArrayList<>();
    row.forEach(cell -> cells.add(cell.asText()));
    return MetadataForm.NAMES.write(cells);
  }
}
