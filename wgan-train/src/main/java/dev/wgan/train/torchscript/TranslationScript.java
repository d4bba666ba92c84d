package dev.wgan.train.torchscript;

import dev.wgan.network.Shape;
import dev.wgan.network.Translate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes the lines of a picture that moves: for each pixel of the film, the four neighbours of its
 * place in the picture, with a border of black, are gathered and interpolated.
 *
 * <p>Not thread-safe.
 */
final class TranslationScript {
  private final Translate layer;
  private final UnaryOperator<String> assign;
  private final int border;
  private final int stride; // from one row of the bordered picture to the next
  private final int plane; // from one channel to the next

  /** Passes each expression to a function that assigns it to a variable, which it returns. */
  TranslationScript(Translate layer, UnaryOperator<String> assign) {
    this.layer = layer;
    this.assign = assign;
    this.border = layer.reach() + 1;
    this.stride = layer.width() + 2 * border;
    this.plane = (layer.height() + 2 * border) * stride;
  }

  /** Returns the variable of the film. */
  String film(String x) {
    String down = distance(x, layer.picture());
    String right = distance(x, layer.picture() + layer.frames());
    String wholeDown = line("torch.floor(%s)", down);
    String wholeRight = line("torch.floor(%s)", right);
    String moved = line("torch.to(torch.add(%s, %s, alpha=%s), 4)", wholeRight, wholeDown, stride);
    String place = line("torch.sub(%s, %s)", places(x), moved);
    String bordered = bordered(x);
    String shareDown = line("torch.sub(%s, %s)", down, wholeDown);
    String shareRight = line("torch.sub(%s, %s)", right, wholeRight);
    String upper = mixed(corner(bordered, place, 0), corner(bordered, place, 1), shareRight);
    String lower =
        mixed(corner(bordered, place, stride), corner(bordered, place, stride + 1), shareRight);
    return line("torch.sub(%s, 1)", mixed(upper, lower, shareDown));
  }

  /** The distances of the frames from the middle, [n, frames, 1, 1, 1]. */
  private String distance(String x, int first) {
    return line(
        "torch.reshape(torch.mul(torch.tanh(torch.narrow(%s, 1, %s, %s)), %s), [-1, %s, 1, 1, 1])",
        x, first, layer.frames(), layer.reach(), layer.frames());
  }

  /** The picture above black, with a border, as a vector. */
  private String bordered(String x) {
    String picture =
        line(
            "torch.reshape(torch.add(torch.narrow(%s, 1, 0, %s), 1), [-1, %s, %s, %s])",
            x, layer.picture(), layer.channels(), layer.height(), layer.width());
    return line(
        "torch.flatten(torch.constant_pad_nd(%1$s, [%2$s, %2$s, %2$s, %2$s]), 1)", picture, border);
  }

  /** The place in the bordered picture of each pixel of a frame that did not move. */
  private String places(String x) {
    String channels = count(x, layer.channels(), 0, plane, "-1, 1, 1");
    String rows = count(x, layer.height(), border, stride, "-1, 1");
    String columns = count(x, layer.width(), border, 1, "-1");
    return line("torch.add(torch.add(%s, %s), %s)", channels, rows, columns);
  }

  private String count(String x, int n, int first, int step, String shape) {
    return line(
        "torch.reshape(torch.mul(torch.add(torch.arange(%s, dtype=4, device=%s.device), %s), %s), [%s])",
        n, x, first, step, shape);
  }

  /** The values some elements before the places. */
  private String corner(String bordered, String place, int before) {
    Shape film = Shape.of(layer.frames(), layer.channels(), layer.height(), layer.width());
    String at = line("torch.flatten(torch.sub(%s, %s), 1)", place, before);
    return line("torch.reshape(torch.gather(%s, 1, %s), [-1, %s])", bordered, at, list(film));
  }

  private static String list(Shape shape) {
    return shape.dims().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String mixed(String a, String b, String share) {
    return line("torch.add(%1$s, torch.mul(%3$s, torch.sub(%2$s, %1$s)))", a, b, share);
  }

  private String line(String format, Object... arguments) {
    return assign.apply(format.formatted(arguments));
  }
}
