package dev.wgan.network.reference;

import dev.wgan.network.Backdrop;
import dev.wgan.network.Shape;

/** Pictures composed of a foreground and a background. */
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
      for (int c = 0; c < layer.channels(); c++) {
        double plain = Math.tanh(means.data()[mask + 1 + c]);
        for (int i = 0; i < positions; i++) {
          double front = Math.tanh(x.data()[(first + c) * positions + i]);
          double share = 1 / (1 + Math.exp(-x.data()[mask * positions + i]));
          y.data()[at++] = share * front + (1 - share) * plain;
        }
      }
    }
    return y;
  }
}
