package dev.wgan.onnx.convert;

import dev.wgan.network.Pooling;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Converters of pooling. Windows that extend beyond the end (PyTorch's ceil mode) are written as
 * padding at the end, because the operators' own ceil mode differs between versions of runtimes.
 */
final class PoolingConverters {
  private final GraphBuilder graph;
  private final ReshapingConverters reshaping;

  PoolingConverters(GraphBuilder graph) {
    this.graph = graph;
    this.reshaping = new ReshapingConverters(graph);
  }

  String maxPool(Pooling.MaxPool layer, Site<String> site) {
    List<Integer> behind = behind(site, layer.kernel(), layer.stride(), layer.padding());
    return graph.add(
        site.path(),
        Node.of("MaxPool")
            .in(site.value())
            .set("kernel_shape", layer.kernel())
            .set("strides", layer.stride())
            .set("pads", join(layer.padding(), behind)));
  }

  String avgPool(Pooling.AvgPool layer, Site<String> site) {
    List<Integer> padding = layer.padding();
    List<Integer> behind = behind(site, layer.kernel(), layer.stride(), padding);
    boolean padded = padding.stream().anyMatch(width -> width > 0);
    String value = site.value();
    if (padded && layer.countIncludePad()) {
      // Zeros of the padding count, the part beyond it does not: the zeros become part of the
      // input.
      value = reshaping.pad(site, value, "constant", padding, padding);
      List<Integer> over = new ArrayList<>();
      for (int i = 0; i < padding.size(); i++) {
        over.add(Math.max(0, behind.get(i) - padding.get(i)));
      }
      behind = over;
      padding = Collections.nCopies(padding.size(), 0);
    }
    return graph.add(
        site.path(),
        Node.of("AveragePool")
            .in(value)
            .set("kernel_shape", layer.kernel())
            .set("strides", layer.stride())
            .set("pads", join(padding, behind))
            .set("count_include_pad", 0));
  }

  String globalAvgPool(Site<String> site) {
    String mean = graph.add(site.path(), Node.of("GlobalAveragePool").in(site.value()));
    return graph.add(site.path(), Node.of("Flatten").in(mean).set("axis", 1));
  }

  /** The extent of the last window beyond the input; at least 0. */
  private static List<Integer> behind(
      Site<String> site, List<Integer> kernel, List<Integer> stride, List<Integer> padding) {
    Shape in = site.in();
    List<Integer> behind = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      int start = (site.out().dim(i + 1) - 1) * stride.get(i) - padding.get(i);
      behind.add(Math.max(0, start + kernel.get(i) - in.dim(i + 1)));
    }
    return behind;
  }

  private static List<Integer> join(List<Integer> before, List<Integer> behind) {
    List<Integer> both = new ArrayList<>(before);
    both.addAll(behind);
    return both;
  }
}
