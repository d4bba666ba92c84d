package dev.wgan.train.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A test for constant tones at the frequencies where strided transposed convolutions leave them:
 * the multiples of a fourth, a sixteenth and a sixty-fourth of the sample rate (Odena, Dumoulin and
 * Olah 2016, "Deconvolution and Checkerboard Artifacts"; Donahue, McAuley and Puckette 2019,
 * "Adversarial Audio Synthesis", section 3.3, for strides of 4).
 *
 * <p>Immutable and thread-safe. A tone stands out of the frequencies around it. Its contrast is the
 * power at its frequency over the mean of the frequencies 3 to 10 places to either side, in
 * decibels, averaged over clips. Speech has contrasts, too, so that samples are compared with real
 * clips by the test of Welch, corrected for the number of frequencies.
 *
 * @param loudest the tone by which samples exceed real clips most
 * @param tones the tones found, the loudest first
 * @param tested the number of frequencies
 */
public record ToneTest(Tone loudest, List<Tone> tones, int tested) {
  /** Smaller differences cannot be heard. */
  private static final double LEAST_DECIBELS = 1;

  private static final int NEAREST = 3;
  private static final int FARTHEST = 10;

  /** The least number of places from one frequency to the next. */
  private static final int SPACING = 32;

  /** A power that silence has. */
  private static final double SILENCE = 1e-14;

  /**
   * A frequency.
   *
   * @param hertz the frequency
   * @param samples the contrast of samples in decibels
   * @param real the contrast of real clips in decibels
   * @param pValue the probability of such a difference by chance, for any of the frequencies
   */
  public record Tone(double hertz, double samples, double real, double pValue) {
    /**
     * Returns by how much samples exceed real clips.
     *
     * @return the difference of the contrasts in decibels
     */
    public double excess() {
      return samples - real;
    }
  }

  /** Copies the list. */
  public ToneTest {
    tones = List.copyOf(tones);
  }

  /**
   * Compares samples with real clips.
   *
   * @param samples two clips or more
   * @param real two clips or more
   * @param shape of a clip
   * @return the result; null for clips too short to tell frequencies apart
   */
  static @Nullable ToneTest of(PointSet samples, PointSet real, SoundShape shape) {
    shape.require(samples);
    shape.require(real);
    samples.checkSize(2, "a test for tones");
    real.checkSize(2, "a test for tones");
    int size = PowerSpectrum.sizeFor(shape.length());
    int[] places = places(size);
    if (places.length == 0) {
      return null;
    }
    double[][] ofSamples = contrasts(samples, shape, size, places);
    double[][] ofReal = contrasts(real, shape, size, places);
    List<Tone> all = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      double hertz = (double) places[i] * shape.rate() / size;
      all.add(tone(hertz, ofSamples[i], ofReal[i], places.length));
    }
    all.sort(Comparator.comparingDouble(Tone::excess).reversed());
    return new ToneTest(
        all.get(0),
        all.stream()
            .filter(t -> t.excess() > LEAST_DECIBELS && t.pValue() < Memorisation.SIGNIFICANCE)
            .toList(),
        places.length);
  }

  /** Multiples of a part of the rate, for the smallest part whose neighbours are apart. */
  private static int[] places(int size) {
    int parts = size / 64 >= SPACING ? 64 : size / 16 >= SPACING ? 16 : 4;
    int step = size / parts;
    return step < SPACING
        ? new int[0]
        : IntStream.rangeClosed(1, parts / 2).map(i -> i * step).toArray();
  }

  /** The contrast in each clip, [places][clips]. */
  private static double[][] contrasts(PointSet points, SoundShape shape, int size, int[] places) {
    double[][] contrasts = new double[places.length][points.size()];
    IntStream.range(0, points.size())
        .parallel()
        .forEach(
            clip -> {
              double[] power = new double[size / 2 + 1];
              new PowerSpectrum(shape.length(), size)
                  .power(SoundSpectra.mono(shape, points, clip), 0, power);
              for (int i = 0; i < places.length; i++) {
                contrasts[i][clip] = contrast(power, places[i]);
              }
            });
    return contrasts;
  }

  private static double contrast(double[] power, int place) {
    double sum = 0;
    int count = 0;
    for (int distance = NEAREST; distance <= FARTHEST; distance++) {
      for (int k : new int[] {place - distance, place + distance}) {
        if (k < power.length) {
          sum += power[k];
          count++;
        }
      }
    }
    return 10 * Math.log10((power[place] + SILENCE) / (sum / count + SILENCE));
  }

  private static Tone tone(double hertz, double[] samples, double[] real, int tests) {
    double[] a = meanAndError(samples);
    double[] b = meanAndError(real);
    double error = Math.sqrt(a[1] + b[1]);
    double z = error > 0 ? (a[0] - b[0]) / error : a[0] > b[0] ? 100 : 0;
    return new Tone(hertz, a[0], b[0], Math.min(1, tests * NormalTail.above(z)));
  }

  /** The mean, and the square of its standard error. */
  private static double[] meanAndError(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new double[] {mean, squares / (values.length - 1) / values.length};
  }
}
