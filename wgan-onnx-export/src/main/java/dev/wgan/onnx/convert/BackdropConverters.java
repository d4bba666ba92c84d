package dev.wgan.onnx.convert;

import dev.wgan.network.Backdrop;
import dev.wgan.network.Site;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;

/** The converter of pictures in front of a background. */
final class BackdropConverters {
  private final GraphBuilder graph;

  BackdropConverters(GraphBuilder graph) {
    this.graph = graph;
  }

  /** {@code plain + s (front - plain)}, which costs one product. */
  String backdrop(Backdrop layer, Site<String> site) {
    int channels = layer.channels();
    String front = of("Tanh", site, part(site, "front", Window.channels(0, channels)));
    String share = of("Sigmoid", site, mask(layer, site));
    String back = part(site, "back", Window.channels(channels + 1, 2 * channels + 1));
    String plain = of("Tanh", site, of("GlobalAveragePool", site, back));
    String difference = of("Sub", site, front, plain);
    return of("Add", site, of("Mul", site, share, difference), plain);
  }

  private String mask(Backdrop layer, Site<String> site) {
    int channel = layer.channels();
    String mask = part(site, "mask", Window.channels(channel, channel + 1));
    if (!layer.closedCorners()) {
      return mask;
    }
    String half = graph.scalar(site.name("half"), Backdrop.HALF);
    String above = of("Sub", site, of("Sub", site, mask, corners(channel, site)), half);
    return of("Mul", site, above, graph.scalar(site.name("sharpness"), Backdrop.SHARPNESS));
  }

  /** The mean of a channel over both upper corners. */
  private String corners(int channel, Site<String> site) {
    int width = site.in().dim(2);
    int side = Backdrop.cornerOf(site.in());
    String left = part(site, "left", Window.corner(channel, 0, side));
    String right = part(site, "right", Window.corner(channel, width - side, side));
    String sum =
        of("Add", site, of("GlobalAveragePool", site, left), of("GlobalAveragePool", site, right));
    return of("Mul", site, sum, graph.scalar(site.name("each"), 0.5));
  }

  /** A part of the input. The bounds became inputs in opset 10. */
  private String part(Site<String> site, String name, Window window) {
    Node.Builder slice = Node.of("Slice").in(site.value());
    if (graph.opset() >= 10) {
      slice.in(
          integers(site.name(name + "_start"), window.from()),
          integers(site.name(name + "_end"), window.to()),
          integers(site.name(name + "_axis"), window.axes()));
    } else {
      slice.set("starts", window.from()).set("ends", window.to()).set("axes", window.axes());
    }
    return graph.add(site.path(), slice);
  }

  private String integers(String name, List<Integer> values) {
    return graph.integers(name, values.stream().mapToLong(Integer::longValue).toArray());
  }

  private String of(String operator, Site<String> site, String... inputs) {
    return graph.add(site.path(), Node.of(operator).in(inputs));
  }

  /** Bounds along the channels and, for a part of the picture, its height and width. */
  private record Window(List<Integer> from, List<Integer> to) {
    static Window channels(int from, int to) {
      return new Window(List.of(from), List.of(to));
    }

    static Window corner(int channel, int column, int side) {
      return new Window(List.of(channel, 0, column), List.of(channel + 1, side, column + side));
    }

    List<Integer> axes() {
      return List.of(1, 2, 3).subList(0, from.size());
    }
  }
}
