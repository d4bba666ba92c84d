package dev.wgan.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which samples to draw: how many, of which seed, from which index on, and what else to feed.
 *
 * <p>Immutable and thread-safe, provided that given arrays are not changed afterwards. Each method
 * returns a changed copy.
 */
public final class SampleRequest {
  private final int n;
  private final boolean seeded;
  private final long seed;
  private final long first;
  private final @Nullable TensorData latents;
  private final float psi;
  private final long @Nullable [] labels;
  private final Map<String, TensorData> inputs;
  private final @Nullable Duration timeout;

  private SampleRequest(
      int n,
      boolean seeded,
      long seed,
      long first,
      @Nullable TensorData latents,
      float psi,
      long @Nullable [] labels,
      Map<String, TensorData> inputs,
      @Nullable Duration timeout) {
    this.n = n;
    this.seeded = seeded;
    this.seed = seed;
    this.first = first;
    this.latents = latents;
    this.psi = psi;
    this.labels = labels;
    this.inputs = inputs;
    this.timeout = timeout;
  }

  /**
   * Asks for samples 0 to n - 1 of a fresh random seed.
   *
   * @param n how many, 0 or more
   * @return the request
   * @throws InputException if n is negative
   */
  public static SampleRequest of(int n) {
    checkCount(n);
    return new SampleRequest(n, false, 0, 0, null, 1, null, Map.of(), null);
  }

  private static void checkCount(int n) {
    if (n < 0) {
      throw new InputException(n + " samples were asked for: expected 0 or more");
    }
  }

  /** Asks for samples first to first + n - 1 of a seed: one object instead of three. */
  static SampleRequest range(long first, int n, long seed) {
    checkCount(n);
    Noise.checkIndices(first, n);
    return new SampleRequest(n, true, seed, first, null, 1, null, Map.of(), null);
  }

  /**
   * Asks for the samples of given latents.
   *
   * @param latents of shape [n, latent shape] or [n, elements of a latent]
   * @return the request
   * @throws InputException if the tensor has no dimension to count the samples
   */
  public static SampleRequest ofLatents(TensorData latents) {
    if (latents.shape().isEmpty()) {
      throw new InputException("the latents are a scalar: expected the shape [n, latent shape]");
    }
    int n = latents.shape().get(0);
    return new SampleRequest(n, false, 0, 0, latents, 1, null, Map.of(), null);
  }

  /**
   * Sets the seed.
   *
   * @param value any seed
   * @return the changed request
   */
  public SampleRequest seed(long value) {
    return new SampleRequest(n, true, value, first, latents, psi, labels, inputs, timeout);
  }

  /**
   * Sets the index of the first sample within the seed.
   *
   * @param index 0 to 2^40 - n
   * @return the changed request
   * @throws InputException if the range of indices does not exist
   */
  public SampleRequest first(long index) {
    Noise.checkIndices(index, n);
    return new SampleRequest(n, seeded, seed, index, latents, psi, labels, inputs, timeout);
  }

  /**
   * Shrinks the latents towards zero: they are multiplied by psi, which trades variety for typical
   * samples.
   *
   * @param value finite; 1 leaves the latents as they are
   * @return the changed request
   * @throws InputException if the value is not finite
   */
  public SampleRequest psi(float value) {
    if (!Float.isFinite(value)) {
      throw new InputException("psi is " + value + ": expected a finite number, usually 0 to 1");
    }
    return new SampleRequest(n, seeded, seed, first, latents, value, labels, inputs, timeout);
  }

  /**
   * Asks a class-conditional model for samples of one class.
   *
   * @param label the class, 0 to classes - 1
   * @return the changed request
   */
  public SampleRequest label(long label) {
    return labels(label);
  }

  /**
   * Asks a class-conditional model for samples of one class each.
   *
   * @param values n classes, or one for all
   * @return the changed request
   * @throws InputException if there are neither 1 nor n of them
   */
  public SampleRequest labels(long... values) {
    if (values.length != 1 && values.length != n) {
      throw new InputException(
          "%d labels for %d samples: expected one for all or one for each"
              .formatted(values.length, n));
    }
    return new SampleRequest(n, seeded, seed, first, latents, psi, values.clone(), inputs, timeout);
  }

  /**
   * Feeds an input by name.
   *
   * @param name the input's name in the graph
   * @param value of shape [n, input shape], or [1, input shape] to give each sample the same; for
   *     an input that is not batched, its whole value
   * @return the changed request
   */
  public SampleRequest input(String name, TensorData value) {
    Map<String, TensorData> more = new LinkedHashMap<>(inputs);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return new SampleRequest(n, seeded, seed, first, latents, psi, labels, more, timeout);
  }

  /**
   * Sets how long the call may take; then its native run is stopped and the call fails.
   *
   * @param value more than zero
   * @return the changed request
   * @throws InputException if the duration is zero or negative
   */
  public SampleRequest timeout(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new InputException("a timeout of " + value + ": expected more than zero");
    }
    return new SampleRequest(n, seeded, seed, first, latents, psi, labels, inputs, value);
  }

  /**
   * Returns how many samples are asked for.
   *
   * @return 0 or more
   */
  public int n() {
    return n;
  }

  /**
   * Returns the seed.
   *
   * @return the seed, empty if none was set
   */
  public OptionalLong seed() {
    return seeded ? OptionalLong.of(seed) : OptionalLong.empty();
  }

  /** The seed, or a fresh one; without the garbage of an OptionalLong. */
  long seedOrFresh() {
    return seeded ? seed : Seeds.fresh();
  }

  /**
   * Returns the index of the first sample.
   *
   * @return the index, 0 unless set
   */
  public long first() {
    return first;
  }

  Optional<TensorData> latents() {
    return Optional.ofNullable(latents);
  }

  float psi() {
    return psi;
  }

  long @Nullable [] labels() {
    return labels;
  }

  Map<String, TensorData> inputs() {
    return inputs;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Whether nothing but noise and drawn labels is asked for. */
  boolean isPlain() {
    return latents == null && labels == null && inputs.isEmpty();
  }
}
