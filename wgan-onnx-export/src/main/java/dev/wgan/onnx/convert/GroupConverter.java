package dev.wgan.onnx.convert;

import dev.wgan.network.GroupChoice;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Adds the nodes that choose a class within a group: the first class of the group plus the number
 * of bounds below the last element of the latent.
 */
final class GroupConverter {
  private final GraphBuilder graph;

  GroupConverter(GraphBuilder graph) {
    this.graph = graph;
  }

  String choose(String name, GroupChoice choice, String latent, Optional<String> group) {
    int groups = choice.firsts().size();
    int width = choice.width();
    float[] firsts = new float[groups];
    for (int i = 0; i < groups; i++) {
      firsts[i] = choice.firsts().get(i);
    }
    String first = row(name, graph.floats(name + ".first", List.of(groups, 1), firsts), group);
    String chosen = first;
    if (width > 0) {
      float[] table = choice.table();
      String bounds =
          row(name, graph.floats(name + ".bounds", List.of(groups, width), table), group);
      String above = graph.add(name, Node.of("Greater").in(last(name, latent), bounds));
      String counted =
          graph.add(name, Node.of("Cast").in(above).set("to", ElementType.FLOAT.code()));
      float[] ones = new float[width];
      Arrays.fill(ones, 1);
      String sum = graph.floats(name + ".ones", List.of(width, 1), ones);
      String number = graph.add(name, Node.of("MatMul").in(counted, sum));
      chosen = graph.add(name, Node.of("Add").in(number, first));
    }
    String flat =
        graph.add(name, Node.of("Reshape").in(chosen, graph.integers(name + ".shape", -1)));
    return graph.add(name, Node.of("Cast").in(flat).set("to", ElementType.INT64.code()));
  }

  /** The row of a table for each group, or its only row. */
  private String row(String name, String table, Optional<String> group) {
    return group.isEmpty()
        ? table
        : graph.add(name, Node.of("Gather").in(table, group.get()).set("axis", 0));
  }

  /** The last element of each latent, [n, 1]. */
  private String last(String name, String latent) {
    String index = graph.integers(name + ".last", -1);
    return graph.add(name, Node.of("Gather").in(latent, index).set("axis", 1));
  }
}
