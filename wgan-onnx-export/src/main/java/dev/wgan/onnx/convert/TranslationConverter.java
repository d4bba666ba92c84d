package dev.wgan.onnx.convert;

import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Translate;
import dev.wgan.onnx.graph.Constant;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;

/**
 * Adds the nodes of a picture that moves: for each pixel of the film, the four neighbours of its
 * place in the picture, with a border of black, are gathered and interpolated.
 */
final class TranslationConverter {
  /** The first opset with GatherElements. */
  private static final int OPSET = 11;

  private final GraphBuilder graph;
  private final Translate layer;
  private final Site<String> site;
  private final int border;
  private final int stride; // from one row of the bordered picture to the next

  TranslationConverter(GraphBuilder graph, Translate layer, Site<String> site) {
    this.graph = graph;
    this.layer = layer;
    this.site = site;
    this.border = layer.reach() + 1;
    this.stride = layer.width() + 2 * border;
    graph.needsOpset(OPSET, site.path() + ": GatherElements");
  }

  String film() {
    int frames = layer.frames();
    int picture = layer.picture();
    String down = distance("down", picture);
    String right = distance("right", picture + frames);
    String wholeDown = node("Floor", down);
    String wholeRight = node("Floor", right);
    String rows = node("Mul", wholeDown, graph.scalar(site.name("stride"), stride));
    String moved =
        graph.add(
            site.path(),
            Node.of("Cast").in(node("Add", rows, wholeRight)).set("to", ElementType.INT64.code()));
    String place = node("Sub", places(), moved);
    String bordered = bordered();
    String shareDown = node("Sub", down, wholeDown);
    String shareRight = node("Sub", right, wholeRight);
    String upper = mixed(corner(bordered, place, 0), corner(bordered, place, 1), shareRight);
    String lower =
        mixed(corner(bordered, place, stride), corner(bordered, place, stride + 1), shareRight);
    return node("Sub", mixed(upper, lower, shareDown), graph.scalar(site.name("one"), 1));
  }

  /** The distances of the frames from the middle, [n, frames, 1, 1, 1]. */
  private String distance(String name, int first) {
    String numbers = slice(name, first, first + layer.frames());
    String reach = graph.scalar(site.name(name + "_reach"), layer.reach());
    String distance = node("Mul", node("Tanh", numbers), reach);
    return shaped(distance, Shape.of(layer.frames(), 1, 1, 1));
  }

  /** The picture above black, with a border, as a vector. */
  private String bordered() {
    String above =
        node("Add", slice("picture", 0, layer.picture()), graph.scalar(site.name("white"), 1));
    String picture = shaped(above, Shape.of(layer.channels(), layer.height(), layer.width()));
    String widths = graph.integers(site.name("border"), 0, 0, border, border, 0, 0, border, border);
    String padded = node("Pad", picture, widths);
    return shaped(padded, Shape.of(layer.channels() * height() * stride));
  }

  private int height() {
    return layer.height() + 2 * border;
  }

  /**
   * The place in the bordered picture of each pixel of a frame that did not move: whole numbers,
   * since weights of 16 bits do not count beyond 2048.
   */
  private String places() {
    long[] places = new long[layer.picture()];
    int at = 0;
    for (int c = 0; c < layer.channels(); c++) {
      for (int i = 0; i < layer.height(); i++) {
        for (int j = 0; j < layer.width(); j++) {
          places[at++] = (long) (c * height() + i + border) * stride + j + border;
        }
      }
    }
    List<Integer> dims = List.of(1, 1, layer.channels(), layer.height(), layer.width());
    return graph.constant(Constant.of(graph.unique(site.name("places")), dims, places));
  }

  /** The values some elements before the places. */
  private String corner(String bordered, String place, int before) {
    String at = place;
    if (before > 0) {
      at = node("Sub", place, graph.integers(site.name("before"), before));
    }
    String flat = shaped(at, Shape.of(site.out().elements()));
    String values =
        graph.add(site.path(), Node.of("GatherElements").in(bordered, flat).set("axis", 1));
    return shaped(values, site.out());
  }

  /** {@code a + share (b - a)}. */
  private String mixed(String a, String b, String share) {
    return node("Add", a, node("Mul", share, node("Sub", b, a)));
  }

  private String slice(String name, int from, int to) {
    return node(
        "Slice",
        site.value(),
        graph.integers(site.name(name + "_start"), from),
        graph.integers(site.name(name + "_end"), to),
        graph.integers(site.name(name + "_axis"), 1));
  }

  private String shaped(String value, Shape sample) {
    return new ReshapingConverters(graph).reshape(site.path(), value, sample);
  }

  private String node(String operator, String... inputs) {
    return graph.add(site.path(), Node.of(operator).in(inputs));
  }
}
