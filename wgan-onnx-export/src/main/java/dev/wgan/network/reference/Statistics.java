package dev.wgan.network.reference;

import dev.wgan.network.Shape;

/** Means, variances, and normalization by them. */
final class Statistics {
  private Statistics() {}

  /** A number per sample and channel. */
  interface PerChannel {
    double get(int sample, int channel);
  }

  /** (x - mean) / sqrt(variance + eps) scale + shift, with statistics kept from training. */
  static Values running(
      Values x, float[] mean, float[] variance, double eps, PerChannel scale, PerChannel shift) {
    Values y = Values.zeros(x.n(), x.shape());
    int positions = x.positions();
    for (int n = 0; n < x.n(); n++) {
      for (int c = 0; c < x.channels(); c++) {
        double factor = scale.get(n, c) / Math.sqrt(variance[c] + eps);
        double offset = shift.get(n, c);
        for (int i = (n * x.channels() + c) * positions, end = i + positions; i < end; i++) {
          y.data()[i] = (x.data()[i] - mean[c]) * factor + offset;
        }
      }
    }
    return y;
  }

  /** Each run of {@code size} elements less its mean, divided by its deviation. */
  static Values standardised(Values x, int size, double eps) {
    Values y = Values.zeros(x.n(), x.shape());
    for (int start = 0; start < x.data().length; start += size) {
      double sum = 0;
      for (int i = start; i < start + size; i++) {
        sum += x.data()[i];
      }
      double mean = sum / size;
      double squares = 0;
      for (int i = start; i < start + size; i++) {
        squares += (x.data()[i] - mean) * (x.data()[i] - mean);
      }
      double deviation = Math.sqrt(squares / size + eps);
      for (int i = start; i < start + size; i++) {
        y.data()[i] = (x.data()[i] - mean) / deviation;
      }
    }
    return y;
  }

  static Values perChannel(Values x, float[] scale, float[] shift) {
    Values y = Values.zeros(x.n(), x.shape());
    for (int i = 0; i < x.data().length; i++) {
      int channel = i / x.positions() % x.channels();
      y.data()[i] = x.data()[i] * scale[channel] + shift[channel];
    }
    return y;
  }

  static Values perElement(Values x, float[] scale, float[] shift) {
    Values y = Values.zeros(x.n(), x.shape());
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i] = x.data()[i] * scale[i % scale.length] + shift[i % scale.length];
    }
    return y;
  }

  static Values channelMeans(Values x) {
    Values y = Values.zeros(x.n(), Shape.of(x.channels()));
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i / x.positions()] += x.data()[i] / x.positions();
    }
    return y;
  }

  /** x / sqrt(mean(x^2) + eps) over the channels of each position. */
  static Values pixelNorm(Values x, double eps) {
    Values squares = overChannels(x.map(v -> v * v / x.channels()));
    return divided(x, squares.map(v -> Math.sqrt(v + eps)));
  }

  /** exp(x) / sum(exp(x)) over the channels of each position, less the largest x. */
  static Values softmax(Values x) {
    Values exponentials = Values.zeros(x.n(), x.shape());
    int positions = x.positions();
    for (int n = 0; n < x.n(); n++) {
      for (int p = 0; p < positions; p++) {
        int start = n * x.shape().elements() + p;
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < x.channels(); c++) {
          largest = Math.max(largest, x.data()[start + c * positions]);
        }
        for (int c = 0; c < x.channels(); c++) {
          int i = start + c * positions;
          exponentials.data()[i] = StrictMath.exp(x.data()[i] - largest);
        }
      }
    }
    return divided(exponentials, overChannels(exponentials));
  }

  /** The sum over the channels of each position. */
  private static Values overChannels(Values x) {
    int positions = x.positions();
    Values sums = Values.zeros(x.n(), Shape.of(positions));
    for (int i = 0; i < x.data().length; i++) {
      sums.data()[i / x.shape().elements() * positions + i % positions] += x.data()[i];
    }
    return sums;
  }

  private static Values divided(Values x, Values byPosition) {
    Values y = Values.zeros(x.n(), x.shape());
    int positions = x.positions();
    for (int i = 0; i < x.data().length; i++) {
      int sample = i / x.shape().elements();
      y.data()[i] = x.data()[i] / byPosition.data()[sample * positions + i % positions];
    }
    return y;
  }
}
