package dev.wgan.network.reference;

import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import java.util.List;

/** Layers that move elements. */
final class Moves {
  private Moves() {}

  static Values concatenate(List<Values> parts) {
    Values first = parts.get(0);
    int channels = parts.stream().mapToInt(Values::channels).sum();
    Values y = Values.zeros(first.n(), first.shape().with(0, channels));
    int to = 0;
    for (int n = 0; n < first.n(); n++) {
      for (Values part : parts) {
        int size = part.shape().elements();
        System.arraycopy(part.data(), n * size, y.data(), to, size);
        to += size;
      }
    }
    return y;
  }

  /** y[c, h r + i, w r + j] = x[c r^2 + i r + j, h, w]. */
  static Values pixelShuffle(int r, Values x, Shape out) {
    Values y = Values.zeros(x.n(), out);
    int i = 0;
    for (int plane = 0; plane < x.n() * y.channels(); plane++) {
      for (int row = 0; row < y.height(); row++) {
        for (int column = 0; column < y.width(); column++) {
          int channel = plane * r * r + row % r * r + column % r;
          int position = row / r * x.width() + column / r;
          y.data()[i++] = x.data()[channel * x.positions() + position];
        }
      }
    }
    return y;
  }

  /** y[b, a, ...] = x[a, b, ...]. */
  static Values swap(Values x, Shape out) {
    Values y = Values.zeros(x.n(), out);
    int rows = x.shape().dim(0);
    int columns = x.shape().dim(1);
    int size = x.shape().elements() / (rows * columns);
    for (int n = 0; n < x.n(); n++) {
      for (int a = 0; a < rows; a++) {
        for (int b = 0; b < columns; b++) {
          int from = ((n * rows + a) * columns + b) * size;
          System.arraycopy(x.data(), from, y.data(), ((n * columns + b) * rows + a) * size, size);
        }
      }
    }
    return y;
  }

  static Values pad(Reshaping.Pad layer, Values x, Shape out) {
    Values y = Values.zeros(x.n(), out);
    boolean reflect = layer.mode() == Reshaping.Pad.Mode.REFLECT;
    int top = layer.before().size() == 2 ? layer.before().get(0) : 0;
    int left = layer.before().get(layer.before().size() - 1);
    int i = 0;
    for (int plane = 0; plane < x.n() * x.channels(); plane++) {
      for (int row = 0; row < y.height(); row++) {
        for (int column = 0; column < y.width(); column++, i++) {
          int r = inside(row - top, x.height(), reflect);
          int c = inside(column - left, x.width(), reflect);
          if (r >= 0 && c >= 0) {
            y.data()[i] = x.data()[plane * x.positions() + r * x.width() + c];
          }
        }
      }
    }
    return y;
  }

  /** An index mirrored at the outermost elements, or -1 for a zero. */
  private static int inside(int i, int extent, boolean reflect) {
    if (i >= 0 && i < extent) {
      return i;
    }
    return reflect ? (i < 0 ? -i : 2 * (extent - 1) - i) : -1;
  }
}
