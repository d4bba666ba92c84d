package dev.wgan.network.reference;

import dev.wgan.network.Backdrop;
import dev.wgan.network.Shape;
import dev.wgan.network.Translate;

/** Pictures in front of a background. */
final class Layered {
  private Layered() {}

  static Values over(Backdrop layer, Values x, Shape out) {
    int positions = x.positions();
    Values means = Statistics.channelMeans(x);
    Values y = Values.zeros(x.n(), out);
    int at = 0;
    for (int n = 0; n < x.n(); n++) {
      int first = n * x.channels();
      int mask = first + layer.channels();
      double factor = layer.closedCorners() ? Backdrop.SHARPNESS : 1;
      double half = layer.closedCorners() ? atCorners(x, mask * positions) + Backdrop.HALF : 0;
      for (int c = 0; c < layer.channels(); c++) {
        double plain = Math.tanh(means.data()[mask + 1 + c]);
        for (int i = 0; i < positions; i++) {
          double front = Math.tanh(x.data()[(first + c) * positions + i]);
          double share = 1 / (1 + Math.exp(factor * (half - x.data()[mask * positions + i])));
          y.data()[at++] = share * front + (1 - share) * plain;
        }
      }
    }
    return y;
  }

  /** The mean of a channel over both upper corners. */
  private static double atCorners(Values x, int channel) {
    int width = x.shape().dim(2);
    int side = Backdrop.cornerOf(x.shape());
    double sum = 0;
    for (int i = 0; i < side; i++) {
      int row = channel + i * width;
      for (int j = 0; j < side; j++) {
        sum += x.data()[row + j] + x.data()[row + width - 1 - j];
      }
    }
    return sum / (2 * side * side);
  }

  /** The sum of the definition, over every pixel of the picture. */
  static Values moved(Translate layer, Values x, Shape out) {
    int picture = layer.picture();
    int size = x.shape().elements();
    Values film = Values.zeros(x.n(), out);
    int at = 0;
    for (int n = 0; n < x.n(); n++) {
      for (int t = 0; t < layer.frames(); t++) {
        int track = n * size + picture + t;
        double down = layer.reach() * Math.tanh(x.data()[track]);
        double right = layer.reach() * Math.tanh(x.data()[track + layer.frames()]);
        for (int c = 0; c < layer.channels(); c++) {
          int first = n * size + c * layer.height() * layer.width();
          for (int i = 0; i < layer.height(); i++) {
            for (int j = 0; j < layer.width(); j++) {
              film.data()[at++] = pixel(layer, x.data(), first, i - down, j - right);
            }
          }
        }
      }
    }
    return film;
  }

  private static double pixel(Translate layer, double[] picture, int first, double i, double j) {
    double sum = 0;
    for (int k = 0; k < layer.height(); k++) {
      double row = Math.max(0, 1 - Math.abs(i - k));
      for (int l = 0; row > 0 && l < layer.width(); l++) {
        double column = Math.max(0, 1 - Math.abs(j - l));
        sum += (picture[first + k * layer.width() + l] + 1) * row * column;
      }
    }
    return sum - 1;
  }
}
