package dev.wgan.onnx.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A description as text: facts about the model, its nodes as a tree of the paths in their names,
 * and its metadata.
 *
 * <p>Thread-safe: there is no state.
 */
public final class DescriptionText {
  private static final int LONG = 96;

  private DescriptionText() {}

  /** A node, or a group of nodes whose names start alike. */
  private static final class Branch {
    private final Map<String, Branch> children = new LinkedHashMap<>();
    private @Nullable NodeDescription node;
  }

  private record Row(
      String path, String operator, String output, String parameters, String flops) {}

  /**
   * Writes a description as text.
   *
   * @param model the description
   * @return lines, each with a line break
   */
  public static String of(ModelDescription model) {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %s bytes, %s", model.name(), number(model.bytes()), versions(model));
    model.inputs().forEach(v -> line(text, "input   %s  %s", v.name(), v.text()));
    model.outputs().forEach(v -> line(text, "output  %s  %s", v.name(), v.text()));
    text.append('\n');
    table(text, rows(model));
    line(
        text,
        "%n%s nodes, %s parameters in %s bytes, %s%s FLOPs per sample",
        model.nodes().size(),
        number(model.parameters()),
        number(model.weightBytes()),
        model.flopsComplete() ? "" : "more than ",
        number(model.flopsPerSample()));
    line(text, "%s", model.batching());
    TaskText.of(model.metadata()).ifPresent(task -> line(text, "%s", task));
    SoundText.of(model.metadata()).ifPresent(sound -> line(text, "%s", sound));
    List<String> columns = TableText.of(model.metadata());
    if (!columns.isEmpty()) {
      text.append('\n');
      columns.forEach(column -> line(text, "%s", column));
    }
    if (!model.metadata().isEmpty()) {
      text.append('\n');
      model.metadata().forEach((key, value) -> line(text, "%s = %s", key, shortened(value)));
    }
    if (!model.findings().isEmpty()) {
      text.append('\n');
      model
          .findings()
          .forEach(f -> line(text, "%s: %s", f.severity().name().toLowerCase(Locale.ROOT), f));
    }
    return text.toString();
  }

  private static String versions(ModelDescription model) {
    List<String> parts = new ArrayList<>();
    model.opsets().forEach((domain, version) -> parts.add(domain + " opset " + version));
    parts.add("IR " + model.irVersion());
    if (!model.producer().isEmpty()) {
      parts.add("by " + model.producer());
    }
    return String.join(", ", parts);
  }

  private static List<Row> rows(ModelDescription model) {
    Branch root = new Branch();
    for (NodeDescription node : model.nodes()) {
      Branch branch = root;
      for (String part : node.name().split("[/.]+", -1)) {
        branch = part.isEmpty() ? branch : child(branch, part);
      }
      // Two nodes of one name become siblings.
      branch = branch.node == null ? branch : child(branch, node.outputs().toString());
      branch.node = node;
    }
    List<Row> rows = new ArrayList<>();
    root.children.forEach((name, child) -> rows(rows, name, child, 0));
    return rows;
  }

  private static Branch child(Branch branch, String name) {
    return branch.children.computeIfAbsent(name, key -> new Branch());
  }

  private static void rows(List<Row> rows, String name, Branch branch, int depth) {
    NodeDescription node = branch.node;
    if (node == null && branch.children.size() == 1) {
      branch.children.forEach((inner, only) -> rows(rows, name + "/" + inner, only, depth));
      return;
    }
    String path = "  ".repeat(depth) + name;
    if (node == null) {
      rows.add(new Row(path, "", "", "", ""));
    } else {
      String output = node.outputs().isEmpty() ? "" : node.outputs().get(0).text();
      Long flops = node.flops();
      String parameters = node.parameters() == 0 ? "" : number(node.parameters());
      String operations = flops == null ? "?" : flops == 0 ? "" : number(flops);
      rows.add(new Row(path, node.operator(), output, parameters, operations));
    }
    branch.children.forEach((inner, child) -> rows(rows, inner, child, depth + 1));
  }

  private static void table(StringBuilder text, List<Row> rows) {
    List<Row> all = new ArrayList<>();
    all.add(new Row("node", "operator", "output", "parameters", "FLOPs"));
    all.addAll(rows);
    int[] widths = new int[5];
    for (Row row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cell(row, i).length());
      }
    }
    for (Row row : all) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - cell(row, i).length());
        line.append(i < 3 ? cell(row, i) + padding : padding + cell(row, i)).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String cell(Row row, int i) {
    return switch (i) {
      case 0 -> row.path();
      case 1 -> row.operator();
      case 2 -> row.output();
      case 3 -> row.parameters();
      default -> row.flops();
    };
  }

  private static String shortened(String value) {
    return value.length() <= LONG ? value : "(%s characters)".formatted(value.length());
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format.replace("%n", "\n").formatted(values)).append('\n');
  }
}
