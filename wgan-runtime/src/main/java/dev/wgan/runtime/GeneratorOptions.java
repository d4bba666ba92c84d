package dev.wgan.runtime;

import dev.wgan.noise.LatentDistribution;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * The options of loading and running a generator.
 *
 * <p>Immutable and thread-safe.
 *
 * @param provider the execution provider; the CPU by default
 * @param parallelism the number of threads that share the chunks of one call, 1 to 1024; 1 by
 *     default
 * @param chunkSize samples per native run, 1 to 65536, or 0 (the default) to choose by sample size
 * @param memoryArena whether ONNX Runtime keeps freed memory for the next run; on by default
 * @param warmUp whether loading makes a first run, so that the first call is fast; off by default
 * @param checkNaN whether a sample with NaN or infinite values fails the call; off by default
 * @param selfTest whether loading runs the model's golden inputs; off by default
 * @param maxModelBytes the largest size of a model in bytes, including external weights; 8 GB by
 *     default. The file itself is limited to 2 GB by protobuf
 * @param loadTimeout the limit of each run during loading; 60 seconds by default
 * @param batchAlways whether samples run in batches even if their bits then depend on the batch;
 *     off by default
 * @param allowIrreproducible whether a model may be loaded whose samples a seed does not determine;
 *     off by default
 * @param unguardedOperators whether a model may be loaded that has operators outside ONNX's own
 *     domain that ONNX Runtime does not guard against malformed nodes; off by default
 * @param latentInput the input that takes the latent, for models without metadata
 * @param latentShape dimensions of one latent, for models without metadata
 * @param latentDistribution the distribution of latents, for models without metadata
 * @param output the output that samples are read from; needed if a model without metadata has
 *     several
 * @param sampleShape dimensions of one sample; replaces those of the model
 * @param range the values of a sample's elements, for models without metadata
 * @param layout the order of an image's dimensions, for models without metadata
 * @param sampleRate the frames per second of audio in Hz, for models without metadata
 * @param listeners the listeners that are notified of every call; none by default
 */
