package dev.wgan.onnx.convert;

import dev.wgan.network.Activation;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Activations. */
final class ActivationConverters {
  /** Beyond this, log(1 + exp(x)) and x are the same 32-bit float. */
  private static final double SAME = 17;

  private final GraphBuilder graph;

  ActivationConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  String same(String operator, Site<String> site) {
    return node(site, Node.of(operator).in(site.value()));
  }

  String leakyRelu(Activation.LeakyRelu layer, Site<String> site) {
    return node(site, Node.of("LeakyRelu").in(site.value()).set("alpha", layer.slope()));
  }

  String prelu(Activation.PRelu layer, Site<String> site) {
    List<Integer> dims = new ArrayList<>(List.of(layer.channels()));
    dims.addAll(Collections.nCopies(Math.max(0, site.in().rank() - 1), 1));
    String slope =
        graph.floats(site.name("weight"), dims, graph.tensor(site.name("weight")).toArray());
    return node(site, Node.of("PRelu").in(site.value(), slope));
  }

  String elu(Activation.Elu layer, Site<String> site) {
    return node(site, Node.of("Elu").in(site.value()).set("alpha", layer.alpha()));
  }

  String selu(Site<String> site) {
    return node(
        site,
        Node.of("Selu")
            .in(site.value())
            .set("alpha", 1.6732632423543772)
            .set("gamma", 1.0507009873554805));
  }

  String gelu(Activation.Gelu layer, Site<String> site) {
    if (graph.opset() >= 20) {
      return node(
          site,
          Node.of("Gelu").in(site.value()).set("approximate", layer.tanh() ? "tanh" : "none"));
    }
    String x = site.value();
    String curve = layer.tanh() ? tanhOfCubic(site) : erfOfScaled(site);
    String one = graph.scalar(site.name("one"), 1);
    String half = graph.scalar(site.name("half"), 0.5);
    String weight = node(site, Node.of("Add").in(curve, one));
    return node(site, Node.of("Mul").in(node(site, Node.of("Mul").in(x, weight)), half));
  }

  /** erf(x / sqrt(2)). */
  private String erfOfScaled(Site<String> site) {
    String root = graph.scalar(site.name("root"), Math.sqrt(2));
    return node(site, Node.of("Erf").in(node(site, Node.of("Div").in(site.value(), root))));
  }

  /** tanh(sqrt(2 / pi) (x + 0.044715 x^3)). */
  private String tanhOfCubic(Site<String> site) {
    String x = site.value();
    String cubed = node(site, Node.of("Mul").in(node(site, Node.of("Mul").in(x, x)), x));
    String share = graph.scalar(site.name("cubic"), 0.044715);
    String sum = node(site, Node.of("Add").in(x, node(site, Node.of("Mul").in(cubed, share))));
    String factor = graph.scalar(site.name("factor"), Math.sqrt(2 / Math.PI));
    return node(site, Node.of("Tanh").in(node(site, Node.of("Mul").in(sum, factor))));
  }

  String silu(Site<String> site) {
    String gate = same("Sigmoid", site);
    return node(site, Node.of("Mul").in(site.value(), gate));
  }

  String mish(Site<String> site) {
    String gate = node(site, Node.of("Tanh").in(same("Softplus", site)));
    return node(site, Node.of("Mul").in(site.value(), gate));
  }

  String softplus(Activation.Softplus layer, Site<String> site) {
    String x = site.value();
    boolean scaled = layer.beta() != 1;
    String beta = scaled ? graph.scalar(site.name("beta"), layer.beta()) : "";
    String bent = scaled ? node(site, Node.of("Mul").in(x, beta)) : x;
    String soft = node(site, Node.of("Softplus").in(bent));
    String result = scaled ? node(site, Node.of("Div").in(soft, beta)) : soft;
    if (layer.threshold() >= SAME) {
      return result;
    }
    String threshold = graph.scalar(site.name("threshold"), layer.threshold());
    String beyond = node(site, Node.of("Greater").in(bent, threshold));
    return node(site, Node.of("Where").in(beyond, x, result));
  }

  /** Before opset 13 Softmax flattens what follows its axis: channels go last for it. */
  String softmax(Site<String> site) {
    Shape in = site.in();
    if (in.rank() == 1 || graph.opset() >= 13) {
      return node(site, Node.of("Softmax").in(site.value()).set("axis", 1));
    }
    int rank = in.rank() + 1;
    List<Integer> last = new ArrayList<>();
    List<Integer> back = new ArrayList<>(List.of(0, rank - 1));
    for (int i = 0; i < rank; i++) {
      if (i != 1) {
        last.add(i);
      }
      if (i > 0 && i < rank - 1) {
        back.add(i);
      }
    }
    last.add(1);
    String moved = node(site, Node.of("Transpose").in(site.value()).set("perm", last));
    String soft = node(site, Node.of("Softmax").in(moved).set("axis", rank - 1));
    return node(site, Node.of("Transpose").in(soft).set("perm", back));
  }

  private String node(Site<String> site, Node.Builder node) {
    return graph.add(site.path(), node);
  }
}
