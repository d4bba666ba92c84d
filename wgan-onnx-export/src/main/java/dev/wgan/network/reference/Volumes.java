package dev.wgan.network.reference;

import dev.wgan.network.Conv3d;
import dev.wgan.network.Shape;

/** Convolutions over frames, height and width. */
final class Volumes {
  private Volumes() {}

  /**
   * y[o, ot, oy, ox] = b[o] + sum over i, kt, ky, kx of w[o, i, kt, ky, kx] x[i, it, iy, ix], with
   * it = ot stride - padding + kt, and iy and ix likewise.
   */
  static Values conv(Conv3d layer, Values x, Shape out, float[] weight, float[] bias) {
    Values y = Values.zeros(x.n(), out);
    int at = 0;
    for (int n = 0; n < x.n(); n++) {
      for (int o = 0; o < layer.out(); o++) {
        for (int t = 0; t < out.dim(1); t++) {
          for (int row = 0; row < out.dim(2); row++) {
            for (int column = 0; column < out.dim(3); column++) {
              int[] place = {t, row, column};
              y.data()[at++] = (layer.bias() ? bias[o] : 0) + sum(layer, x, n, weight, o, place);
            }
          }
        }
      }
    }
    return y;
  }

  private static double sum(Conv3d layer, Values x, int n, float[] weight, int o, int[] place) {
    double sum = 0;
    int k = o * layer.in() * layer.kernel().stream().reduce(1, (a, b) -> a * b);
    for (int i = 0; i < layer.in(); i++) {
      for (int kt = 0; kt < layer.kernel().get(0); kt++) {
        for (int ky = 0; ky < layer.kernel().get(1); ky++) {
          for (int kx = 0; kx < layer.kernel().get(2); kx++, k++) {
            int t = from(layer, 0, place[0], kt, x);
            int row = from(layer, 1, place[1], ky, x);
            int column = from(layer, 2, place[2], kx, x);
            if (t >= 0 && row >= 0 && column >= 0) {
              int plane = (n * layer.in() + i) * x.shape().dim(1) + t;
              int line = plane * x.shape().dim(2) + row;
              sum += weight[k] * x.data()[line * x.shape().dim(3) + column];
            }
          }
        }
      }
    }
    return sum;
  }

  /** The place in the input along a dimension, or -1 for padding. */
  private static int from(Conv3d layer, int dimension, int place, int kernel, Values x) {
    int from = place * layer.stride().get(dimension) - layer.padding().get(dimension) + kernel;
    return from < x.shape().dim(dimension + 1) ? Math.max(-1, from) : -1;
  }
}
