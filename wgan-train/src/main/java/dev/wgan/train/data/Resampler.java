package dev.wgan.train.data;

import java.util.Arrays;

/**
 * Resamples along one axis: each output is the mean over the stretch of inputs that it covers,
 * inputs at its ends by the part covered (area averaging); where outputs are not fewer than inputs,
 * it is interpolated linearly between the two nearest input centres.
 *
 * <p>Immutable and thread-safe. Weights are positive and sum to 1, so that values stay within their
 * range and a flat image stays flat.
 */
final class Resampler {
  private final int[] first; // [outputs], the first input of each output
  private final float[][] weights; // [outputs][inputs used]

  private Resampler(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  static Resampler of(int inputs, int outputs) {
    int[] first = new int[outputs];
    float[][] weights = new float[outputs][];
    double scale = (double) inputs / outputs;
    for (int o = 0; o < outputs; o++) {
      if (outputs < inputs) {
        double from = o * scale;
        double to = Math.min(inputs, (o + 1) * scale);
        first[o] = (int) from;
        int last = Math.min(inputs - 1, (int) Math.ceil(to) - 1);
        weights[o] = new float[last - first[o] + 1];
        for (int i = first[o]; i <= last; i++) {
          double covered = Math.min(to, i + 1.0) - Math.max(from, i);
          weights[o][i - first[o]] = (float) (covered / scale);
        }
      } else {
        double centre = Math.max(0, Math.min(inputs - 1.0, (o + 0.5) * scale - 0.5));
        first[o] = Math.min((int) centre, Math.max(0, inputs - 2));
        float part = (float) (centre - first[o]);
        weights[o] = inputs == 1 ? new float[] {1f} : new float[] {1f - part, part};
      }
    }
    return new Resampler(first, weights);
  }

  int outputs() {
    return first.length;
  }

  /** Resamples one row of unsigned bytes. */
  void row(byte[] in, int start, float[] out, int to) {
    for (int o = 0; o < first.length; o++) {
      float sum = 0;
      int from = start + first[o];
      for (int i = 0; i < weights[o].length; i++) {
        sum += weights[o][i] * (in[from + i] & 0xFF);
      }
      out[to + o] = sum;
    }
  }

  /** Resamples all columns of an array of rows: {@code [inputs, width]} to [outputs, width]. */
  void columns(float[] in, float[] out, int width) {
    for (int o = 0; o < first.length; o++) {
      int to = o * width;
      Arrays.fill(out, to, to + width, 0f);
      for (int i = 0; i < weights[o].length; i++) {
        float weight = weights[o][i];
        int from = (first[o] + i) * width;
        for (int x = 0; x < width; x++) {
          out[to + x] += weight * in[from + x];
        }
      }
    }
  }
}
