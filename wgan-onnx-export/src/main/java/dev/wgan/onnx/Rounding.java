package dev.wgan.onnx;

import java.util.List;
import java.util.Locale;

/**
 * The effect of rounded weights on samples.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples the number of compared samples
 * @param signalToNoise power of the samples over that of the differences, in decibels
 * @param meanBefore the mean of all elements before rounding
 * @param meanAfter the mean of all elements after rounding
 * @param deviationBefore the standard deviation of each element over the samples, averaged over the
 *     elements, before rounding
 * @param deviationAfter the deviation after rounding
 * @param weights the weights that are kept as integers
 */
public record Rounding(
    int samples,
    double signalToNoise,
    double meanBefore,
    double meanAfter,
    double deviationBefore,
    double deviationAfter,
    List<String> weights) {
  /** Copies the list. */
  public Rounding {
    weights = List.copyOf(weights);
  }

  /** Compares samples [n, size] of the same inputs. */
  static Rounding of(float[] before, float[] after, int n, List<String> weights) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < before.length; i++) {
      signal += (double) before[i] * before[i];
      noise += ((double) before[i] - after[i]) * ((double) before[i] - after[i]);
    }
    return new Rounding(
        n,
        10 * Math.log10(signal / Math.max(noise, Double.MIN_NORMAL)),
        mean(before),
        mean(after),
        deviation(before, n),
        deviation(after, n),
        weights);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] samples, int n) {
    int size = samples.length / n;
    double deviations = 0;
    for (int element = 0; element < size; element++) {
      double sum = 0;
      double squares = 0;
      for (int i = element; i < samples.length; i += size) {
        sum += samples[i];
        squares += (double) samples[i] * samples[i];
      }
      deviations += Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
    }
    return deviations / size;
  }

  /** The comparison as text. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s weights as integers; over %s samples: signal to noise %.1f dB, mean %.4f (was %.4f), deviation %.4f (was %.4f)",
        weights.size(),
        samples,
        signalToNoise,
        meanAfter,
        meanBefore,
        deviationAfter,
        deviationBefore);
  }
}
