package dev.wgan.onnx.convert;

import dev.wgan.network.Custom;
import dev.wgan.network.CustomLayer;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;

/** A custom layer that can be exported to ONNX; implementations are thread-safe. */
public interface OnnxCustomLayer extends CustomLayer {
  /**
   * Adds the layer's nodes to a graph, written in {@link GraphBuilder#opset}.
   *
   * @param layer the layer
   * @param site its place in the network; its value is the name of the input in the graph
   * @param graph the graph; {@code weight(site.name("..."))} adds a parameter, {@code
   *     add(site.path(), node)} a node
   * @return the name of the output's value
   */
  String convert(Custom layer, Site<String> site, GraphBuilder graph);
}
