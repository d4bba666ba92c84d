package dev.wgan.onnx.convert;

import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.Linear;
import dev.wgan.network.Projection;
import dev.wgan.network.Scale;
import dev.wgan.network.Site;
import dev.wgan.network.Tensor;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Converters of layers that multiply by weights, and of {@link Scale}. */
final class LinearConverters {
  private final GraphBuilder graph;

  LinearConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Vectors use Gemm, which takes PyTorch's layout [out, in] unchanged. */
  String linear(Linear layer, Site<String> site) {
    if (site.in().rank() > 1) {
      return product(layer, site);
    }
    Node.Builder gemm =
        Node.of("Gemm").in(site.value(), graph.weight(site.name("weight"))).set("transB", 1);
    if (layer.bias()) {
      gemm.in(graph.weight(site.name("bias")));
    } else if (graph.opset() < 11) {
      // The bias may be left out since opset 11.
      gemm.in(graph.floats(site.name("bias"), List.of(layer.out()), new float[layer.out()]));
    }
    return graph.add(site.path(), gemm);
  }

  /** MatMul takes any number of leading dimensions and needs [in, out]. */
  private String product(Linear layer, Site<String> site) {
    Tensor weight = graph.tensor(site.name("weight"));
    FloatBuffer values = weight.values();
    float[] transposed = new float[values.remaining()];
    for (int o = 0; o < layer.out(); o++) {
      for (int i = 0; i < layer.in(); i++) {
        transposed[i * layer.out() + o] = values.get(o * layer.in() + i);
      }
    }
    String matrix = graph.floats(site.name("weight"), List.of(layer.in(), layer.out()), transposed);
    String product = graph.add(site.path(), Node.of("MatMul").in(site.value(), matrix));
    return layer.bias()
        ? graph.add(site.path(), Node.of("Add").in(product, graph.weight(site.name("bias"))))
        : product;
  }

  String conv(Conv layer, Site<String> site) {
    Node.Builder conv =
        Node.of("Conv")
            .in(site.value(), graph.weight(site.name("weight")))
            .set("kernel_shape", layer.kernel())
            .set("strides", layer.stride())
            .set("pads", twice(layer.padding()))
            .set("dilations", layer.dilation())
            .set("group", layer.groups());
    if (layer.bias()) {
      conv.in(graph.weight(site.name("bias")));
    }
    return graph.add(site.path(), conv);
  }

  /**
   * Output padding below the stride is written as an attribute; ONNX Runtime does not take larger
   * values. A larger one reduces the cropping at the end, and beyond that appends zeros.
   */
  String convTranspose(ConvTranspose layer, Site<String> site) {
    List<Integer> pads = twice(layer.padding());
    List<Integer> added = new ArrayList<>(layer.outputPadding());
    List<Integer> zeros = new ArrayList<>(Collections.nCopies(added.size(), 0));
    for (int i = 0; i < added.size(); i++) {
      if (added.get(i) >= layer.stride().get(i)) {
        int behind = added.size() + i;
        int uncut = Math.min(added.get(i), pads.get(behind));
        pads.set(behind, pads.get(behind) - uncut);
        zeros.set(i, added.get(i) - uncut);
        added.set(i, 0);
      }
    }
    Node.Builder conv =
        Node.of("ConvTranspose")
            .in(site.value(), graph.weight(site.name("weight")))
            .set("kernel_shape", layer.kernel())
            .set("strides", layer.stride())
            .set("pads", pads)
            .set("dilations", layer.dilation())
            .set("group", layer.groups());
    if (any(added)) {
      conv.set("output_padding", added);
    }
    if (!any(zeros)) {
      return graph.add(site.path(), layer.bias() ? conv.in(graph.weight(site.name("bias"))) : conv);
    }
    List<Integer> none = Collections.nCopies(zeros.size(), 0);
    String product = graph.add(site.path(), conv);
    String padded = new ReshapingConverters(graph).pad(site, product, "constant", none, zeros);
    return layer.bias() ? plusBias(site, padded) : padded;
  }

  private String plusBias(Site<String> site, String value) {
    Tensor bias = graph.tensor(site.name("bias"));
    List<Integer> dims = new ArrayList<>(bias.shape().dims());
    dims.addAll(Collections.nCopies(site.out().rank() - 1, 1));
    String constant = graph.floats(site.name("bias"), dims, bias.toArray());
    return graph.add(site.path(), Node.of("Add").in(value, constant));
  }

  private static boolean any(List<Integer> widths) {
    return widths.stream().anyMatch(width -> width > 0);
  }

  String labelEmbedding(Site<String> site) {
    return graph.add(
        site.path(),
        Node.of("Gather").in(graph.weight(site.name("weight")), site.value()).set("axis", 0));
  }

  /** One table holds the sum of w and the vectors of the classes. */
  String projection(Projection layer, Site<String> site) {
    int features = layer.features();
    float[] weight = graph.tensor(site.name("weight")).toArray();
    float[] table = graph.tensor(site.name("embedding")).toArray(); // [classes, features]
    for (int i = 0; i < table.length; i++) {
      table[i] += weight[i % features];
    }
    float[] ones = new float[features];
    Arrays.fill(ones, 1);
    List<Integer> size = List.of(layer.classes(), features);
    String vectors =
        graph.add(
            site.path(),
            Node.of("Gather")
                .in(graph.floats(site.name("embedding"), size, table), site.input(layer.label()))
                .set("axis", 0));
    String product = graph.add(site.path(), Node.of("Mul").in(site.value(), vectors));
    String sum = graph.floats(site.name("ones"), List.of(features, 1), ones);
    String score = graph.add(site.path(), Node.of("MatMul").in(product, sum));
    return graph.add(site.path(), Node.of("Add").in(score, graph.weight(site.name("bias"))));
  }

  String scale(Scale layer, Site<String> site) {
    String value = site.value();
    if (layer.factor() != 1 || layer.offset() == 0) {
      String factor = graph.scalar(site.name("factor"), layer.factor());
      value = graph.add(site.path(), Node.of("Mul").in(value, factor));
    }
    if (layer.offset() != 0) {
      String offset = graph.scalar(site.name("offset"), layer.offset());
      value = graph.add(site.path(), Node.of("Add").in(value, offset));
    }
    return value;
  }

  /** Widths before all dimensions, then after all. */
  private static List<Integer> twice(List<Integer> padding) {
    List<Integer> both = new ArrayList<>(padding);
    both.addAll(padding);
    return both;
  }
}
