package dev.wgan.network.reference;

import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.Shape;
import java.util.List;

/** Convolutions over height and width; a sequence is an image of one row. */
final class Convolutions {
  private Convolutions() {}

  /**
   * y[o, oy, ox] = b[o] + sum over i, ky, kx of w[o, i, ky, kx] x[i, iy, ix], with iy = oy stride -
   * padding + ky dilation.
   */
  static Values conv(Conv layer, Values x, Shape out, float[] weight, float[] bias) {
    Values y = Values.zeros(x.n(), out);
    fill(y, layer.bias(), bias);
    Geometry g = new Geometry(layer.kernel(), layer.stride(), layer.padding(), layer.dilation());
    int inGroup = layer.in() / layer.groups();
    int outGroup = layer.out() / layer.groups();
    for (int n = 0; n < x.n(); n++) {
      for (int o = 0; o < layer.out(); o++) {
        for (int i = 0; i < inGroup; i++) {
          int from = n * layer.in() + o / outGroup * inGroup + i;
          int kernel = (o * inGroup + i) * g.kernelSize();
          g.gather(x, from, y, n * layer.out() + o, weight, kernel);
        }
      }
    }
    return y;
  }

  /**
   * y[o, oy, ox] = b[o] + sum over i, ky, kx of w[i, o, ky, kx] x[i, iy, ix] where oy = iy stride -
   * padding + ky dilation.
   */
  static Values transposed(ConvTranspose layer, Values x, Shape out, float[] weight, float[] bias) {
    Values y = Values.zeros(x.n(), out);
    fill(y, layer.bias(), bias);
    Geometry g = new Geometry(layer.kernel(), layer.stride(), layer.padding(), layer.dilation());
    int inGroup = layer.in() / layer.groups();
    int outGroup = layer.out() / layer.groups();
    for (int n = 0; n < x.n(); n++) {
      for (int i = 0; i < layer.in(); i++) {
        for (int o = 0; o < outGroup; o++) {
          int to = n * layer.out() + i / inGroup * outGroup + o;
          int kernel = (i * outGroup + o) * g.kernelSize();
          g.scatter(x, n * layer.in() + i, y, to, weight, kernel);
        }
      }
    }
    return y;
  }

  private static void fill(Values y, boolean biased, float[] bias) {
    for (int i = 0; biased && i < y.data().length; i++) {
      y.data()[i] = bias[i / y.positions() % y.channels()];
    }
  }

  /** Kernel, stride, padding and dilation of height and width. */
  private record Geometry(
      List<Integer> kernel, List<Integer> stride, List<Integer> padding, List<Integer> dilation) {

    int kernelSize() {
      return kernel.stream().reduce(1, (a, b) -> a * b);
    }

    private int vertical(List<Integer> values, int oneRow) {
      return values.size() == 2 ? values.get(0) : oneRow;
    }

    private int horizontal(List<Integer> values) {
      return values.get(values.size() - 1);
    }

    /** Adds the contribution of one channel of x to one channel of y. */
    void gather(Values x, int from, Values y, int to, float[] weight, int at) {
      each(x, from, y, to, weight, at, false);
    }

    /** The transpose: x and y change places in the geometry. */
    void scatter(Values x, int from, Values y, int to, float[] weight, int at) {
      each(x, from, y, to, weight, at, true);
    }

    /** Pairs each position (r, c) of the coarse plane with that of the fine one, per element. */
    private void each(
        Values x, int from, Values y, int to, float[] weight, int at, boolean transposed) {
      Values coarse = transposed ? x : y;
      Values fine = transposed ? y : x;
      int coarseStart = (transposed ? from : to) * coarse.positions();
      int fineStart = (transposed ? to : from) * fine.positions();
      int columns = horizontal(kernel);
      for (int k = 0; k < kernelSize(); k++) {
        double w = weight[at + k];
        int down = k / columns * vertical(dilation, 1) - vertical(padding, 0);
        int right = k % columns * horizontal(dilation) - horizontal(padding);
        for (int r = 0; r < coarse.height(); r++) {
          int fr = r * vertical(stride, 1) + down;
          if (fr >= 0 && fr < fine.height()) {
            int c0 = coarseStart + r * coarse.width();
            int f0 = fineStart + fr * fine.width();
            row(x.data(), y.data(), w, c0, f0, right, coarse.width(), fine.width(), transposed);
          }
        }
      }
    }

    /** One row: the loop in which nearly all of the time is spent. */
    private void row(
        double[] x,
        double[] y,
        double w,
        int coarse,
        int fine,
        int right,
        int coarseWidth,
        int fineWidth,
        boolean transposed) {
      int step = horizontal(stride);
      int first = Math.max(0, -Math.floorDiv(right, step));
      int last = Math.min(coarseWidth - 1, Math.floorDiv(fineWidth - 1 - right, step));
      if (transposed) {
        for (int c = first; c <= last; c++) {
          y[fine + c * step + right] += w * x[coarse + c];
        }
      } else {
        for (int c = first; c <= last; c++) {
          y[coarse + c] += w * x[fine + c * step + right];
        }
      }
    }
  }
}
