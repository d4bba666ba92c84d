package dev.wgan.network;

import java.util.stream.IntStream;

/**
 * The log-mel spectrogram of a waveform: the power of a short-time Fourier transform with a Hann
 * window, summed in triangular bands of equal width on the mel scale, {@code 2595 log10(1 + f /
 * 700)}, as a logarithm that is scaled so that silence is -1 and a band of power 1 is 1. It has no
 * parameters and can be differentiated, so that a critic of spectrograms trains a generator of
 * waveforms. Its exported form is not batch-invariant, because ONNX Runtime rounds logarithms by
 * their place.
 *
 * <p>A waveform {@code [1, length]} becomes an image {@code [1, mels, length / hop]}, the lowest
 * band first.
 *
 * @param rate samples per second
 * @param window samples of a window, even
 * @param hop samples from one window to the next; divides the length and differs from the window by
 *     an even number
 * @param mels the number of bands
 * @param lowest the lowest frequency in Hz, below half of the rate
 * @param eps the power below which a band counts as silent
 */
public record LogMel(int rate, int window, int hop, int mels, double lowest, double eps)
    implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @throws NetworkException if one is out of range
   */
  public LogMel {
    Checks.positive("rate", rate);
    Checks.positive("window", window);
    Checks.positive("hop", hop);
    Checks.positive("mels", mels);
    Checks.positive("eps", eps);
    if (window % 2 != 0 || hop > window || (window - hop) % 2 != 0) {
      throw new NetworkException(
          "has a window of %s and a hop of %s: expected even numbers, the hop at most the window"
              .formatted(window, hop));
    }
    if (!(lowest >= 0 && lowest < rate / 2.0) || !(eps < 1)) {
      throw new NetworkException(
          "has lowest %s and eps %s at a rate of %s: expected 0 to below half of the rate, and below 1"
              .formatted(lowest, eps, rate));
    }
  }

  /**
   * Returns the spectrogram of the trial that chose these numbers: windows of 256 samples every 64,
   * 64 bands from 60 Hz, silence at 1e-5.
   *
   * @param rate samples per second
   * @return the layer
   */
  public static LogMel of(int rate) {
    return new LogMel(rate, 256, 64, 64, 60, 1e-5);
  }

  /**
   * Returns a spectrogram that shows the single pulses of a voice, which longer windows blur:
   * windows of 64 samples every 16, 16 bands from 60 Hz, silence at 1e-5.
   *
   * @param rate samples per second
   * @return the layer
   */
  public static LogMel brief(int rate) {
    return new LogMel(rate, 64, 16, 16, 60, 1e-5);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    if (in.rank() != 2 || in.dim(0) != 1 || in.dim(1) % hop != 0) {
      throw new NetworkException(
          "is given %s: expected a waveform [1×length] whose length is a multiple of %s"
              .formatted(in, hop));
    }
    return Shape.of(1, mels, in.dim(1) / hop);
  }

  /**
   * Returns the number of frequencies of the Fourier transform.
   *
   * @return half of the window, plus one
   */
  public int bins() {
    return window / 2 + 1;
  }

  /**
   * Returns the zeros on either side of a waveform, so that there is a window per hop.
   *
   * @return half of the difference between window and hop
   */
  public int padding() {
    return (window - hop) / 2;
  }

  /**
   * Returns the windowed Fourier transform, scaled so that a full sine of a bin has power 1.
   *
   * @return a matrix [2 bins, window], row-major: the real parts, then the imaginary parts
   */
  public double[] fourier() {
    double[] hann =
        IntStream.range(0, window)
            .mapToDouble(t -> 0.5 - 0.5 * Math.cos(2 * Math.PI * t / window))
            .toArray();
    double scale = 2.0 / IntStream.range(0, window).mapToDouble(t -> hann[t]).sum();
    double[] matrix = new double[2 * bins() * window];
    for (int k = 0; k < bins(); k++) {
      for (int t = 0; t < window; t++) {
        double angle = 2 * Math.PI * ((long) k * t % window) / window;
        matrix[k * window + t] = Math.cos(angle) * hann[t] * scale;
        matrix[(bins() + k) * window + t] = -Math.sin(angle) * hann[t] * scale;
      }
    }
    return matrix;
  }

  /**
   * Returns the bands: the weight of each frequency in each, which sum to 1.
   *
   * @return a matrix [mels, bins], row-major
   */
  public double[] bands() {
    double[] edges = edges();
    double spacing = (double) rate / window;
    double[] matrix = new double[mels * bins()];
    for (int m = 0; m < mels; m++) {
      double centre = edges[m + 1];
      double rise = Math.max(centre - edges[m], spacing);
      double fall = Math.max(edges[m + 2] - centre, spacing);
      double sum = 0;
      for (int k = 0; k < bins(); k++) {
        double above = k * spacing - centre;
        double weight = Math.max(0, 1 + Math.min(above / rise, -above / fall));
        matrix[m * bins() + k] = weight;
        sum += weight;
      }
      for (int k = 0; k < bins(); k++) {
        matrix[m * bins() + k] /= sum;
      }
    }
    return matrix;
  }

  /**
   * Returns the edges of the bands: band m rises from edge m to its centre, edge m + 1, and falls
   * to edge m + 2. Neither slope is shorter than the spacing of the frequencies.
   *
   * @return mels + 2 frequencies in Hz, ascending
   */
  public double[] edges() {
    double low = mel(lowest);
    double step = (mel(rate / 2.0) - low) / (mels + 1);
    return IntStream.range(0, mels + 2).mapToDouble(i -> hertz(low + step * i)).toArray();
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /**
   * Returns the factor of the logarithm.
   *
   * @return {@code -2 / log(eps)}; the offset is 1
   */
  public double scale() {
    return -2 / Math.log(eps);
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return (long) result.dim(2) * bins() * (2L * window + mels);
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.logMel(this, site);
  }
}
