package dev.wgan.train.classify;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random changes of waveforms that do not change their class: a shift in time, with silence where
 * the clip has moved away; all-pass filters and a change of sign, which shift phases as a room or a
 * microphone does and leave every magnitude; a factor of loudness; and for half of the clips white
 * noise. Without noise a classifier takes faint noise for another word; without the filters, one of
 * waveforms relies on phases that make no difference to a listener.
 *
 * <p>Not thread-safe: it draws random numbers.
 */
final class SoundVariation {
  /** The part of a clip that it is shifted by at most. */
  private static final int LENGTH_PER_SHIFT = 10;

  /** The standard deviation of the logarithm of the factor: 1.2 decibels. */
  private static final double LOUDNESS = 0.14;

  /** The ratios of signal to noise in decibels. */
  private static final double LOUDEST_NOISE = 10;

  private static final double FAINTEST_NOISE = 50;

  /** The second-order all-pass filters that a clip passes. */
  private static final int FILTERS = 4;

  /** The largest radius of a pole: a filter delays its frequency by up to 19 samples. */
  private static final double LARGEST_RADIUS = 0.9;

  private final int channels;
  private final int length;
  private final SplittableRandom random;

  SoundVariation(List<Integer> shape, long seed) {
    this.channels = shape.get(0);
    this.length = shape.get(1);
    this.random = new SplittableRandom(seed);
  }

  /** Changes the clip that starts at a place of an array. */
  void apply(float[] values, int at) {
    int most = length / LENGTH_PER_SHIFT;
    int shift = random.nextInt(-most, most + 1);
    float factor = (float) Math.exp(LOUDNESS * normal());
    for (int channel = 0; channel < channels; channel++) {
      shift(values, at + channel * length, shift);
    }
    for (int i = 0; i < FILTERS; i++) {
      double radius = random.nextDouble(LARGEST_RADIUS);
      double middle = -2 * radius * Math.cos(random.nextDouble(Math.PI));
      for (int channel = 0; channel < channels; channel++) {
        passAll(values, at + channel * length, middle, radius * radius);
      }
    }
    if (random.nextBoolean()) {
      factor = -factor;
    }
    float noise = random.nextBoolean() ? noise(values, at) : 0;
    for (int k = at; k < at + channels * length; k++) {
      values[k] = values[k] * factor + (noise == 0 ? 0 : noise * (float) normal());
    }
  }

  /** The standard deviation of noise for a clip. */
  private float noise(float[] values, int at) {
    double power = 0;
    for (int k = at; k < at + channels * length; k++) {
      power += (double) values[k] * values[k] / (channels * length);
    }
    double decibels = random.nextDouble(LOUDEST_NOISE, FAINTEST_NOISE);
    return (float) Math.sqrt(power * Math.pow(10, -decibels / 10));
  }

  private void shift(float[] values, int from, int shift) {
    int kept = length - Math.abs(shift);
    System.arraycopy(values, from + Math.max(0, -shift), values, from + Math.max(0, shift), kept);
    int silent = shift > 0 ? from : from + kept;
    Arrays.fill(values, silent, silent + Math.abs(shift), 0f);
  }

  /** Filters by (c + bz + z^2) / (1 + bz + cz^2), z being a delay by one sample. */
  private void passAll(float[] values, int from, double b, double c) {
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int k = from; k < from + length; k++) {
      double x = values[k];
      double y = c * x + b * x1 + x2 - b * y1 - c * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      values[k] = (float) y;
    }
  }

  private double normal() {
    double u = 1 - random.nextDouble(); // above 0
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
