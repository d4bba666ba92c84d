package dev.wgan.onnx.convert;

import dev.wgan.network.Activation;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Converters of activations.
 *
 * <p>ELU, SELU, Softplus and Mish are written with {@code Exp} and arithmetic. The rounding of ONNX
 * Runtime's own operators depends on an element's place in memory, so a sample's bits would depend
 * on its batch; these operators are also slower.
 */
final class ActivationConverters {
  /** Beyond this, log(1 + exp(x)) and x are equal 32-bit floats. */
  private static final double SAME = 17;

  /** Beyond this, tanh(log(1 + exp(x))) is 1 in 32-bit floats, and exp(2 x) is still finite. */
  private static final double SATURATED = 20;

  /**
   * 2 atanh(z) / z in powers of z squared, for z of 0 to 1/3: fitted for minimum relative error,
   * 4e-9 before rounding.
   */
  private static final double[] ATANH = {
    2.0, 0.6666631698608398, 0.40024909377098083, 0.27960601449012756, 0.2817833423614502
  };

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

  /** max(x, 0) + alpha (exp(min(x, 0)) - 1). */
  String elu(Activation.Elu layer, Site<String> site) {
    return exponential(site, 1, layer.alpha());
  }

  String selu(Site<String> site) {
    return exponential(site, 1.0507009873554805, 1.6732632423543772 * 1.0507009873554805);
  }

  private String exponential(Site<String> site, double slope, double alpha) {
    String low = of("Min", site, site.value(), graph.scalar(site.name("zero"), 0));
    String bent = of("Sub", site, of("Exp", site, low), graph.scalar(site.name("one"), 1));
    String negative = times(site, bent, "alpha", alpha);
    String positive = times(site, same("Relu", site), "slope", slope);
    return of("Add", site, positive, negative);
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

  /** tanh(log(1 + e)) = n / (n + 2), where n = e (e + 2) and e = exp(x). */
  String mish(Site<String> site) {
    String two = graph.scalar(site.name("two"), 2);
    String most = graph.scalar(site.name("most"), SATURATED);
    String e = of("Exp", site, of("Min", site, site.value(), most));
    String n = of("Mul", site, e, of("Add", site, e, two));
    String gate = of("Div", site, n, of("Add", site, n, two));
    return of("Mul", site, site.value(), gate);
  }

  String softplus(Activation.Softplus layer, Site<String> site) {
    String x = site.value();
    boolean scaled = layer.beta() != 1;
    String beta = scaled ? graph.scalar(site.name("beta"), layer.beta()) : "";
    String bent = scaled ? of("Mul", site, x, beta) : x;
    String soft = softplus(site, bent);
    String result = scaled ? of("Div", site, soft, beta) : soft;
    if (layer.threshold() >= SAME) {
      return result;
    }
    String threshold = graph.scalar(site.name("threshold"), layer.threshold());
    String beyond = of("Greater", site, bent, threshold);
    return of("Where", site, beyond, x, result);
  }

  /** max(x, 0) + log(1 + u), where u = exp(-|x|) and log(1 + u) = 2 atanh(u / (u + 2)). */
  private String softplus(Site<String> site, String x) {
    String u = of("Exp", site, of("Neg", site, of("Abs", site, x)));
    String z = of("Div", site, u, of("Add", site, u, graph.scalar(site.name("two"), 2)));
    String square = of("Mul", site, z, z);
    int last = ATANH.length - 1;
    String sum = graph.scalar(site.name("atanh" + last), ATANH[last]);
    for (int i = last - 1; i >= 0; i--) {
      String factor = graph.scalar(site.name("atanh" + i), ATANH[i]);
      sum = of("Add", site, of("Mul", site, sum, square), factor);
    }
    return of("Add", site, of("Relu", site, x), of("Mul", site, sum, z));
  }

  /**
   * Before opset 13, Softmax flattens the dimensions after its axis, so channels are moved to the
   * end.
   */
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

  private String times(Site<String> site, String value, String name, double factor) {
    return factor == 1 ? value : of("Mul", site, value, graph.scalar(site.name(name), factor));
  }

  private String of(String operator, Site<String> site, String... inputs) {
    return node(site, Node.of(operator).in(inputs));
  }

  private String node(Site<String> site, Node.Builder node) {
    return graph.add(site.path(), node);
  }
}
