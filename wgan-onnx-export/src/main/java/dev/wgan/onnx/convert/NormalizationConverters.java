package dev.wgan.onnx.convert;

import dev.wgan.network.Normalization;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Tensor;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Normalizations, as they compute in evaluation. */
final class NormalizationConverters {
  private final GraphBuilder graph;
  private final ReshapingConverters reshaping;

  NormalizationConverters(GraphBuilder graph) {
    this.graph = graph;
    this.reshaping = new ReshapingConverters(graph);
  }

  String batchNorm(Normalization.BatchNorm layer, Site<String> site) {
    boolean affine = layer.affine();
    return node(
        site,
        Node.of("BatchNormalization")
            .in(site.value())
            .in(affine ? weight(site, "weight") : same(site, "weight", layer.features(), 1))
            .in(affine ? weight(site, "bias") : same(site, "bias", layer.features(), 0))
            .in(weight(site, "running_mean"), weight(site, "running_var"))
            .set("epsilon", layer.eps()));
  }

  /** Scale and shift of every class are computed here; the graph looks a sample's up. */
  String conditionalBatchNorm(Normalization.ConditionalBatchNorm layer, Site<String> site) {
    int features = layer.features();
    float[] scale = graph.tensor(site.name("weight")).toArray(); // [classes, features]
    float[] shift = graph.tensor(site.name("bias")).toArray(); // [classes, features]
    float[] mean = graph.tensor(site.name("running_mean")).toArray();
    float[] variance = graph.tensor(site.name("running_var")).toArray();
    for (int i = 0; i < scale.length; i++) {
      int f = i % features;
      double factor = scale[i] / StrictMath.sqrt(variance[f] + layer.eps());
      scale[i] = (float) factor;
      shift[i] = (float) (shift[i] - mean[f] * factor);
    }
    List<Integer> table = perChannel(layer.classes(), features, site.in());
    String label = site.input(layer.label());
    String scales = lookUp(site, graph.floats(site.name("weight"), table, scale), label);
    String scaled = node(site, Node.of("Mul").in(site.value(), scales));
    String shifts = lookUp(site, graph.floats(site.name("bias"), table, shift), label);
    return node(site, Node.of("Add").in(scaled, shifts));
  }

  private String lookUp(Site<String> site, String table, String label) {
    return node(site, Node.of("Gather").in(table, label).set("axis", 0));
  }

  private static List<Integer> perChannel(int classes, int features, Shape in) {
    List<Integer> dims = new ArrayList<>(List.of(classes, features));
    dims.addAll(Collections.nCopies(in.rank() - 1, 1));
    return dims;
  }

  String instanceNorm(Normalization.InstanceNorm layer, Site<String> site) {
    boolean affine = layer.affine();
    return node(
        site,
        Node.of("InstanceNormalization")
            .in(site.value())
            .in(affine ? weight(site, "weight") : same(site, "weight", layer.features(), 1))
            .in(affine ? weight(site, "bias") : same(site, "bias", layer.features(), 0))
            .set("epsilon", layer.eps()));
  }

  /** Groups become the channels of an instance normalization. */
  String groupNorm(Normalization.GroupNorm layer, Site<String> site) {
    int inGroup = site.in().elements() / layer.groups();
    Shape grouped = Shape.of(layer.groups(), inGroup);
    String split = reshaping.reshape(site.path(), site.value(), grouped);
    String normalized =
        node(
            site,
            Node.of("InstanceNormalization")
                .in(split)
                .in(same(site, "ones", layer.groups(), 1), same(site, "zeros", layer.groups(), 0))
                .set("epsilon", layer.eps()));
    String joined = reshaping.reshape(site.path(), normalized, site.in());
    if (!layer.affine()) {
      return joined;
    }
    List<Integer> dims = new ArrayList<>(List.of(layer.features()));
    dims.addAll(Collections.nCopies(site.in().rank() - 1, 1));
    return affine(site, joined, dims);
  }

  String layerNorm(Normalization.LayerNorm layer, Site<String> site) {
    int axis = site.in().rank() + 1 - layer.shape().rank();
    if (graph.opset() < 17) {
      String normalized = standardised(site, layer.shape().rank(), layer.eps());
      return layer.affine() ? affine(site, normalized, layer.shape().dims()) : normalized;
    }
    Node.Builder node =
        Node.of("LayerNormalization")
            .in(site.value())
            .set("axis", axis)
            .set("epsilon", layer.eps());
    if (layer.affine()) {
      node.in(weight(site, "weight"), weight(site, "bias"));
    } else {
      float[] ones = new float[layer.shape().elements()];
      Arrays.fill(ones, 1);
      node.in(graph.floats(site.name("weight"), layer.shape().dims(), ones));
    }
    return node(site, node);
  }

  /** (x - mean) / sqrt(variance + eps) over the last dimensions. */
  private String standardised(Site<String> site, int last, double eps) {
    List<Integer> axes = IntStream.rangeClosed(-last, -1).boxed().toList();
    String mean = mean(site, site.value(), axes);
    String centred = node(site, Node.of("Sub").in(site.value(), mean));
    String two = graph.scalar(site.name("two"), 2);
    String squared = node(site, Node.of("Pow").in(centred, two));
    String variance = mean(site, squared, axes);
    return node(site, Node.of("Div").in(centred, root(site, variance, eps)));
  }

  String pixelNorm(Normalization.PixelNorm layer, Site<String> site) {
    String x = site.value();
    String square = mean(site, node(site, Node.of("Mul").in(x, x)), List.of(1));
    return node(site, Node.of("Div").in(x, root(site, square, layer.eps())));
  }

  private String root(Site<String> site, String square, double eps) {
    String sum = node(site, Node.of("Add").in(square, graph.scalar(site.name("eps"), eps)));
    return node(site, Node.of("Sqrt").in(sum));
  }

  /** The axes became an input in opset 18. */
  private String mean(Site<String> site, String of, List<Integer> axes) {
    Node.Builder node = Node.of("ReduceMean").in(of).set("keepdims", 1);
    if (graph.opset() >= 18) {
      long[] values = axes.stream().mapToLong(Integer::longValue).toArray();
      node.in(graph.integers(site.name("axes"), values));
    } else {
      List<Integer> positive =
          axes.stream().map(axis -> axis < 0 ? axis + site.in().rank() + 1 : axis).toList();
      node.set("axes", positive);
    }
    return node(site, node);
  }

  private String affine(Site<String> site, String value, List<Integer> dims) {
    String scaled = node(site, Node.of("Mul").in(value, shaped(site, "weight", dims)));
    return node(site, Node.of("Add").in(scaled, shaped(site, "bias", dims)));
  }

  private String shaped(Site<String> site, String parameter, List<Integer> dims) {
    Tensor tensor = graph.tensor(site.name(parameter));
    return graph.floats(site.name(parameter), dims, tensor.toArray());
  }

  private String weight(Site<String> site, String parameter) {
    return graph.weight(site.name(parameter));
  }

  private String same(Site<String> site, String name, int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return graph.floats(site.name(name), List.of(count), values);
  }

  private String node(Site<String> site, Node.Builder node) {
    return graph.add(site.path(), node);
  }
}
