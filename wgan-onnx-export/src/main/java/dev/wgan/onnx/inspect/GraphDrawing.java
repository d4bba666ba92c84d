package dev.wgan.onnx.inspect;

import java.util.HashMap;
import java.util.Map;

/**
 * A model's graph in the languages of drawing programs: its nodes, and the values between them.
 *
 * <p>Thread-safe: there is no state.
 */
public final class GraphDrawing {
  private GraphDrawing() {}

  /**
   * Writes the graph in Graphviz's language.
   *
   * @param model the description
   * @return the text of a {@code .dot} file
   */
  public static String dot(ModelDescription model) {
    StringBuilder text = new StringBuilder("digraph model {\n  node [shape=box];\n");
    draw(
        model,
        (id, label, terminal) ->
            text.append("  %s [label=\"%s\"%s];%n".formatted(id, quoted(label), oval(terminal))),
        (from, to, label) ->
            text.append("  %s -> %s [label=\"%s\"];%n".formatted(from, to, quoted(label))));
    return text.append("}\n").toString().replace("\r", "");
  }

  /**
   * Writes the graph as a Mermaid flowchart, which Markdown viewers draw.
   *
   * @param model the description
   * @return the text of a flowchart
   */
  public static String mermaid(ModelDescription model) {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    draw(
        model,
        (id, label, terminal) ->
            text.append(
                terminal
                    ? "  %s([\"%s\"])%n".formatted(id, entities(label))
                    : "  %s[\"%s\"]%n".formatted(id, entities(label))),
        (from, to, label) ->
            text.append("  %s -->|\"%s\"| %s%n".formatted(from, entities(label), to)));
    return text.toString().replace("\r", "");
  }

  private interface Box {
    void draw(String id, String label, boolean terminal);
  }

  private interface Arrow {
    void draw(String from, String to, String label);
  }

  private static void draw(ModelDescription model, Box box, Arrow arrow) {
    Map<String, String> givers = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < model.inputs().size(); i++) {
      ValueDescription input = model.inputs().get(i);
      box.draw("in" + i, input.name(), true);
      givers.put(input.name(), "in" + i);
      labels.put(input.name(), input.text());
    }
    for (int i = 0; i < model.nodes().size(); i++) {
      NodeDescription node = model.nodes().get(i);
      box.draw("n" + i, node.operator() + "\n" + node.name(), false);
      for (ValueDescription output : node.outputs()) {
        givers.put(output.name(), "n" + i);
        labels.put(output.name(), output.text());
      }
    }
    for (int i = 0; i < model.nodes().size(); i++) {
      for (String input : model.nodes().get(i).inputs()) {
        if (givers.containsKey(input)) {
          arrow.draw(givers.getOrDefault(input, ""), "n" + i, labels.getOrDefault(input, ""));
        }
      }
    }
    for (int i = 0; i < model.outputs().size(); i++) {
      String name = model.outputs().get(i).name();
      box.draw("out" + i, name, true);
      if (givers.containsKey(name)) {
        arrow.draw(givers.getOrDefault(name, ""), "out" + i, labels.getOrDefault(name, ""));
      }
    }
  }

  private static String oval(boolean terminal) {
    return terminal ? ", shape=oval" : "";
  }

  private static String quoted(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String entities(String label) {
    return label
        .replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }
}
