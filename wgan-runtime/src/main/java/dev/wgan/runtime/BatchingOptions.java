package dev.wgan.runtime;

import java.time.Duration;

/**
 * The options of a {@link BatchingGenerator}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param maxBatch most samples in one native run, 1 or more; limited to the model's batch size
 * @param capacity most requests waiting, 1 or more
 * @param whenFull the treatment of a request that finds the queue full
 * @param delay the time that a batch that is not full waits for more requests; zero for none
 * @param concurrency most native runs at once, 1 or more
 */
public record BatchingOptions(
    int maxBatch, int capacity, WhenFull whenFull, Duration delay, int concurrency) {
  private static final Duration MAX_DELAY = Duration.ofSeconds(1);

  /** The treatment of a request that finds the queue full. */
  public enum WhenFull {
    /** It fails with {@link QueueFullException}. */
    REJECT,
    /** Its thread waits for room, until its timeout or interruption. */
    BLOCK
  }

  /**
   * Checks the numbers.
   *
   * @throws InputException if a number is outside its range
   */
  public BatchingOptions {
    if (maxBatch < 1 || capacity < 1 || concurrency < 1) {
      throw new InputException(
          "a largest batch of %s, a queue of %s and a concurrency of %s: expected 1 or more of each"
              .formatted(maxBatch, capacity, concurrency));
    }
    if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
      throw new InputException("a delay of %s: expected zero to one second".formatted(delay));
    }
  }

  /**
   * Returns the defaults: batches of up to 64 samples, 1024 requests waiting and the next ones
   * rejected, no delay, and one native run per core at once.
   *
   * @return the defaults
   */
  public static BatchingOptions defaults() {
    return new BatchingOptions(
        64, 1024, WhenFull.REJECT, Duration.ZERO, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Sets the largest batch; 64 samples by default.
   *
   * @param samples 1 or more
   * @return the changed options
   */
  public BatchingOptions withMaxBatch(int samples) {
    return new BatchingOptions(samples, capacity, whenFull, delay, concurrency);
  }

  /**
   * Sets the most waiting requests, and the treatment of further ones; by default 1024, and further
   * ones are rejected.
   *
   * @param requests 1 or more
   * @param then the treatment of further requests
   * @return the changed options
   */
  public BatchingOptions withCapacity(int requests, WhenFull then) {
    Arguments.require(then, "then");
    return new BatchingOptions(maxBatch, requests, then, delay, concurrency);
  }

  /**
   * Sets the time that a batch that is not full waits for more requests; zero by default.
   *
   * @param wait zero to one second
   * @return the changed options
   */
  public BatchingOptions withDelay(Duration wait) {
    Arguments.require(wait, "wait");
    return new BatchingOptions(maxBatch, capacity, whenFull, wait, concurrency);
  }

  /**
   * Sets the most native runs at once; the number of cores by default.
   *
   * @param runs 1 or more
   * @return the changed options
   */
  public BatchingOptions withConcurrency(int runs) {
    return new BatchingOptions(maxBatch, capacity, whenFull, delay, runs);
  }
}
