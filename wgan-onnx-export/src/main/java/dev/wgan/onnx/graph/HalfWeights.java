package dev.wgan.onnx.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores large weights as 16-bit floats and casts them back in the graph; runtimes do this once, at
 * load.
 */
public final class HalfWeights {
  /** Below this, a cast costs more than it saves. */
  private static final int LEAST = 256;

  private static final float LARGEST = 65504;

  private HalfWeights() {}

  /**
   * Rounds the weights.
   *
   * @param graph a graph of 32-bit floats
   * @return the graph, which computes with 32-bit floats as before
   * @throws IllegalArgumentException if a weight exceeds the range of 16 bits; the message names it
   */
  public static Graph apply(Graph graph) {
    Map<String, Constant> constants = new LinkedHashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Constant constant : graph.constants().values()) {
      if (constant.type() != ElementType.FLOAT || constant.elements() < LEAST) {
        constants.put(constant.name(), constant);
        continue;
      }
      check(constant);
      // Nodes still read the old name, which is now the output of the cast.
      String half = constant.name() + ".half";
      constants.put(half, constant.halved(half));
      nodes.add(Node.of("Cast").in(half).set("to", ElementType.FLOAT.code()).to(constant.name()));
    }
    nodes.addAll(graph.nodes());
    return graph.with(nodes, constants, graph.layers());
  }

  private static void check(Constant constant) {
    var values = constant.floats();
    for (int i = 0; values.hasRemaining(); i++) {
      float value = values.get();
      if (Math.abs(value) > LARGEST) {
        throw new IllegalArgumentException(
            "%s is %s at %s: 16-bit floats end at %s; use fp32"
                .formatted(constant.name(), value, i, LARGEST));
      }
    }
  }
}
