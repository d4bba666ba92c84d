package dev.wgan.onnx.convert;

import dev.wgan.network.Completion;
import dev.wgan.network.Site;
import dev.wgan.network.Upsample;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Converters of layers that complete images. */
final class CompletionConverters {
  private static final Upsample DOUBLE = new Upsample(List.of(2, 2), Upsample.Mode.LINEAR, false);

  private final GraphBuilder graph;
  private final ReshapingConverters reshaping;

  CompletionConverters(GraphBuilder graph) {
    this.graph = graph;
    this.reshaping = new ReshapingConverters(graph);
  }

  String pyramidFill(Completion.PyramidFill layer, Site<String> site) {
    String path = site.path();
    String one = graph.scalar(site.name("one"), 1);
    String four = graph.scalar(site.name("four"), 4);
    String cross = layer.sweeps() > 0 ? cross(site) : "";
    String least = graph.scalar(site.name("least"), Completion.PyramidFill.LEAST_WEIGHT);
    List<String> values = new ArrayList<>(List.of(site.value()));
    List<String> weights = new ArrayList<>(List.of(of("Sub", path, one, site.input(layer.mask()))));
    for (int level = 0; level < layer.levels(); level++) {
      String weight = weights.get(level);
      String sum = halved(path, of("Mul", path, values.get(level), weight));
      String share = halved(path, weight);
      values.add(of("Div", path, sum, of("Max", path, share, least)));
      weights.add(of("Min", path, of("Mul", path, share, four), one));
    }
    String fill = values.get(layer.levels());
    for (int level = layer.levels() - 1; level >= 0; level--) {
      String up = reshaping.resize(DOUBLE, site, fill, DOUBLE.scale());
      fill = mix(path, one, weights.get(level), values.get(level), up);
      for (int sweep = 0; sweep < layer.sweeps(); sweep++) {
        fill = mix(path, one, weights.get(level), values.get(level), neighbours(site, fill, cross));
      }
    }
    return fill;
  }

  /** The kernel of the mean of four neighbours, for each channel by itself. */
  private String cross(Site<String> site) {
    int channels = site.in().dim(0);
    float[] kernel = new float[9 * channels];
    for (int c = 0; c < channels; c++) {
      for (int place = 1; place < 9; place += 2) {
        kernel[9 * c + place] = 0.25f;
      }
    }
    return graph.floats(site.name("cross"), List.of(channels, 1, 3, 3), kernel);
  }

  private String neighbours(Site<String> site, String value, String cross) {
    List<Integer> one = List.of(1, 1);
    String padded = reshaping.pad(site, value, "edge", one, one);
    return graph.add(
        site.path(),
        Node.of("Conv")
            .in(padded, cross)
            .set("kernel_shape", List.of(3, 3))
            .set("group", site.in().dim(0)));
  }

  String blend(Completion.Blend layer, Site<String> site) {
    String one = graph.scalar(site.name("one"), 1);
    return mix(site.path(), one, site.input(layer.mask()), site.value(), site.input(layer.image()));
  }

  /** {@code weight a + (1 - weight) b}. */
  private String mix(String path, String one, String weight, String a, String b) {
    String first = of("Mul", path, weight, a);
    String second = of("Mul", path, of("Sub", path, one, weight), b);
    return of("Add", path, first, second);
  }

  private String halved(String path, String value) {
    return graph.add(
        path,
        Node.of("AveragePool")
            .in(value)
            .set("kernel_shape", List.of(2, 2))
            .set("strides", List.of(2, 2)));
  }

  private String of(String operator, String path, String... inputs) {
    return graph.add(path, Node.of(operator).in(inputs));
  }
}