public record GeneratorOptions(
    ExecutionProvider provider,
    int parallelism,
    int chunkSize,
    boolean memoryArena,
    boolean warmUp,
    boolean checkNaN,
    boolean selfTest,
    long maxModelBytes,
    Duration loadTimeout,
    boolean batchAlways,
    boolean allowIrreproducible,
    boolean unguardedOperators,
    Optional<String> latentInput,
    Optional<List<Integer>> latentShape,
    Optional<LatentDistribution> latentDistribution,
    Optional<String> output,
    Optional<List<Integer>> sampleShape,
    Optional<ValueRange> range,
    Optional<ImageLayout> layout,
    Optional<Integer> sampleRate,
    List<SamplingListener> listeners) {
  private static final int MAX_PARALLELISM = 1024;
  private static final int MAX_CHUNK = 1 << 16;
  private static final long MAX_MODEL = 8L << 30;
  private static final Duration LOADING = Duration.ofSeconds(60);

  /**
   * Checks the numbers.
   *
   * @throws InputException if a number is outside its range
   */
  public GeneratorOptions {
    Objects.requireNonNull(provider, "provider");
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new InputException(
          "a parallelism of %s: expected 1 to %s".formatted(parallelism, MAX_PARALLELISM));
    }
    if (chunkSize < 0 || chunkSize > MAX_CHUNK) {
      throw new InputException(
          "a chunk size of %s: expected 1 to %s, or 0 to choose by sample size"
              .formatted(chunkSize, MAX_CHUNK));
    }
    if (maxModelBytes < 1) {
      throw new InputException(
          "a model size limit of %s bytes: expected at least 1".formatted(maxModelBytes));
    }
    if (loadTimeout.isZero() || loadTimeout.isNegative()) {
      throw new InputException(
          "a load timeout of %s: expected more than zero".formatted(loadTimeout));
    }
    if (sampleRate.filter(hertz -> hertz < 1 || hertz > AudioClip.MAX_RATE).isPresent()) {
      throw new InputException(
          "a sample rate of %s Hz: expected 1 to %s"
              .formatted(sampleRate.get(), AudioClip.MAX_RATE));
    }
    latentShape = latentShape.map(List::copyOf);
    sampleShape = sampleShape.map(List::copyOf);
    listeners = List.copyOf(listeners);
  }

  /**
   * Returns the default options.
   *
   * @return the default options
   */
  public static GeneratorOptions defaults() {
    return builder().build();
  }

  /**
   * Returns options that differ from the defaults.
   *
   * @param changes what to set
   * @return the options
   */
  public static GeneratorOptions of(Consumer<Builder> changes) {
    Builder builder = builder();
    changes.accept(builder);
    return builder.build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The options that differ from the defaults, such as "GeneratorOptions[parallelism=2]". */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "GeneratorOptions[", "]");
    GeneratorOptions plain = defaults();
    for (RecordComponent component : GeneratorOptions.class.getRecordComponents()) {
      Object value = value(component, this);
      if (!value.equals(value(component, plain))) {
        Object shown = value instanceof Optional<?> set && set.isPresent() ? set.get() : value;
        text.add(component.getName() + "=" + shown);
      }
    }
    return text.toString();
  }

  private static Object value(RecordComponent component, GeneratorOptions options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a public record's accessor cannot be called", e);
    }
  }

  /** Collects options; each has the default that its method names. Not thread-safe. */
  public static final class Builder {
    private ExecutionProvider provider = ExecutionProvider.cpu();
    private int parallelism = 1;
    private int chunkSize;
    private boolean memoryArena = true;
    private boolean warmUp;
    private boolean checkNaN;
    private boolean selfTest;
    private long maxModelBytes = MAX_MODEL;
    private Duration loadTimeout = LOADING;
    private boolean batchAlways;
    private boolean allowIrreproducible;
    private boolean unguardedOperators;
    private Optional<String> latentInput = Optional.empty();
    private Optional<List<Integer>> latentShape = Optional.empty();
    private Optional<LatentDistribution> latentDistribution = Optional.empty();
    private Optional<String> output = Optional.empty();
    private Optional<List<Integer>> sampleShape = Optional.empty();
    private Optional<ValueRange> range = Optional.empty();
    private Optional<ImageLayout> layout = Optional.empty();
    private Optional<Integer> sampleRate = Optional.empty();

    private final List<SamplingListener> listeners = new ArrayList<>();

    private Builder() {}

    /**
     * Sets the execution provider; the CPU by default.
     *
     * @param value the execution provider
     * @return this builder
     */
    public Builder provider(ExecutionProvider value) {
      Arguments.require(value, "value");
      provider = value;
      return this;
    }

    /**
     * Sets the number of threads that share the chunks of one call; 1 by default.
     *
     * @param value 1 to 1024
     * @return this builder
     */
    public Builder parallelism(int value) {
      parallelism = value;
      return this;
    }

    /**
     * Sets the number of samples of one native run; chosen by sample size by default.
     *
     * @param value 1 to 65536, or 0 to choose by sample size
     * @return this builder
     */
    public Builder chunkSize(int value) {
      chunkSize = value;
      return this;
    }

    /**
     * Sets whether ONNX Runtime keeps freed memory for the next run; on by default.
     *
     * @param value whether it does
     * @return this builder
     */
    public Builder memoryArena(boolean value) {
      memoryArena = value;
      return this;
    }

    /**
     * Sets whether loading makes a first run, so that the first call is fast; off by default.
     *
     * @param value whether it does
     * @return this builder
     */
    public Builder warmUp(boolean value) {
      warmUp = value;
      return this;
    }

    /**
     * Sets whether a sample with NaN or infinite values fails the call; off by default.
     *
     * @param value whether it does
     * @return this builder
     */
    public Builder checkNaN(boolean value) {
      checkNaN = value;
      return this;
    }

    /**
     * Sets whether loading runs the model's golden inputs; off by default.
     *
     * @param value whether it does
     * @return this builder
     */
    public Builder selfTest(boolean value) {
      selfTest = value;
      return this;
    }

    /**
     * Sets the size above which models are refused, including external weights; 8 GB (2^33 bytes)
     * by default. A model's own file is always limited to 2^31 - 1 bytes.
     *
     * @param value bytes, 1 or more
     * @return this builder
     */
    public Builder maxModelBytes(long value) {
      maxModelBytes = value;
      return this;
    }

    /**
     * Sets the limit of each run during loading; 60 seconds by default. Loading runs the model to
     * find an open sample size, for {@link #warmUp} and for the self-test. A longer run is stopped
     * between two operators, or two steps of a Loop, and the model is refused.
     *
     * @param value more than zero
     * @return this builder
     */
    public Builder loadTimeout(Duration value) {
      Arguments.require(value, "value");
      loadTimeout = value;
      return this;
    }

    /**
     * Sets whether samples run in batches even if their bits then depend on the batch; off by
     * default.
     *
     * <p>This gives up the promise of {@link Generator}: with a model whose {@link
     * ModelInfo#batching} is {@link Batching.Mode#ROUNDS}, a sample's last bits then depend on the
     * size of its batch and its place in it; with {@link Batching.Mode#MIXES} its values may depend
     * on the other samples. Other models are not affected.
     *
     * @param value whether they do
     * @return this builder
     */
    public Builder batchAlways(boolean value) {
      batchAlways = value;
      return this;
    }

    /**
     * Sets whether models may be loaded whose samples are not determined by a seed; off by default.
     * Such a model draws random numbers while it runs, or normalizes with the statistics of its
     * batch ({@link Batching.Mode#IRREPRODUCIBLE}).
     *
     * <p>A call can then not be repeated: its samples differ from call to call.
     *
     * @param value whether it may
     * @return this builder
     */
    public Builder allowIrreproducible(boolean value) {
      allowIrreproducible = value;
      return this;
    }

    /**
     * Sets whether models may be loaded that have operators of {@code com.microsoft}, {@code
     * com.ms}, {@code ai.onnx.ml} or {@code org.pytorch} that ONNX Runtime does not guard against
     * inputs of wrong size; off by default. Files saved by ONNX Runtime's optimizer may have some.
     *
     * <p>This gives up the protection of the process: a malformed node of such an operator, or an
     * input of a call that it does not expect, can end the JVM or read foreign memory instead of
     * throwing an exception. Every other check of a model remains.
     *
     * @param value whether they may
     * @return this builder
     */
    public Builder unguardedOperators(boolean value) {
      unguardedOperators = value;
      return this;
    }

    /**
     * Names the input that takes the latent; by default it is named by the metadata, or it is the
     * only suitable input.
     *
     * @param value its name in the graph
     * @return this builder
     */
    public Builder latentInput(String value) {
      Arguments.require(value, "value");
      latentInput = Optional.of(value);
      return this;
    }

    /**
     * Sets the dimensions of one latent; by default those of the metadata or the graph.
     *
     * @param value the dimensions, without the batch
     * @return this builder
     */
    public Builder latentShape(int... value) {
      Arguments.require(value, "value");
      latentShape = Optional.of(Shapes.of(value));
      return this;
    }

    /**
     * Sets the distribution of latents; by default that of the metadata, or otherwise the standard
     * normal distribution.
     *
     * @param value the distribution
     * @return this builder
     */
    public Builder latentDistribution(LatentDistribution value) {
      Arguments.require(value, "value");
      latentDistribution = Optional.of(value);
      return this;
    }

    /**
     * Names the output that samples are read from; by default it is named by the metadata, or it is
     * the only one.
     *
     * @param value its name in the graph
     * @return this builder
     */
    public Builder output(String value) {
      Arguments.require(value, "value");
      output = Optional.of(value);
      return this;
    }

    /**
     * Sets the dimensions of one sample, such as 1, 28, 28 for a flat output of 784; by default
     * those of the metadata or the graph.
     *
     * @param value the dimensions, without the batch
     * @return this builder
     */
    public Builder sampleShape(int... value) {
      Arguments.require(value, "value");
      sampleShape = Optional.of(Shapes.of(value));
      return this;
    }

    /**
     * Sets the range of a sample's elements: the values of black and white in an image. By default
     * it is the range in the metadata, and otherwise 0 to 255 for bytes, 0 to 1 for booleans, and
     * for other elements the range that the last operators of the graph imply. If they imply none,
     * it is -1 to 1 for a model with metadata of this project, and unknown for others.
     *
     * @param value the range
     * @return this builder
     */
    public Builder range(ValueRange value) {
      Arguments.require(value, "value");
      range = Optional.of(value);
      return this;
    }

    /**
     * Sets the order of an image's dimensions, for models without metadata: {@link
     * ImageLayout#CHANNELS_LAST} for most models of TensorFlow.
     *
     * @param value the layout
     * @return this builder
     */
    public Builder layout(ImageLayout value) {
      Arguments.require(value, "value");
      layout = Optional.of(value);
      return this;
    }

    /**
     * Sets the sample rate of audio, for models without metadata. Samples of shape [length] or
     * [channels, length] are then audio: see {@link Samples#audio}.
     *
     * @param value the frames per second in Hz, 1 to 1,000,000
     * @return this builder
     */
    public Builder sampleRate(int value) {
      sampleRate = Optional.of(value);
      return this;
    }

    /**
     * Adds a listener, which is notified after every call; there is none by default.
     *
     * @param value thread-safe
     * @return this builder
     */
    public Builder listener(SamplingListener value) {
      Arguments.require(value, "value");
      listeners.add(value);
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     * @throws InputException if a number is outside its range
     */
    public GeneratorOptions build() {
      return new GeneratorOptions(
          provider,
          parallelism,
          chunkSize,
          memoryArena,
          warmUp,
          checkNaN,
          selfTest,
          maxModelBytes,
          loadTimeout,
          batchAlways,
          allowIrreproducible,
          unguardedOperators,
          latentInput,
          latentShape,
          latentDistribution,
          output,
          sampleShape,
          range,
          layout,
          sampleRate,
          listeners);
    }
  }
}
