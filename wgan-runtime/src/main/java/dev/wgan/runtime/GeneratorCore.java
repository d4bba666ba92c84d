package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import dev.wgan.runtime.ModelInput.Role;
import dev.wgan.table.UniqueRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a generator: session, workers, threads, and the guard that frees them after the
 * last run.
 *
 * <p>Thread-safe. It must not refer to its {@link Generator}, so that an abandoned one can be
 * noticed.
 */
final class GeneratorCore {
  /** A run's output stays within this many bytes: more are slower to make and to copy. */
  private static final long CHUNK_BYTES = 1 << 21;

  private static final int MAX_AUTOMATIC_CHUNK = 512;

  private final ModelSession session;
  private final GeneratorOptions options;
  private final boolean single;
  private final SessionWorkerPool pool;
  private final GeneratorThreads threads;
  private final CallStatistics statistics;
  private final InFlightGuard inFlight = new InFlightGuard(this::free);

  private GeneratorCore(ModelSession session, GeneratorOptions options) {
    this.session = session;
    this.options = options;
    this.single = session.single(options);
    int most = Math.max(options.parallelism(), Runtime.getRuntime().availableProcessors());
    this.pool = new SessionWorkerPool(session, single, most);
    this.threads =
        new GeneratorThreads(pool, inFlight, most, "wgan-sampler " + session.layout().model());
    this.statistics = new CallStatistics(session.provider().running(), options.listeners());
    CallFailures.prepare();
    ShutdownGuard.add(this);
  }

  /** Opens a model of a task. */
  static GeneratorCore open(ModelSource source, ModelTask task, GeneratorOptions options) {
    NativeRuntime.prepare();
    try {
      HeapReserve.require();
      source.metadata().requireTask(task);
      return of(ModelSession.open(source, options), options);
    } catch (OutOfMemoryError e) {
      HeapReserve.exhausted();
      throw new ModelLoadException(
          "%s cannot be loaded, because the heap of %s MB is used up: raise -Xmx"
              .formatted(source.name(), Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }

  /** Takes a session over, and closes it if that fails. */
  static GeneratorCore of(ModelSession session, GeneratorOptions options) {
    boolean made = false;
    try {
      GeneratorCore core = new GeneratorCore(session, options);
      made = true;
      return core;
    } finally {
      if (!made) {
        session.close();
      }
    }
  }

  ModelLayout layout() {
    return session.layout();
  }

  ModelSession session() {
    return session;
  }

  GeneratorOptions options() {
    return options;
  }

  SessionWorkerPool pool() {
    return pool;
  }

  GeneratorThreads threads() {
    return threads;
  }

  CallStatistics statistics() {
    return statistics;
  }

  Executor executor() {
    return threads.executor();
  }

  /** Returns whether every sample runs by itself, because a batch would change its bits. */
  boolean single() {
    return single;
  }

  /** Samples per native run for samples of this layout. */
  int chunk(ModelLayout layout) {
    return single ? 1 : room(layout);
  }

  /** Samples that a native run, or a step of a stream, should hold in memory. */
  private int room(ModelLayout layout) {
    if (layout.info().frozenBatch() > 0) {
      return layout.info().frozenBatch();
    }
    if (options.chunkSize() > 0) {
      return options.chunkSize();
    }
    long bytes = (long) layout.sampleSize() * layout.info().output().elementBytes();
    return (int) Math.max(1, Math.min(MAX_AUTOMATIC_CHUNK, CHUNK_BYTES / Math.max(1, bytes)));
  }

  /** Samples per step of a stream: a chunk for every thread. */
  int streamChunk() {
    ModelLayout layout = session.layout();
    return (layout.fixed() ? room(layout) : 1) * options.parallelism();
  }

  /** Makes one sample that does not count, if the model needs no inputs that only callers have. */
  void warmUp() {
    boolean callable =
        layout().info().inputs().stream()
            .allMatch(i -> i.role() == Role.LATENT || i.role() == Role.LABEL);
    if (callable) {
      sampleUncounted(SampleRequest.of(1).timeout(options.loadTimeout()));
    }
  }

  /** Runs a request on behalf of the generator itself: it is not a call. */
  Samples sampleUncounted(SampleRequest request) {
    StopSignal signal = StopSignal.now(Thread.currentThread(), request.timeout());
    return run(new SamplingCall(this, request, request.seedOrFresh(), signal));
  }

  void checkOpen() {
    enter();
    exit();
  }

  /** Enters the guard; whoever called this must call {@link #exit}. */
  void enter() {
    if (!inFlight.enter()) {
      throw new IllegalStateException(
          layout().info().task() == ModelTask.GENERATE
              ? "the generator of %s is closed and cannot sample any more"
                  .formatted(layout().model())
              : "%s is closed and takes no more pictures".formatted(layout().model()));
    }
  }

  void exit() {
    inFlight.exit();
  }

  /** Runs a request, counts it, and returns its samples. */
  Samples sample(SampleRequest request, long seed, StopSignal signal) {
    return sample(request, seed, signal, null);
  }

  /** Runs a part of a longer call, with the rows of the call so far. */
  Samples sample(SampleRequest request, long seed, StopSignal signal, @Nullable UniqueRows unique) {
    SamplingCall call = new SamplingCall(this, request, seed, signal, unique);
    try {
      return run(call);
    } finally {
      call.count(statistics);
    }
  }

  /** Runs a call and returns its samples; it is still to be counted. */
  Samples run(SamplingCall call) {
    boolean entered = false;
    try {
      enter();
      entered = true;
      return call.run();
    } catch (Throwable e) {
      throw call.failed(CallFailures.typed(layout().model(), e));
    } finally {
      if (entered) {
        exit();
      }
    }
  }

  /**
   * Runs several plain feeds in one native run, of at most a chunk's samples in all; returns what
   * is wrong with the samples of each request, null if nothing is.
   */
  List<@Nullable RunException> sampleTogether(
      List<RequestInputs> feeds, List<ResultArrays> results, StopSignal signal)
      throws OrtException {
    ModelLayout layout = session.layout();
    enter();
    try {
      SessionWorker worker = pool.borrow(layout, chunk(layout), signal);
      try {
        int row = 0;
        for (int i = 0; i < feeds.size(); i++) {
          feeds.get(i).fill(worker, row, 0, results.get(i).size());
          row += results.get(i).size();
        }
        worker.padFrom(row);
        SessionWorker.Binding binding = worker.binding(worker.batch(row));
        worker.run(binding.inputs(), binding.outputs(), signal);
        row = 0;
        List<@Nullable RunException> wrong = new ArrayList<>();
        for (ResultArrays result : results) {
          wrong.add(options.checkNaN() ? worker.notFinite(row, result.size(), 0) : null);
          result.take(worker, row, 0, result.size());
          row += result.size();
        }
        return wrong;
      } finally {
        pool.giveBack(worker);
      }
    } finally {
      exit();
    }
  }

  /** Refuses new calls and frees everything after the last run. */
  void close() {
    inFlight.close();
  }

  /** Stops all runs and waits for them for up to {@code nanos}; returns whether all is freed. */
  boolean shutDown(long nanos) throws InterruptedException {
    close();
    pool.stopAll("the JVM is shutting down");
    return inFlight.awaitFreed(nanos);
  }

  void awaitFreed() {
    inFlight.awaitFreed();
  }

  boolean closed() {
    return inFlight.closed();
  }

  private void free() {
    try {
      threads.close();
      pool.close();
    } finally {
      try {
        session.close();
      } finally {
        ShutdownGuard.remove(this);
      }
    }
  }
}
