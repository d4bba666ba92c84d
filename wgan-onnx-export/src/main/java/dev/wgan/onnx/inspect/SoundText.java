package dev.wgan.onnx.inspect;

import dev.wgan.runtime.internal.MetadataKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A sentence about the rate and the length of a model's sound.
 *
 * <p>Thread-safe: there is no state.
 */
final class SoundText {
  private SoundText() {}

  /** Returns the sentence; empty for other samples, and where a property cannot be read. */
  static Optional<String> of(Map<String, String> metadata) {
    try {
      return read(metadata);
    } catch (IllegalArgumentException e) { // a value of another form, which is shown as it is
      return Optional.empty();
    }
  }

  private static Optional<String> read(Map<String, String> metadata) {
    if (!MetadataKeys.SAMPLE_KIND.read(metadata).orElse("").equals("audio")) {
      return Optional.empty();
    }
    Optional<Integer> rate = MetadataKeys.SAMPLE_RATE.read(metadata).filter(hertz -> hertz > 0);
    Optional<List<Integer>> shape =
        MetadataKeys.SAMPLE_SHAPE.read(metadata).filter(dims -> dims.size() == 2);
    return rate.flatMap(hertz -> shape.map(dims -> sentence(hertz, dims.get(0), dims.get(1))));
  }

  private static String sentence(int rate, int channels, int length) {
    return String.format(
        Locale.ROOT,
        "sound of %.3f s: %,d values at %,d Hz, %s",
        (double) length / rate,
        length,
        rate,
        channels == 1 ? "mono" : channels == 2 ? "stereo" : channels + " channels");
  }
}
