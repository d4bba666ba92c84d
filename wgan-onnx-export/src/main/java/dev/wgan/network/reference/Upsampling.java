package dev.wgan.network.reference;

import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;

/**
 * Upsampling: each output is a weighted sum of inputs, with weights that are products of a row's
 * and a column's.
 */
final class Upsampling {
  private static final double A = -0.75;

  private Upsampling() {}

  static Values upsample(Upsample layer, Values x, Shape out) {
    Values y = Values.zeros(x.n(), out);
    double[][] rows =
        layer.scale().size() == 2 ? weights(layer, x.height(), y.height()) : new double[][] {{1}};
    double[][] columns = weights(layer, x.width(), y.width());
    int i = 0;
    for (int plane = 0; plane < x.n() * x.channels(); plane++) {
      for (double[] row : rows) {
        for (double[] column : columns) {
          y.data()[i++] = sum(x, plane, row, column);
        }
      }
    }
    return y;
  }

  private static double sum(Values x, int plane, double[] row, double[] column) {
    double sum = 0;
    for (int r = 0; r < row.length; r++) {
      for (int c = 0; row[r] != 0 && c < column.length; c++) {
        sum += row[r] * column[c] * x.data()[plane * x.positions() + r * x.width() + c];
      }
    }
    return sum;
  }

  /** The weight of each input along one dimension in each output. */
  private static double[][] weights(Upsample layer, int in, int out) {
    double[][] weights = new double[out][in];
    for (int o = 0; o < out; o++) {
      double position = position(layer, o, in, out);
      switch (layer.mode()) {
        case NEAREST -> weights[o][o / (out / in)] = 1;
        case LINEAR -> {
          double inside = Math.max(0, position);
          int low = (int) Math.floor(inside);
          weights[o][low] += 1 - (inside - low);
          weights[o][Math.min(low + 1, in - 1)] += inside - low;
        }
        case CUBIC -> {
          int low = (int) Math.floor(position);
          for (int k = low - 1; k <= low + 2; k++) {
            weights[o][Math.max(0, Math.min(in - 1, k))] += cubic(position - k);
          }
        }
      }
    }
    return weights;
  }

  /** The position of an output among the inputs. */
  private static double position(Upsample layer, int o, int in, int out) {
    if (layer.alignCorners()) {
      return out == 1 ? 0 : (double) o * (in - 1) / (out - 1);
    }
    return (o + 0.5) * in / out - 0.5;
  }

  /** Keys' cubic convolution kernel (1981, equation 15) with a = -0.75. */
  private static double cubic(double distance) {
    double d = Math.abs(distance);
    if (d <= 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? ((d - 5) * d + 8) * d * A - 4 * A : 0;
  }
}
