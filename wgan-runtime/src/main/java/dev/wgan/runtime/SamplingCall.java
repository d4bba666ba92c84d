package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import dev.wgan.table.UniqueRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call to a generator on its way: what it asks for, and what it costs.
 *
 * <p>Not thread-safe: it belongs to the thread that samples, which other threads may help.
 */
final class SamplingCall {
  /** Fewer samples than this are not worth another thread. */
  private static final int MIN_SHARE = 8;

  private final GeneratorCore core;
  private final SampleRequest request;
  private final long seed;
  private final StopSignal signal;
  private final @Nullable UniqueRows unique;
  private long queueNanos;
  private long runNanos;
  private long copyNanos;
  private @Nullable RuntimeException failure;

  SamplingCall(GeneratorCore core, SampleRequest request, long seed, StopSignal signal) {
    this(core, request, seed, signal, null);
  }

  /** A part of a longer call, with the rows of the call so far. */
  SamplingCall(
      GeneratorCore core,
      SampleRequest request,
      long seed,
      StopSignal signal,
      @Nullable UniqueRows unique) {
    this.unique = unique;
    this.core = core;
    this.request = request;
    this.seed = seed;
    this.signal = signal;
  }

  /** Makes the samples; the caller is inside the core's guard. */
  Samples run() throws OrtException {
    ModelInfo model = core.layout().info();
    if (!RowSelection.isNeeded(model, request)) {
      return draw();
    }
    UniqueRows rows = unique != null ? unique : RowSelection.unique(model, request.n());
    Optional<RowSelection> selection =
        RowSelection.of(model, request, seed, rows, this::drawCandidates);
    Samples plain = draw();
    return selection.isEmpty() ? plain : selection.get().select(plain, rows);
  }

  private Samples drawCandidates(SampleRequest candidates) throws OrtException {
    SamplingCall part = new SamplingCall(core, candidates, seed, signal);
    try {
      return part.draw();
    } finally {
      queueNanos += part.queueNanos;
      runNanos += part.runNanos;
      copyNanos += part.copyNanos;
    }
  }

  private Samples draw() throws OrtException {
    int n = request.n();
    ModelSession session = core.session();
    ModelLayout layout = session.layout();
    RequestInputs inputs = new RequestInputs(layout, request, seed);
    if (!layout.fixed()) {
      FoundSamples found = FoundSamples.find(core, inputs, n, signal);
      if (found.isAll(n)) {
        return found.samples(n, core.options().checkNaN(), inputs);
      }
      layout = found.layout();
    }
    if (n == 0) {
      return new ResultArrays(layout, 0).samples(inputs.origin(layout.info(), 0));
    }
    ResultArrays results = new ResultArrays(layout, n);
    int chunk = inputs.chunk(core, layout);
    ChunkedRun run =
        new ChunkedRun(
            inputs,
            n,
            Math.min(chunk, share(layout, n)),
            core.options().checkNaN(),
            signal,
            results);
    SessionWorker worker = borrow(layout, chunk);
    try {
      int helping = Math.min(core.options().parallelism(), shares(run, n)) - 1;
      if (helping > 0) {
        core.threads().share(run, worker, layout, chunk, helping);
      } else {
        run.work(worker);
      }
    } finally {
      core.pool().giveBack(worker);
      runNanos = run.runNanos();
      copyNanos = run.copyNanos();
    }
    run.rethrow();
    return results.samples(inputs.origin(layout.info(), n));
  }

  /** Returns how many threads the call is worth. */
  private int shares(ChunkedRun run, int n) {
    return core.single() ? (n + MIN_SHARE - 1) / MIN_SHARE : run.chunks();
  }

  /** The most samples that one of the call's threads should make at a time. */
  private int share(ModelLayout layout, int n) {
    int threads = core.options().parallelism();
    if (threads == 1 || layout.info().frozenBatch() > 0) {
      return n;
    }
    return (int) Math.max(MIN_SHARE, ((long) n + threads - 1) / threads);
  }

  /** Looks at the clock only if it has to wait. */
  private SessionWorker borrow(ModelLayout layout, int chunk) throws OrtException {
    signal.check();
    SessionWorker free = core.pool().tryBorrow(layout, chunk);
    if (free != null) {
      return free;
    }
    long asked = System.nanoTime();
    try {
      return core.pool().borrow(layout, chunk, signal);
    } finally {
      queueNanos = System.nanoTime() - asked;
    }
  }

  long queueNanos() {
    return queueNanos;
  }

  long runNanos() {
    return runNanos;
  }

  long copyNanos() {
    return copyNanos;
  }

  /** Remembers why the call failed. */
  RuntimeException failed(RuntimeException why) {
    failure = why;
    return why;
  }

  /** Records the times of the call, and its failure if there is one. */
  void count(CallStatistics statistics) {
    statistics.add(request.n(), queueNanos, runNanos, copyNanos, failure);
  }
}
