package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The limit on a run that loading makes by itself: a model whose first run never ends is refused.
 *
 * <p>Thread-safe: there is no state.
 */
final class LoadLimit {
  private LoadLimit() {}

  /** A native run that is given the options that stop it. */
  interface NativeRun<T> {
    T run(OrtSession.RunOptions limits) throws OrtException;
  }

  /** Runs under the watch of the watchdog; fails with a timeout if it had to stop the run. */
  static <T> T run(GeneratorOptions options, NativeRun<T> body) throws OrtException {
    StopSignal signal = new StopSignal(null, System.nanoTime(), Optional.of(options.loadTimeout()));
    try (RunStopSwitch stopSwitch = new RunStopSwitch(signal)) {
      Watchdog.add(stopSwitch);
      stopSwitch.begin(signal);
      Watchdog.wake();
      try {
        return body.run(stopSwitch.runOptions());
      } catch (OrtException e) {
        if (stopSwitch.end()) {
          throw signal.failure();
        }
        throw e;
      } finally {
        stopSwitch.end();
        Watchdog.remove(stopSwitch);
      }
    }
  }

  /** The refusal of a model whose run was stopped. */
  static ModelLoadException exceeded(
      String model, GeneratorOptions options, SamplingTimeoutException e) {
    BigDecimal seconds = BigDecimal.valueOf(options.loadTimeout().toMillis(), 3);
    return new ModelLoadException(
        FailureSentence.of(
            "%s is refused: its first run took longer than the %s s of %s, and was stopped; a model"
                + " that runs for long on purpose needs a higher limit",
            model, seconds.stripTrailingZeros().toPlainString(), Setting.LOAD_TIMEOUT),
        e);
  }
}
