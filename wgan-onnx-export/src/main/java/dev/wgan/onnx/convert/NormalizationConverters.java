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

/**
 * Converters of normalizations in evaluation mode.
 *
 * <p>Means over a sample are written as pooling or convolution. The rounding of ONNX Runtime's
 * reductions and normalization operators depends on a sample's place in the batch.
 */
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

  /** Scale and shift of every class are computed here; the graph looks up those of a sample. */
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

  private static List<Integer> perChannel(Shape in) {
    List<Integer> dims = new ArrayList<>(List.of(in.dim(0)));
    dims.addAll(Collections.nCopies(in.rank() - 1, 1));
    return dims;
  }

  private static List<Integer> perChannel(int classes, int features, Shape in) {
    List<Integer> dims = new ArrayList<>(List.of(classes, features));
    dims.addAll(Collections.nCopies(in.rank() - 1, 1));
    return dims;
  }

  String instanceNorm(Normalization.InstanceNorm layer, Site<String> site) {
    String normalized = standardised(site, site.value(), layer.eps());
    return layer.affine() ? affine(site, normalized, perChannel(site.in())) : normalized;
  }

  String groupNorm(Normalization.GroupNorm layer, Site<String> site) {
    int inGroup = site.in().elements() / layer.groups();
    Shape grouped = Shape.of(layer.groups(), inGroup);
    String normalized = standardised(site, grouped, layer.eps());
    return layer.affine() ? affine(site, normalized, perChannel(site.in())) : normalized;
  }

  String layerNorm(Normalization.LayerNorm layer, Site<String> site) {
    int inRow = layer.shape().elements();
    Shape rows = Shape.of(site.in().elements() / inRow, inRow);
    String normalized = standardised(site, rows, layer.eps());
    return layer.affine() ? affine(site, normalized, layer.shape().dims()) : normalized;
  }

  /** The input, standardised in rows of another shape. */
  private String standardised(Site<String> site, Shape rows, double eps) {
    String split = reshaping.reshape(site.path(), site.value(), rows);
    return reshaping.reshape(site.path(), standardised(site, split, eps), site.in());
  }

  /** (x - mean) / sqrt(variance + eps) over all dimensions but the first of a sample. */
  private String standardised(Site<String> site, String value, double eps) {
    String mean = node(site, Node.of("GlobalAveragePool").in(value));
    String centred = node(site, Node.of("Sub").in(value, mean));
    String squared = node(site, Node.of("Mul").in(centred, centred));
    String variance = node(site, Node.of("GlobalAveragePool").in(squared));
    return node(site, Node.of("Div").in(centred, root(site, variance, eps)));
  }

  String pixelNorm(Normalization.PixelNorm layer, Site<String> site) {
    Shape in = site.in();
    int channels = in.dim(0);
    if (in.rank() == 1) {
      String row = reshaping.reshape(site.path(), site.value(), Shape.of(1, channels));
      String squared = node(site, Node.of("Mul").in(row, row));
      String mean = node(site, Node.of("GlobalAveragePool").in(squared));
      String divided = node(site, Node.of("Div").in(row, root(site, mean, layer.eps())));
      return reshaping.reshape(site.path(), divided, in);
    }
    String squared = node(site, Node.of("Mul").in(site.value(), site.value()));
    String sum = node(site, Node.of("Conv").in(squared, ones(site, in)));
    String share = graph.scalar(site.name("share"), 1.0 / channels);
    String mean = node(site, Node.of("Mul").in(sum, share));
    return node(site, Node.of("Div").in(site.value(), root(site, mean, layer.eps())));
  }

  /** The kernel that adds up the channels of a pixel; 1 stays exact in every precision. */
  private String ones(Site<String> site, Shape in) {
    List<Integer> kernel = new ArrayList<>(List.of(1, in.dim(0)));
    kernel.addAll(Collections.nCopies(in.rank() - 1, 1));
    float[] ones = new float[in.dim(0)];
    Arrays.fill(ones, 1);
    return graph.floats(site.name("ones"), kernel, ones);
  }

  private String root(Site<String> site, String square, double eps) {
    String sum = node(site, Node.of("Add").in(square, graph.scalar(site.name("eps"), eps)));
    return node(site, Node.of("Sqrt").in(sum));
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
