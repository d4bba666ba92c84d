package dev.wgan.runtime;

import java.util.Optional;

/** The outcome of a call to a generator. */
public enum SamplingOutcome {
  /** The call was successful. */
  OK,
  /** Its timeout passed. */
  TIMEOUT,
  /** Its thread was interrupted, its future was cancelled, or the JVM shut down. */
  INTERRUPTED,
  /** Too many requests were waiting. */
  REJECTED,
  /** The request did not fit the model. */
  INVALID,
  /** The generator was closed. */
  CLOSED,
  /** Any other failure: the run failed, returned NaN, or lacked memory. */
  FAILED;

  static SamplingOutcome of(Optional<RuntimeException> failure) {
    if (failure.isEmpty()) {
      return OK;
    }
    RuntimeException why = failure.get();
    if (why instanceof SamplingTimeoutException) {
      return TIMEOUT;
    } else if (why instanceof SamplingInterruptedException) {
      return INTERRUPTED;
    } else if (why instanceof QueueFullException) {
      return REJECTED;
    } else if (why instanceof InputException) {
      return INVALID;
    }
    return why instanceof IllegalStateException ? CLOSED : FAILED;
  }
}
