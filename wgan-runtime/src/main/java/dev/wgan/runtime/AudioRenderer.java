package dev.wgan.runtime;

import java.time.Duration;
import java.util.List;

/**
 * Turns samples of shape [channels, length] or [length] into sound.
 *
 * <p>Immutable and thread-safe.
 */
public final class AudioRenderer {
  private final int channels;
  private final int length;
  private final int sampleRate;
  private final double centre;
  private final double amplitude;

  private AudioRenderer(int channels, int length, int sampleRate, ValueRange range) {
    this.channels = channels;
    this.length = length;
    this.sampleRate = sampleRate;
    this.centre = ((double) range.low() + range.high()) / 2;
    this.amplitude = ((double) range.high() - range.low()) / 2;
  }

  /**
   * Returns the renderer of a model's samples.
   *
   * @param output the model's output
   * @return the renderer; it maps the output's range to [-1, 1]
   * @throws NotAudioException if the samples are not audio, or their rate or range is unknown
   */
  public static AudioRenderer of(ModelOutput output) {
    Arguments.require(output, "output");
    List<Integer> shape = output.shape();
    int channels = shape.size() == 2 ? shape.get(0) : 1;
    boolean fits = shape.size() == 1 || shape.size() == 2;
    if (!fits || channels < 1 || channels > AudioClip.MAX_CHANNELS || !output.fixed()) {
      throw new NotAudioException(
          FailureSentence.of(
              "samples of shape %s are not audio: expected [length], or [channels, length] with 1 or"
                  + " 2 channels; %s gives flat samples such dimensions",
              shape, Setting.SAMPLE_SHAPE));
    }
    int rate =
        output
            .sampleRate()
            .orElseThrow(
                () ->
                    new NotAudioException(
                        FailureSentence.of(
                            "samples of shape %s without a sample rate are not audio: say with %s"
                                + " how many values per second they have",
                            shape, Setting.SAMPLE_RATE)));
    ValueRange range =
        output
            .range()
            .orElseThrow(
                () ->
                    new NotAudioException(
                        FailureSentence.of(
                            "the last operator of '%s' does not bound its values, so that the full"
                                + " amplitude is not known: say with %s what it is, such as -1 and"
                                + " 1; an .npy file needs no range",
                            output.name(), Setting.RANGE)));
    return new AudioRenderer(channels, shape.get(shape.size() - 1), rate, range);
  }

  /**
   * Returns one sample as sound.
   *
   * @param sample its values, row-major
   * @return the clip; values outside the output's range are clipped
   * @throws InputException if a value is not finite, or there are not as many values as in the
   *     model's samples
   */
  public AudioClip clip(float[] sample) {
    Arguments.require(sample, "sample");
    if (sample.length != channels * length) {
      throw new InputException(
          "a sample of %s values: expected %s, %s in each channel"
              .formatted(sample.length, channels * length, length));
    }
    float[] scaled = new float[sample.length];
    for (int k = 0; k < scaled.length; k++) {
      // The range from -1 to 1 leaves every value as it is, to the bit.
      scaled[k] = (float) ((sample[k] - centre) / amplitude);
    }
    return AudioClip.of(scaled, channels, sampleRate);
  }

  /**
   * Returns the time that one sample plays.
   *
   * @return the duration
   */
  public Duration duration() {
    return AudioClip.duration(length, sampleRate);
  }

  /** The frames in a fifth of a second, the silence between joined samples. */
  int gap() {
    return sampleRate / 5;
  }
}
