package dev.wgan.runtime;

import dev.wgan.table.Condition;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A request for samples: their number, seed and first index, and the values of further inputs.
 *
 * <p>Immutable and thread-safe, provided that given arrays are not changed afterwards. Each method
 * returns a changed copy. By default, the seed is random, the first index is 0, psi is 1, labels
 * are drawn with the seed, and there is no timeout. Two requests are equal if all their parts are.
 */
public final class SampleRequest {
  private final int n;
  private final boolean seeded;
  private final long seed;
  private final long first;
  private final @Nullable TensorData latents;
  private final float psi;
  private final RequestedLabels labels;
  private final Map<String, TensorData> inputs;
  private final @Nullable Duration timeout;
  private final @Nullable Condition where;

  private SampleRequest(
      int n,
      boolean seeded,
      long seed,
      long first,
      @Nullable TensorData latents,
      float psi,
      RequestedLabels labels,
      Map<String, TensorData> inputs,
      @Nullable Duration timeout,
      @Nullable Condition where) {
    this.n = n;
    this.seeded = seeded;
    this.seed = seed;
    this.first = first;
    this.latents = latents;
    this.psi = psi;
    this.labels = labels;
    this.inputs = inputs;
    this.timeout = timeout;
    this.where = where;
  }

  /**
   * Requests samples 0 to n - 1 of a random seed, which {@link Samples#seed} returns.
   *
   * @param n the number of samples, 0 or more
   * @return the request
   * @throws InputException if n is negative
   */
  public static SampleRequest of(int n) {
    checkCount(n);
    return new SampleRequest(n, false, 0, 0, null, 1, RequestedLabels.DRAWN, Map.of(), null, null);
  }

  private static void checkCount(int n) {
    if (n < 0) {
      throw new InputException(n + " samples were requested: expected 0 or more");
    }
  }

  /** Requests samples first to first + n - 1 of a seed: one object instead of three. */
  static SampleRequest range(long first, int n, long seed) {
    checkCount(n);
    Arguments.requireIndices(first, n);
    return new SampleRequest(
        n, true, seed, first, null, 1, RequestedLabels.DRAWN, Map.of(), null, null);
  }

  /**
   * Requests the samples of given latents.
   *
   * @param latents of shape [n, latent shape] or [n, elements of a latent]
   * @return the request
   * @throws InputException if the tensor is a scalar
   */
  public static SampleRequest ofLatents(TensorData latents) {
    Arguments.require(latents, "latents");
    if (latents.shape().isEmpty()) {
      throw new InputException("the latents are a scalar: expected the shape [n, latent shape]");
    }
    int n = latents.shape().get(0);
    return new SampleRequest(
        n, false, 0, 0, latents, 1, RequestedLabels.DRAWN, Map.of(), null, null);
  }

  /**
   * Sets the seed.
   *
   * @param value any seed
   * @return the changed request
   */
  public SampleRequest seed(long value) {
    return new SampleRequest(n, true, value, first, latents, psi, labels, inputs, timeout, where);
  }

  /**
   * Sets the index of the first sample within the seed.
   *
   * @param index 0 to 2^40 - n
   * @return the changed request
   * @throws InputException if the range of indices does not exist
   */
  public SampleRequest first(long index) {
    Arguments.requireIndices(index, n);
    return new SampleRequest(n, seeded, seed, index, latents, psi, labels, inputs, timeout, where);
  }

  /**
   * Shrinks the latents towards zero: they are multiplied by psi, which trades variety for typical
   * samples, as truncation does (Brock, Donahue and Simonyan, "Large scale GAN training", ICLR
   * 2019, section 3.1; the name is that of Karras, Laine and Aila, CVPR 2019, appendix B).
   *
   * @param value 0 (every latent is zero, all samples are equal) to 1 (latents are unchanged)
   * @return the changed request
   * @throws InputException if the value is not within 0 to 1
   */
  public SampleRequest psi(float value) {
    // The comparison is written so that NaN fails it.
    if (!(value >= 0 && value <= 1)) {
      throw new InputException(
          "psi is " + value + ": expected 0 (all samples are equal) to 1 (latents are unchanged)");
    }
    return new SampleRequest(
        n, seeded, seed, first, latents, value, labels, inputs, timeout, where);
  }

  /**
   * Sets one class for all samples of a class-conditional model.
   *
   * @param label the class, 0 to classes - 1
   * @return the changed request
   */
  public SampleRequest label(int label) {
    return labels(label);
  }

  /**
   * Sets one class for all samples of a class-conditional model.
   *
   * @param className a name out of {@link ModelInfo#classNames}; case is ignored unless names
   *     differ only in case. An unknown name fails the call that draws
   * @return the changed request
   */
  public SampleRequest label(String className) {
    Arguments.require(className, "className");
    return labels(className);
  }

  /**
   * Sets the class of each sample of a class-conditional model.
   *
   * @param values n classes, or one for all
   * @return the changed request
   * @throws InputException if their number is neither 1 nor n
   */
  public SampleRequest labels(int... values) {
    Arguments.require(values, "values");
    return labelled(RequestedLabels.of(Arrays.stream(values).asLongStream().toArray()));
  }

  /**
   * Sets the class of each sample of a class-conditional model.
   *
   * @param classNames n names, or one for all, as for {@link #label(String)}
   * @return the changed request
   * @throws InputException if their number is neither 1 nor n
   */
  public SampleRequest labels(String... classNames) {
    Arguments.require(classNames, "classNames");
    return labelled(RequestedLabels.of(List.of(classNames)));
  }

