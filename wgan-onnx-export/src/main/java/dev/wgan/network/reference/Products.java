package dev.wgan.network.reference;

import dev.wgan.network.Linear;
import dev.wgan.network.Shape;
import java.nio.FloatBuffer;

/** Matrix products and look-ups. */
final class Products {
  private Products() {}

  /**
   * y = x W' + b over the last dimension; one row of W at a time, because W may be a large file.
   */
  static Values linear(Linear layer, Values x, Shape out, FloatBuffer weight, float[] bias) {
    Values y = Values.zeros(x.n(), out);
    int rows = x.data().length / layer.in();
    float[] factors = new float[layer.in()];
    for (int o = 0; o < layer.out(); o++) {
      weight.get(o * layer.in(), factors);
      for (int row = 0; row < rows; row++) {
        double sum = layer.bias() ? bias[o] : 0;
        for (int i = 0; i < factors.length; i++) {
          sum += x.data()[row * factors.length + i] * factors[i];
        }
        y.data()[row * layer.out() + o] = sum;
      }
    }
    return y;
  }

  /** The row of a table [classes, features] for each label. */
  static Values rows(float[] table, int features, Values labels) {
    Values y = Values.zeros(labels.n(), Shape.of(features));
    for (int n = 0; n < labels.n(); n++) {
      for (int f = 0; f < features; f++) {
        y.data()[n * features + f] = table[((int) labels.data()[n]) * features + f];
      }
    }
    return y;
  }

  /** y = x w' + b + x v[label]', one number per sample. */
  static Values projection(Values x, Values labels, float[] w, double b, float[] v) {
    Values y = Values.zeros(x.n(), Shape.of(1));
    for (int n = 0; n < x.n(); n++) {
      int row = ((int) labels.data()[n]) * w.length;
      double sum = b;
      for (int i = 0; i < w.length; i++) {
        sum += x.data()[n * w.length + i] * ((double) w[i] + v[row + i]);
      }
      y.data()[n] = sum;
    }
    return y;
  }
}
