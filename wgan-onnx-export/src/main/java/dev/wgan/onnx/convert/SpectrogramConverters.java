package dev.wgan.onnx.convert;

import dev.wgan.network.LogMel;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;

/** Converters of layers that make spectrograms. */
final class SpectrogramConverters {
  private final GraphBuilder graph;

  SpectrogramConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  /** The Fourier transform is a convolution, and one product sums the power of both its parts. */
  String logMel(LogMel layer, Site<String> site) {
    int rows = 2 * layer.bins();
    String fourier =
        graph.floats(
            site.name("fourier"), List.of(rows, 1, layer.window()), floats(layer.fourier()));
    String parts =
        graph.add(
            site.path(),
            Node.of("Conv")
                .in(site.value(), fourier)
                .set("kernel_shape", List.of(layer.window()))
                .set("strides", List.of(layer.hop()))
                .set("pads", List.of(layer.padding(), layer.padding()))
                .set("dilations", List.of(1))
                .set("group", 1));
    String power = graph.add(site.path(), Node.of("Mul").in(parts, parts));
    String bands =
        graph.floats(site.name("bands"), List.of(layer.mels(), rows), twice(layer, rows));
    String sums = graph.add(site.path(), Node.of("MatMul").in(bands, power));
    String eps = graph.scalar(site.name("eps"), layer.eps());
    String positive = graph.add(site.path(), Node.of("Add").in(sums, eps));
    String log = graph.add(site.path(), Node.of("Log").in(positive));
    String scale = graph.scalar(site.name("scale"), layer.scale());
    String scaled = graph.add(site.path(), Node.of("Mul").in(log, scale));
    String one = graph.scalar(site.name("one"), 1);
    String image = graph.add(site.path(), Node.of("Add").in(scaled, one));
    Shape out = site.out();
    return new ReshapingConverters(graph).reshape(site.path(), image, out);
  }

  /** The bands next to themselves: [mels, 2 bins]. */
  private static float[] twice(LogMel layer, int rows) {
    double[] bands = layer.bands();
    float[] both = new float[layer.mels() * rows];
    for (int i = 0; i < both.length; i++) {
      both[i] = (float) bands[i / rows * layer.bins() + i % rows % layer.bins()];
    }
    return both;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
