package dev.wgan.onnx.convert;

import dev.wgan.network.Backdrop;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;

/** The converter of pictures in front of a background. */
final class BackdropConverters {
  private final GraphBuilder graph;

  BackdropConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  /** {@code plain + s(mask) (front - plain)}, which costs one product. */
  String backdrop(Backdrop layer, Site<String> site) {
    int channels = layer.channels();
    String front = of("Tanh", site, channels(site, "front", 0, channels));
    String share = of("Sigmoid", site, channels(site, "mask", channels, channels + 1));
    String back = channels(site, "back", channels + 1, 2 * channels + 1);
    String plain = of("Tanh", site, of("GlobalAveragePool", site, back));
    String difference = of("Sub", site, front, plain);
    return of("Add", site, of("Mul", site, share, difference), plain);
  }

  /**
   * Channels from one number to another, which is left out. The bounds became inputs in opset 10.
   */
  private String channels(Site<String> site, String name, int from, int to) {
    Node.Builder slice = Node.of("Slice").in(site.value());
    if (graph.opset() >= 10) {
      slice.in(
          graph.integers(site.name(name + "_start"), from),
          graph.integers(site.name(name + "_end"), to),
          graph.integers(site.name(name + "_axis"), 1));
    } else {
      slice.set("starts", List.of(from)).set("ends", List.of(to)).set("axes", List.of(1));
    }
    return graph.add(site.path(), slice);
  }

  private String of(String operator, Site<String> site, String... inputs) {
    return graph.add(site.path(), Node.of(operator).in(inputs));
  }
}
