package dev.wgan.onnx.convert;

import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Upsample;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Converters of layers that move, repeat and interpolate elements. */
final class ReshapingConverters {
  private final GraphBuilder graph;

  ReshapingConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  String flatten(Site<String> site) {
    return node(site, Node.of("Flatten").in(site.value()).set("axis", 1));
  }

  /** The leading 0 stands for the batch, whatever its size. */
  String reshape(String path, String value, Shape sample) {
    String shape = graph.integers(path + ".shape", sample.batch(0));
    return graph.add(path, Node.of("Reshape").in(value, shape));
  }

  String swap(Site<String> site) {
    List<Integer> order = new ArrayList<>(List.of(0, 2, 1));
    for (int i = 3; i <= site.in().rank(); i++) {
      order.add(i);
    }
    return node(site, Node.of("Transpose").in(site.value()).set("perm", order));
  }

  /** The frames of all samples become one batch, in order: each of its rows is a frame. */
  String splitFrames(String path, String value, Shape frame) {
    return graph.add(
        path, Node.of("Reshape").in(value, graph.integers(path + ".split", frame.batch(-1))));
  }

  String joinFrames(String path, String value, int frames, Shape frame) {
    long[] shape = new long[frame.rank() + 2];
    shape[0] = -1;
    shape[1] = frames;
    for (int i = 0; i < frame.rank(); i++) {
      shape[i + 2] = frame.dim(i);
    }
    return graph.add(path, Node.of("Reshape").in(value, graph.integers(path + ".join", shape)));
  }

  /** Channel c r^2 + i r + j goes to pixel (i, j) of each block of channel c. */
  String pixelShuffle(Reshaping.PixelShuffle layer, Site<String> site) {
    int r = layer.factor();
    if (graph.opset() >= 11) {
      return node(
          site, Node.of("DepthToSpace").in(site.value()).set("blocksize", r).set("mode", "CRD"));
    }
    Shape in = site.in();
    Shape split = Shape.of(site.out().dim(0), r, r, in.dim(1), in.dim(2));
    String blocks = reshape(site.path(), site.value(), split);
    String woven =
        node(site, Node.of("Transpose").in(blocks).set("perm", List.of(0, 1, 4, 2, 5, 3)));
    return reshape(site.path(), woven, site.out());
  }

  String pad(Reshaping.Pad layer, Site<String> site) {
    String mode = layer.mode() == Reshaping.Pad.Mode.ZERO ? "constant" : "reflect";
    return pad(site, site.value(), mode, layer.before(), layer.after());
  }

  /** The widths became an input in opset 11. */
  String pad(
      Site<String> site, String value, String mode, List<Integer> before, List<Integer> after) {
    List<Integer> widths = new ArrayList<>(List.of(0, 0));
    widths.addAll(before);
    widths.addAll(List.of(0, 0));
    widths.addAll(after);
    Node.Builder node = Node.of("Pad").in(value).set("mode", mode);
    if (graph.opset() >= 11) {
      long[] values = widths.stream().mapToLong(Integer::longValue).toArray();
      node.in(graph.integers(site.name("pads"), values));
    } else {
      node.set("pads", widths);
    }
    return node(site, node);
  }

  String upsample(Upsample layer, Site<String> site) {
    if (layer.scale().size() == 1 && layer.mode() == Upsample.Mode.LINEAR) {
      // Bilinear over one row, because some runtimes lack interpolation in one dimension.
      Shape in = site.in();
      String row = reshape(site.path(), site.value(), Shape.of(in.dim(0), 1, in.dim(1)));
      String wide = resize(layer, site, row, List.of(1, layer.scale().get(0)));
      return reshape(site.path(), wide, site.out());
    }
    return CubicConvolution.suits(layer) && graph.opset() >= 11
        ? new CubicConvolution(graph, this).upsample(layer, site)
        : resize(layer, site, site.value(), layer.scale());
  }

  String resize(Upsample layer, Site<String> site, String value, List<Integer> spatial) {
    float[] factors = new float[spatial.size() + 2];
    factors[0] = 1;
    factors[1] = 1;
    for (int i = 0; i < spatial.size(); i++) {
      factors[i + 2] = spatial.get(i);
    }
    String scales = graph.floats(site.name("scales"), List.of(factors.length), factors);
    boolean nearest = layer.mode() == Upsample.Mode.NEAREST;
    if (!nearest) {
      graph.needsOpset(11, "%s: Resize with PyTorch's pixel centres".formatted(site.path()));
    }
    if (graph.opset() < 11) {
      String operator = graph.opset() == 9 ? "Upsample" : "Resize";
      return node(site, Node.of(operator).in(value, scales).set("mode", "nearest"));
    }
    // The second input, a region of interest, became optional in opset 13.
    String region = graph.opset() < 13 ? graph.floats(site.name("roi"), List.of(0)) : "";
    Node.Builder node = Node.of("Resize").in(value, region, scales);
    if (nearest) {
      return node(
          site,
          node.set("mode", "nearest")
              .set("coordinate_transformation_mode", "asymmetric")
              .set("nearest_mode", "floor"));
    }
    String centres = layer.alignCorners() ? "align_corners" : "half_pixel";
    node.set("coordinate_transformation_mode", centres);
    if (layer.mode() == Upsample.Mode.LINEAR) {
      return node(site, node.set("mode", "linear"));
    }
    return node(site, node.set("mode", "cubic").set("cubic_coeff_a", -0.75));
  }

  private String node(Site<String> site, Node.Builder node) {
    return graph.add(site.path(), node);
  }
}