  private SampleRequest labelled(RequestedLabels value) {
    value.requireCount(n);
    return new SampleRequest(n, seeded, seed, first, latents, psi, value, inputs, timeout, where);
  }

  /**
   * Sets the value of an input by name.
   *
   * @param name the input's name in the graph
   * @param value of shape [n, input shape], or [1, input shape] for one value of all samples; for
   *     an input without a batch dimension, its whole value
   * @return the changed request
   */
  public SampleRequest input(String name, TensorData value) {
    Arguments.require(name, "name");
    Arguments.require(value, "value");
    Map<String, TensorData> more = new LinkedHashMap<>(inputs);
    more.put(name, value);
    return new SampleRequest(n, seeded, seed, first, latents, psi, labels, more, timeout, where);
  }

  /**
   * Sets the timeout of the call; after it, the native run is stopped and the call fails. For a
   * stream, and for {@link Generator#forEachChunk(SampleRequest, java.util.function.Consumer)}, the
   * timeout covers the time from the call to the last chunk, including the consumer's.
   *
   * <p>ONNX Runtime stops between two operators of a native run: a large chunk of a convolutional
   * model ends about 50 ms late, a small model within about 5 ms.
   *
   * @param value more than zero
   * @return the changed request
   * @throws InputException if the duration is zero or negative
   */
  public SampleRequest timeout(Duration value) {
    Arguments.require(value, "value");
    if (value.isZero() || value.isNegative()) {
      throw new InputException("a timeout of " + value + ": expected more than zero");
    }
    return new SampleRequest(n, seeded, seed, first, latents, psi, labels, inputs, value, where);
  }

  /**
   * Requests rows of a table that meet a condition. Row i of a seed is then the first of the
   * candidates of index i that meets the condition (see {@link dev.wgan.table.RowCandidates}): a
   * function of the seed, the index and the condition. The rows have the distribution of the
   * model's rows given the condition.
   *
   * @param condition the condition, such as {@code Condition.parse("cut = Ideal and price > 1000")}
   * @return the changed request. The call that draws fails with an {@link InputException} if the
   *     condition names a column or a category that does not exist, or if no row can meet it, and
   *     with a {@link RunException} if none of 262,144 candidates of a row meets it
   */
  public SampleRequest where(Condition condition) {
    Arguments.require(condition, "condition");
    return new SampleRequest(
        n, seeded, seed, first, latents, psi, labels, inputs, timeout, condition);
  }

  /**
   * Returns the number of samples.
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

  /** The seed, or a random one; without the garbage of an OptionalLong. */
  long seedOrFresh() {
    return seeded ? seed : RandomSeeds.fresh();
  }

  /**
   * Returns the index of the first sample.
   *
   * @return the index, 0 unless set
   */
  public long first() {
    return first;
  }

  /**
   * Returns the condition that rows meet.
   *
   * @return the condition, empty if none was set
   */
  public Optional<Condition> where() {
    return Optional.ofNullable(where);
  }

  Optional<TensorData> latents() {
    return Optional.ofNullable(latents);
  }

  float psi() {
    return psi;
  }

  RequestedLabels labels() {
    return labels;
  }

  Map<String, TensorData> inputs() {
    return inputs;
  }

  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Returns whether the request has only noise and drawn labels. */
  boolean isPlain() {
    return latents == null && labels.drawn() && inputs.isEmpty();
  }

  /** The request for samples offset to offset + count - 1 of this one, without its timeout. */
  SampleRequest slice(ModelInfo info, int offset, int count) {
    Map<String, TensorData> parts = new LinkedHashMap<>();
    inputs.forEach(
        (name, value) -> {
          boolean batched =
              info.inputs().stream()
                  .anyMatch(input -> input.name().equals(name) && input.batched());
          parts.put(name, batched ? rows(value, offset, count) : value);
        });
    return new SampleRequest(
        count,
        seeded,
        seed,
        first + offset,
        latents == null ? null : rows(latents, offset, count),
        psi,
        labels.slice(offset, count),
        parts,
        null,
        where);
  }

  /** A value without one row per sample is not cut: it serves all samples, or is refused later. */
  private TensorData rows(TensorData value, int offset, int count) {
    boolean perSample = !value.shape().isEmpty() && value.shape().get(0) == n;
    return perSample ? value.rows(offset, count) : value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleRequest that
        && n == that.n
        && seeded == that.seeded
        && seed == that.seed
        && first == that.first
        && Float.compare(psi, that.psi) == 0
        && labels.equals(that.labels)
        && Objects.equals(latents, that.latents)
        && inputs.equals(that.inputs)
        && Objects.equals(timeout, that.timeout)
        && Objects.equals(where, that.where);
  }

  @Override
  public int hashCode() {
    return Objects.hash(n, seeded, seed, first, latents, psi, labels, inputs, timeout, where);
  }

  /** For example "SampleRequest[8 samples, seed 42, from 16, label Sneaker, psi 0.7]". */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("SampleRequest[").append(n).append(" samples");
    if (latents != null) {
      text.append(", given latents ").append(Shapes.text(latents.shape()));
    } else {
      text.append(seeded ? ", seed " + seed : ", random seed");
    }
    text.append(first == 0 ? "" : ", from " + first)
        .append(labels.drawn() ? "" : ", " + labels)
        .append(psi == 1 ? "" : ", psi " + psi)
        .append(inputs.isEmpty() ? "" : ", inputs " + inputs)
        .append(where == null ? "" : ", where " + where)
        .append(timeout == null ? "" : ", timeout " + timeout);
    return text.append(']').toString();
  }
}
