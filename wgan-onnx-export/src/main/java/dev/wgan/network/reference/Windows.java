package dev.wgan.network.reference;

import dev.wgan.network.Pooling;
import dev.wgan.network.Shape;
import java.util.List;

/** Pooling over windows of height and width; a sequence is an image of one row. */
final class Windows {
  private Windows() {}

  /**
   * The value of the window from (top, left) to before (bottom, right), which may extend beyond the
   * input.
   */
  private interface Summary {
    double of(int plane, int top, int left, int bottom, int right);
  }

  static Values largest(Pooling.MaxPool layer, Values x, Shape out) {
    return slide(
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        Values.zeros(x.n(), out),
        (plane, top, left, bottom, right) -> {
          double largest = Double.NEGATIVE_INFINITY;
          for (int r = Math.max(0, top); r < Math.min(bottom, x.height()); r++) {
            for (int c = Math.max(0, left); c < Math.min(right, x.width()); c++) {
              largest = Math.max(largest, at(x, plane, r, c));
            }
          }
          return largest;
        });
  }

  static Values average(Pooling.AvgPool layer, Values x, Shape out) {
    int down = layer.kernel().size() == 2 ? layer.padding().get(0) : 0;
    int across = layer.padding().get(layer.padding().size() - 1);
    return slide(
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        Values.zeros(x.n(), out),
        (plane, top, left, bottom, right) -> {
          double sum = 0;
          int inside = 0;
          for (int r = Math.max(0, top); r < Math.min(bottom, x.height()); r++) {
            for (int c = Math.max(0, left); c < Math.min(right, x.width()); c++) {
              sum += at(x, plane, r, c);
              inside++;
            }
          }
          // The padding counts, but not the part beyond it.
          int padded =
              (Math.min(bottom, x.height() + down) - top)
                  * (Math.min(right, x.width() + across) - left);
          return sum / (layer.countIncludePad() ? padded : inside);
        });
  }

  private static double at(Values x, int plane, int row, int column) {
    return x.data()[plane * x.positions() + row * x.width() + column];
  }

  private static Values slide(
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> padding,
      Values y,
      Summary summary) {
    boolean rows = kernel.size() == 2;
    int last = kernel.size() - 1;
    int i = 0;
    for (int plane = 0; plane < y.n() * y.channels(); plane++) {
      for (int row = 0; row < y.height(); row++) {
        for (int column = 0; column < y.width(); column++) {
          int top = rows ? row * stride.get(0) - padding.get(0) : 0;
          int left = column * stride.get(last) - padding.get(last);
          int bottom = top + (rows ? kernel.get(0) : 1);
          y.data()[i++] = summary.of(plane, top, left, bottom, left + kernel.get(last));
        }
      }
    }
    return y;
  }
}
