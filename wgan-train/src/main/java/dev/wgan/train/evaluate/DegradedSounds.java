package dev.wgan.train.evaluate;

import dev.wgan.noise.Noise;

/**
 * Clips made worse, for the scale of distances.
 *
 * <p>Thread-safe: there is no state.
 */
final class DegradedSounds {
  private DegradedSounds() {}

  /** Adds normal noise to each clip, by a ratio of the clip's power to that of the noise. */
  static PointSet noisy(PointSet clips, double decibels, long seed) {
    float[] values = clips.toArray();
    int length = clips.dimension();
    float[] noise = new float[length];
    for (int i = 0; i < clips.size(); i++) {
      double power = 0;
      for (int t = 0; t < length; t++) {
        power += (double) values[i * length + t] * values[i * length + t] / length;
      }
      double deviation = Math.sqrt(power * Math.pow(10, -decibels / 10));
      Noise.normal(seed, i, 1, length, noise);
      for (int t = 0; t < length; t++) {
        values[i * length + t] += (float) (deviation * noise[t]);
      }
    }
    return PointSet.of(values, length);
  }

  /** Rounds each value to one of the steps of a number of bits, sign included. */
  static PointSet quantised(PointSet clips, int bits) {
    float[] values = clips.toArray();
    float steps = 1 << (bits - 1);
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.round(values[k] * steps) / steps;
    }
    return PointSet.of(values, clips.dimension());
  }
}
