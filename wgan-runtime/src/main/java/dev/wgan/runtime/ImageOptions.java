package dev.wgan.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The options of loading and running an {@link Upscaler} or an {@link Inpainter}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ImageOptions {
  private static final int MOST_AUTOMATIC = 4;

  private final GeneratorOptions loading;
  private final Optional<Duration> timeout;
  private final int tile;

  private ImageOptions(Builder builder) {
    this.loading =
        GeneratorOptions.of(
            o ->
                o.provider(builder.provider)
                    .parallelism(builder.parallelism)
                    .memoryArena(builder.memoryArena)
                    .selfTest(builder.selfTest)
                    .maxModelBytes(builder.maxModelBytes)
                    .loadTimeout(builder.loadTimeout)
                    .unguardedOperators(builder.unguardedOperators));
    this.timeout = builder.timeout;
    this.tile = builder.tile;
  }

  /**
   * Returns the default options.
   *
   * @return the default options
   */
  public static ImageOptions defaults() {
    return builder().build();
  }

  /**
   * Returns options that differ from the defaults.
   *
   * @param changes what to set
   * @return the options
   */
  public static ImageOptions of(Consumer<Builder> changes) {
    Arguments.require(changes, "changes");
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

  /** The options that a generator's have in common with these. */
  static ImageOptions of(GeneratorOptions options) {
    return of(
        o ->
            o.provider(options.provider())
                .memoryArena(options.memoryArena())
                .selfTest(options.selfTest())
                .maxModelBytes(options.maxModelBytes())
                .loadTimeout(options.loadTimeout())
                .unguardedOperators(options.unguardedOperators()));
  }

  /** The options of the session. */
  GeneratorOptions loading() {
    return loading;
  }

  int parallelism() {
    return loading.parallelism();
  }

  boolean selfTest() {
    return loading.selfTest();
  }

  Optional<Duration> timeout() {
    return timeout;
  }

  /** The largest core of a tile, 0 for the default. */
  int tile() {
    return tile;
  }

  /** For example "ImageOptions[parallelism=2]", with what differs from the session's defaults. */
  @Override
  public String toString() {
    String text = loading.toString().replaceFirst("GeneratorOptions", "ImageOptions");
    return timeout
        .map(limit -> text.substring(0, text.length() - 1) + ", timeout=" + limit + "]")
        .orElse(text);
  }

  /** Collects options; each has the default that its method names. Not thread-safe. */
  public static final class Builder {
    private ExecutionProvider provider = ExecutionProvider.cpu();
    private int parallelism = Math.min(MOST_AUTOMATIC, Runtime.getRuntime().availableProcessors());
    private boolean memoryArena = true;
    private boolean selfTest;
    private long maxModelBytes = GeneratorOptions.defaults().maxModelBytes();
    private Duration loadTimeout = GeneratorOptions.defaults().loadTimeout();
    private boolean unguardedOperators;
    private Optional<Duration> timeout = Optional.empty();
    private int tile;

    private Builder() {}

    /**
     * Sets the execution provider; the CPU by default.
     *
     * @param value the execution provider
     * @return this builder
     */
    public Builder provider(ExecutionProvider value) {
      provider = Arguments.require(value, "value");
      return this;
    }

    /**
     * Sets the number of threads that share the tiles of one call; the number of cores, at most 4,
     * by default. Each needs native memory for one tile.
     *
     * @param value 1 to 1024
     * @return this builder
     */
    public Builder parallelism(int value) {
      parallelism = value;
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
     * Sets the size above which models are refused, including external weights; 8 GB by default.
     *
     * @param value bytes, 1 or more
     * @return this builder
     */
    public Builder maxModelBytes(long value) {
      maxModelBytes = value;
      return this;
    }

    /**
     * Sets the limit of the self-test during loading; 60 seconds by default.
     *
     * @param value more than zero
     * @return this builder
     */
    public Builder loadTimeout(Duration value) {
      loadTimeout = Arguments.require(value, "value");
      return this;
    }

    /**
     * Sets whether models may be loaded that have operators that ONNX Runtime does not guard; off
     * by default. A malformed node of such an operator can end the process, as {@link
     * GeneratorOptions.Builder#unguardedOperators} says.
     *
     * @param value whether they may
     * @return this builder
     */
    public Builder unguardedOperators(boolean value) {
      unguardedOperators = value;
      return this;
    }

    /**
     * Sets the time limit for each picture; none by default. When it has passed, the call fails
     * with a {@link SamplingTimeoutException}.
     *
     * @param value more than zero
     * @return this builder
     */
    public Builder timeout(Duration value) {
      timeout = Optional.of(Arguments.require(value, "value"));
      return this;
    }

    /** Sets the largest core of a tile. */
    Builder tile(int value) {
      tile = value;
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     * @throws InputException if a number is outside its range
     */
    public ImageOptions build() {
      if (timeout.isPresent() && (timeout.get().isZero() || timeout.get().isNegative())) {
        throw new InputException(
            "a timeout of %s: expected more than zero".formatted(timeout.get()));
      }
      return new ImageOptions(this);
    }
  }
}
