package dev.wgan.network.reference;

import dev.wgan.network.LogMel;
import dev.wgan.network.Shape;

/** Spectrograms of waveforms. */
final class Spectrograms {
  private Spectrograms() {}

  /** [n, 1, length] to [n, 1, mels, frames]. */
  static Values logMel(LogMel layer, Values x, Shape out) {
    double[] fourier = layer.fourier();
    double[] bands = layer.bands();
    int frames = out.dim(2);
    int length = x.shape().dim(1);
    Values y = Values.zeros(x.n(), out);
    for (int n = 0; n < x.n(); n++) {
      for (int frame = 0; frame < frames; frame++) {
        double[] power = power(layer, fourier, x.data(), n * length, length, frame);
        for (int m = 0; m < layer.mels(); m++) {
          double sum = 0;
          for (int k = 0; k < power.length; k++) {
            sum += bands[m * power.length + k] * power[k];
          }
          y.data()[(n * layer.mels() + m) * frames + frame] =
              Math.log(sum + layer.eps()) * layer.scale() + 1;
        }
      }
    }
    return y;
  }

  private static double[] power(
      LogMel layer, double[] fourier, double[] x, int from, int length, int frame) {
    double[] power = new double[layer.bins()];
    int start = frame * layer.hop() - layer.padding();
    for (int row = 0; row < 2 * power.length; row++) {
      double sum = 0;
      for (int t = Math.max(0, -start); t < Math.min(layer.window(), length - start); t++) {
        sum += fourier[row * layer.window() + t] * x[from + start + t];
      }
      power[row % power.length] += sum * sum;
    }
    return power;
  }
}
