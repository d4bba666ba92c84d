package dev.wgan.runtime;

import dev.wgan.noise.Noise;
import dev.wgan.table.Condition;
import dev.wgan.table.UniqueRows;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A trained generator, which draws samples from an ONNX model.
 *
 * <p>Thread-safe. The caller closes it; closing waits for runs in flight.
 *
 * <p>Sample {@code i} of seed {@code s} is a pure function of the model, {@code s} and {@code i}
 * (see {@link Noise}). On the CPU provider, its bits do not depend on the batch, chunk, number of
 * threads or caller. A model with an operator whose rounding depends on the batch therefore runs
 * one sample at a time; {@link ModelInfo#batching} reports this. {@link
 * GeneratorOptions.Builder#batchAlways} runs such a model in batches and gives up equal bits.
 *
 * <p>Latents and labels that the caller does not give are drawn from the seed. A model with further
 * inputs, such as an image, is sampled through a {@link SampleRequest}, whose {@link
 * SampleRequest#input} sets the value of each further input.
 */
public final class Generator implements LoadedModel {
  private final GeneratorCore core;
  private final LeakGuard guard;

  private Generator(GeneratorCore core) {
    this.core = core;
    this.guard = LeakGuard.of(this, "the generator of " + core.layout().model(), core::close);
  }

  /**
   * Loads a model with default options.
   *
   * @param file an ONNX file
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain a
   *     generator
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Generator load(Path file) {
    return load(file, GeneratorOptions.defaults());
  }

  /**
   * Loads a model.
   *
   * @param file an ONNX file; its external weights must be in its folder
   * @param options the options of loading and running
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain a
   *     generator
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Generator load(Path file, GeneratorOptions options) {
    Arguments.require(file, "file");
    Arguments.require(options, "options");
    return load(ModelSource.of(file, options), options);
  }

  /**
   * Loads a model from memory.
   *
   * @param model the bytes of an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the bytes are damaged or do not contain a generator
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Generator load(byte[] model, GeneratorOptions options) {
    Arguments.require(model, "model");
    Arguments.require(options, "options");
    return load(ModelSource.of("the model", model, options), options);
  }

  /**
   * Loads a model from a stream, which is read to its end but not closed.
   *
   * @param in an ONNX file, with all its weights
   * @param options the options of loading and running
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the stream cannot be read, is damaged or does not contain a
   *     generator
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Generator load(InputStream in, GeneratorOptions options) {
    Arguments.require(in, "in");
    Arguments.require(options, "options");
    return load(ModelSource.of("the model", in, options), options);
  }

  /**
   * Loads a model from the class path.
   *
   * @param loader the class loader that finds it
   * @param resource its name, such as {@code models/faces.onnx}
   * @param options the options of loading and running
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the resource does not exist, is damaged or does not contain a
   *     generator
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Generator loadResource(
      ClassLoader loader, String resource, GeneratorOptions options) {
    Arguments.require(loader, "loader");
    Arguments.require(resource, "resource");
    Arguments.require(options, "options");
    return load(ModelSource.of(loader, resource, options), options);
  }

  /**
   * Loads a pretrained generator of an artifact on the class path, with default options.
   *
   * @param name the model's name, one of those in {@link #pretrainedNames} that generate samples. A
   *     model that restores pictures, such as {@code photo-x2}, is refused; the message names the
   *     class to use
   * @return the generator, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name (the message suggests the
   *     nearest name), or if the model is not a generator or is damaged
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Generator pretrained(String name) {
    return pretrained(name, GeneratorOptions.defaults());
  }

  /**
   * Loads a pretrained generator of an artifact on the class path: the resource {@code
   * dev/wgan/models/NAME.onnx}.
   *
   * @param name the model's name, as for {@link #pretrained(String)}
   * @param options the options of loading and running
   * @return the generator, which the caller closes
   * @throws ModelLoadException if no artifact has a model of that name (the message suggests the
   *     nearest name), or if the model is not a generator or is damaged
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  public static Generator pretrained(String name, GeneratorOptions options) {
    Arguments.require(name, "name");
    Arguments.require(options, "options");
    return load(Pretrained.source(name, options), options);
  }

  /**
   * Returns the names of the pretrained models in all artifacts on the class path. The list has the
   * models of every task: those that generate samples, for this class, and those that restore
   * pictures, for {@link Upscaler} and {@link Inpainter}.
   *
   * @return the names, sorted; empty if no artifact on the class path has a list of models
   * @throws java.io.UncheckedIOException if an artifact's list of models cannot be read
   */
  public static List<String> pretrainedNames() {
    return List.copyOf(Pretrained.names());
  }

  static Generator load(ModelSource source, GeneratorOptions options) {
    try {
      return loadTimed(source, options);
    } catch (SamplingTimeoutException e) {
      throw LoadLimit.exceeded(source.name(), options, e);
    }
  }

  /** Fails with a timeout if a run takes longer than the options allow. */
  private static Generator loadTimed(ModelSource source, GeneratorOptions options) {
    Generator generator = new Generator(GeneratorCore.open(source, ModelTask.GENERATE, options));
    boolean ready = false;
    try {
      if (options.selfTest()) {
        generator.selfTestInTime();
      } else if (options.warmUp()) {
        generator.core.warmUp();
      }
      ready = true;
      return generator;
    } finally {
      if (!ready) {
        generator.close();
      }
    }
  }

  @Override
  public ModelInfo info() {
    return core.layout().info();
  }

  /**
   * Draws samples 0 to n - 1 of a random seed, which {@link Samples#seed} returns.
   *
   * @param n the number of samples, 0 or more
   * @return the samples
   * @throws InputException if n is negative, if the samples do not fit into one array, or if the
   *     model has inputs other than a latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n) {
    return sample(SampleRequest.of(n));
  }

  /**
   * Draws samples 0 to n - 1 of a seed.
   *
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return the samples
   * @throws InputException if n is negative, if the samples do not fit into one array, or if the
   *     model has inputs other than a latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n, long seed) {
    return sample(SampleRequest.range(0, n, seed));
  }

  /**
   * Draws samples first to first + n - 1 of a seed.
   *
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return the samples
   * @throws InputException if first or n is out of range, if the samples do not fit into one array,
   *     or if the model has inputs other than a latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sampleRange(long first, int n, long seed) {
    return sample(SampleRequest.range(first, n, seed));
  }

  /**
   * Draws one sample for each of the given latents. A class-conditional model also needs a class:
   * {@code sample(SampleRequest.ofLatents(latents).label(3))}.
   *
   * @param latents of shape [n, latent shape] or [n, elements of a latent]
   * @return the samples
   * @throws InputException if the latents do not fit the model, if the model is class-conditional,
   *     or if it has inputs other than a latent
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(TensorData latents) {
    Arguments.require(latents, "latents");
    return sample(SampleRequest.ofLatents(latents));
  }

  /**
   * Draws samples 0 to n - 1 of a seed, all of one class.
   *
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @param label the class, 0 to classes - 1
   * @return the samples
   * @throws InputException if the model is not class-conditional or has no such class, if n is
   *     negative, if the samples do not fit into one array, or if the model has inputs other than a
   *     latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n, long seed, int label) {
    return sample(SampleRequest.of(n).seed(seed).label(label));
  }

  /**
   * Draws samples 0 to n - 1 of a seed, all of one class.
   *
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @param className the name of the class, as for {@link SampleRequest#label(String)}
   * @return the samples
   * @throws InputException if the model is not class-conditional or has no such class, if n is
   *     negative, if the samples do not fit into one array, or if the model has inputs other than a
   *     latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n, long seed, String className) {
    Arguments.require(className, "className");
    return sample(SampleRequest.of(n).seed(seed).label(className));
  }

  /**
   * Draws rows 0 to n - 1 of a seed that meet a condition, from a model of a table with typed
   * columns.
   *
   * @param n the number of rows, 0 or more
   * @param seed any seed
   * @param where the condition, as for {@link SampleRequest#where}
   * @return the rows, which {@link Samples#table} decodes; {@link Samples#candidates} says how many
   *     were drawn for them
   * @throws InputException if the condition does not fit the table, if no row can meet it, or if n
   *     is negative
   * @throws RunException if none of the candidates of a row meets the condition, if the run fails,
   *     or if the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n, long seed, Condition where) {
    return sample(SampleRequest.of(n).seed(seed).where(where));
  }

  /**
   * Draws the samples of a request. A request can set everything that the other methods set, and in
   * addition a timeout, psi, a class for each sample, and the values of further inputs.
   *
   * @param request the samples to draw, with the values of their inputs
   * @return the samples
   * @throws InputException if the request does not fit the model, or lacks a value of an input
   * @throws RunException if the run fails
   * @throws SamplingTimeoutException if the request has a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted; its interrupt flag
   *     stays set
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(SampleRequest request) {
    Arguments.require(request, "request");
    try {
      long seed = request.seedOrFresh();
      return core.sample(request, seed, StopSignal.now(Thread.currentThread(), request.timeout()));
    } catch (Error e) {
      throw CallFailures.typed(core.layout().model(), e);
    } finally {
      // An unreachable generator must not be freed before its last call ends.
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Draws the samples of a request on one of the generator's own threads. If all these threads are
   * busy, the request waits in an unbounded queue; {@link BatchingGenerator} has a bounded queue.
   *
   * @param request the samples to draw, with the values of their inputs; a timeout counts from this
   *     call
   * @return the future samples. Cancelling stops the native run. The future fails with the
   *     exceptions of {@link #sample(SampleRequest)}
   * @throws IllegalStateException if the generator is closed
   */
  public CompletableFuture<Samples> sampleAsync(SampleRequest request) {
    Arguments.require(request, "request");
    try {
      PendingSamples pending = new PendingSamples(core, request, request.seedOrFresh());
      try {
        pending.keepDeadline();
        core.executor().execute(() -> make(pending));
      } catch (RejectedExecutionException e) {
        IllegalStateException closed =
            new IllegalStateException("the generator is closed and cannot sample any more", e);
        pending.end(null, closed, 0, 0, 0);
        throw closed;
      } catch (Throwable e) {
        pending.end(null, CallFailures.typed(core.layout().model(), e), 0, 0, 0);
      }
      return pending;
    } catch (Error e) {
      throw CallFailures.typed(core.layout().model(), e);
    }
  }

  private void make(PendingSamples pending) {
    try {
      pending.make();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Draws samples first to first + n - 1 of a seed, chunk by chunk, for more samples than fit into
   * memory.
   *
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @param consumer receives each chunk, in order, on the calling thread; {@link
   *     Samples#firstIndex} is the index of the chunk's first sample
   * @throws InputException if first or n is out of range, or if the model has inputs other than a
   *     latent and a label
   * @throws RunException if a run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public void forEachChunk(long first, long n, long seed, Consumer<Samples> consumer) {
    Arguments.require(consumer, "consumer");
    stream(first, n, seed).forEachOrdered(consumer);
  }

  /**
   * Draws the samples of a request chunk by chunk, for more samples than fit into memory. All parts
   * of a request apply. A request has at most 2^31 - 1 samples; draw more by further requests that
   * start at a later {@link SampleRequest#first}.
   *
   * @param request the samples to draw, with the values of their inputs; a timeout covers the time
   *     from this call to the last chunk, including the time of the consumer
   * @param consumer receives each chunk, in order, on the calling thread
   * @throws InputException if the request does not fit the model, or lacks a value of an input
   * @throws RunException if a run fails
   * @throws SamplingTimeoutException if the request has a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted; its interrupt flag
   *     stays set
   * @throws IllegalStateException if the generator is closed
   */
  public void forEachChunk(SampleRequest request, Consumer<Samples> consumer) {
    Arguments.require(request, "request");
    Arguments.require(consumer, "consumer");
    stream(request).forEachOrdered(consumer);
  }

  /**
   * Writes rows first to first + n - 1 of a seed as CSV, chunk by chunk: memory does not grow with
   * the number of rows, and rows of a seed do not depend on it.
   *
   * @param first index of the first row, 0 to 2^40 - n
   * @param n the number of rows, 0 or more
   * @param seed any seed
   * @param file the file, replaced atomically; UTF-8 with the names of the columns in the first
   *     line
   * @throws InputException if first or n is out of range, or if the model has inputs other than a
   *     latent
   * @throws IllegalStateException if the model's samples are not rows of a table with typed
   *     columns, or the generator is closed
   * @throws RunException if a run fails or the calling thread is interrupted
   * @throws UncheckedIOException if writing fails
   */
  public void writeCsv(long first, long n, long seed, Path file) {
    Arguments.require(file, "file");
    TableFile.writeCsv(info(), stream(first, n, seed), file);
  }

  /**
   * Streams samples first to first + n - 1 of a seed in chunks. Each chunk is drawn on demand, and
   * fails as {@link #sampleRange} does.
   *
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return chunks in order; {@link Samples#firstIndex} is the index of the chunk's first sample
   * @throws InputException if first or n is out of range
   * @throws IllegalStateException if the generator is closed
   */
  public Stream<Samples> stream(long first, long n, long seed) {
    Arguments.requireIndices(first, n);
    core.checkOpen();
    int chunk = core.streamChunk();
    Optional<UniqueRows> unique = unique(SampleRequest.range(first, 0, seed), n);
    return ordered(
        unique.isPresent(),
        (n + chunk - 1) / chunk,
        i -> {
          int size = (int) Math.min(chunk, n - i * chunk);
          SampleRequest part = SampleRequest.range(first + i * chunk, size, seed);
          return part(part, seed, StopSignal.now(Thread.currentThread(), part.timeout()), unique);
        });
  }

  /**
   * Streams the samples of a request in chunks. Each chunk is drawn on demand, and fails as {@link
   * #sample(SampleRequest)} does. If the request has no seed, all chunks have one random seed.
   *
   * @param request the samples to draw, with the values of their inputs; a timeout covers the time
   *     from this call to the last chunk, including the processing of chunks. When it has passed,
   *     the next chunk fails with a {@link SamplingTimeoutException}
   * @return chunks in order
   * @throws InputException if the request does not fit the model, or lacks a value of an input
   * @throws IllegalStateException if the generator is closed
   */
  public Stream<Samples> stream(SampleRequest request) {
    Arguments.require(request, "request");
    core.checkOpen();
    long seed = request.seedOrFresh();
    long asked = System.nanoTime();
    int n = request.n();
    int chunk = core.streamChunk();
    // Created and discarded, so that an unsuitable request is refused before the first chunk.
    new RequestInputs(core.layout(), request.slice(info(), 0, Math.min(chunk, n)), seed);
    Optional<UniqueRows> unique = unique(request, n);
    return ordered(
        unique.isPresent(),
        ((long) n + chunk - 1) / chunk,
        i -> {
          int from = (int) i * chunk;
          SampleRequest part = request.slice(info(), from, Math.min(chunk, n - from));
          StopSignal signal = new StopSignal(Thread.currentThread(), asked, request.timeout());
          return part(part, seed, signal, unique);
        });
  }

  /** Draws a part of a stream. */
  private Samples part(
      SampleRequest request, long seed, StopSignal signal, Optional<UniqueRows> unique) {
    try {
      return core.sample(request, seed, signal, unique.orElse(null));
    } catch (Error e) {
      throw CallFailures.typed(core.layout().model(), e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The rows of a stream so far, if they have to be unique; a senseless condition is refused. */
  private Optional<UniqueRows> unique(SampleRequest request, long n) {
    if (!RowSelection.isNeeded(info(), request)) {
      return Optional.empty();
    }
    RowSelection.require(info(), request);
    return Optional.of(RowSelection.unique(info(), n)).filter(unique -> !unique.acceptsAll());
  }

  /** Makes parts on demand; in turn, also for a parallel stream, where one needs those before. */
  private static Stream<Samples> ordered(boolean inTurn, long parts, LongFunction<Samples> part) {
    return inTurn
        ? StreamSupport.stream(
            Spliterators.spliterator(
                LongStream.range(0, parts).mapToObj(part).iterator(), parts, Spliterator.ORDERED),
            false)
        : LongStream.range(0, parts).mapToObj(part);
  }

  /**
   * Returns the latents of samples first to first + n - 1 of a seed.
   *
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return the latents, [n, latent shape]
   * @throws InputException if first or n is out of range, if the latents do not fit into one array,
   *     or if the model has no latent
   */
  public TensorData latents(long first, int n, long seed) {
    return Latents.of(info(), first, n, seed);
  }

  /**
   * Draws samples along the great circle between two latents (see {@link Latents#slerp}).
   *
   * @param from the latent of the first sample, of the latent's shape, with or without a leading 1
   * @param to the latent of the last sample, of the latent's shape, with or without a leading 1
   * @param n the number of samples, 2 or more
   * @return the samples, evenly spaced, both ends included
   * @throws InputException if n is less than 2, if the samples do not fit into one array, if the
   *     latents do not fit the model, if the model is class-conditional, or if it has inputs other
   *     than a latent
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples interpolate(TensorData from, TensorData to, int n) {
    Arguments.require(to, "to");
    return sample(path(info(), from, to, n));
  }

  /**
   * Draws samples of one class along the great circle between two latents (see {@link
   * Latents#slerp}).
   *
   * @param from the latent of the first sample, of the latent's shape, with or without a leading 1
   * @param to the latent of the last sample, of the latent's shape, with or without a leading 1
   * @param n the number of samples, 2 or more
   * @param label the class, 0 to classes - 1
   * @return the samples, evenly spaced, both ends included
   * @throws InputException if n is less than 2, if the samples do not fit into one array, if the
   *     latents do not fit the model, if the model is not class-conditional or has no such class,
   *     or if it has inputs other than a latent and a label
   * @throws RunException if the run fails or the calling thread is interrupted
   * @throws IllegalStateException if the generator is closed
   */
  public Samples interpolate(TensorData from, TensorData to, int n, int label) {
    Arguments.require(to, "to");
    return sample(path(info(), from, to, n).label(label));
  }

  private static SampleRequest path(ModelInfo info, TensorData from, TensorData to, int n) {
    if (n < 2) {
      throw new InputException("n is " + n + ": expected at least 2 samples, one at each end");
    }
    Latents.requireOne(info, from, "from");
    Latents.requireOne(info, to, "to");
    float[] start = from.floats();
    float[] end = to.floats();
    if ((long) n * start.length > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%s latents of %s elements are more than one array holds: draw fewer samples"
              .formatted(n, start.length));
    }
    float[] path = new float[n * start.length];
    for (int i = 0; i < n; i++) {
      float[] between = Latents.slerp(start, end, i / (n - 1.0));
      System.arraycopy(between, 0, path, i * start.length, start.length);
    }
    return SampleRequest.ofLatents(TensorData.of(path, n, start.length));
  }

  /**
   * Creates a sampler, which writes into the caller's memory and serves one thread at a time.
   *
   * @return the sampler, which the caller closes
   * @throws InputException if the size of a sample depends on inputs that the caller gives
   * @throws RunException if the sampler's buffers cannot be created
   * @throws IllegalStateException if the generator is closed
   */
  public Sampler newSampler() {
    core.checkOpen();
    if (!core.layout().fixed()) {
      throw new InputException(
          "samples without a fixed shape cannot be bound: use sample(request)");
    }
    return Sampler.of(this, core);
  }

  @Override
  public SelfTestResult selfTest() {
    return selfTest(request -> request);
  }

  /** The self-test of loading, within its deadline. */
  void selfTestInTime() {
    try {
      selfTest(request -> request.timeout(core.options().loadTimeout()));
    } catch (SamplingTimeoutException e) {
      throw LoadLimit.exceeded(core.layout().model(), core.options(), e);
    }
  }

  private SelfTestResult selfTest(UnaryOperator<SampleRequest> limits) {
    SelfTest test = new SelfTest(core.layout());
    try {
      return test.compare(core.sampleUncounted(limits.apply(test.request())));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public ActiveProvider provider() {
    return core.session().provider();
  }

  /**
   * Returns the statistics of all calls so far.
   *
   * @return a snapshot, which later calls do not change
   */
  public GeneratorStats stats() {
    return core.statistics().snapshot();
  }

  GeneratorCore core() {
    return core;
  }

  /** Returns, for example, "Generator[faces.onnx on CPU, closed: ModelInfo[...]]". */
  @Override
  public String toString() {
    return "Generator[%s on %s%s: %s]"
        .formatted(
            core.layout().model(), provider().running(), core.closed() ? ", closed" : "", info());
  }

  /**
   * Refuses new calls, waits for the calls in flight and frees the model. An interruption does not
   * end the wait; the interrupt flag stays set. A second call does nothing.
   */
  @Override
  public void close() {
    guard.close();
    core.awaitFreed();
  }
}
