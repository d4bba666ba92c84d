package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were gathered, and are run together as far as they can be.
 *
 * <p>Not thread-safe: it belongs to the thread that has the turn. Every request added here gets a
 * result, whatever happens to that thread: adding allocates nothing, and a failure of any kind
 * becomes the answer of those that have none.
 */
final class GatheredRequests {
  private final GeneratorCore core;
  private final int maxSamples;
  private @Nullable QueuedRequest first;
  private @Nullable QueuedRequest last;
  private int size;
  private int samples;

  GatheredRequests(GeneratorCore core, int maxSamples) {
    this.core = core;
    this.maxSamples = maxSamples;
  }

  boolean isEmpty() {
    return first == null;
  }

  boolean isFull() {
    return samples >= maxSamples;
  }

  int samples() {
    return samples;
  }

  /** Returns whether this is all there is to it. */
  boolean isOnly(QueuedRequest request) {
    return size == 1 && request.equals(first);
  }

  /** Returns whether a request still fits; the first always does, and larger ones are run alone. */
  boolean takes(QueuedRequest request) {
    return isEmpty() || samples + request.request().n() <= maxSamples;
  }

  void add(QueuedRequest request) {
    if (last == null) {
      first = request;
    } else {
      last.next = request;
    }
    last = request;
    size++;
    samples += request.request().n();
  }

  /** Answers every request, with samples or a failure, without publishing anything yet. */
  void run() {
    try {
      runAll();
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Answers every request that has no answer yet. */
  void fail(Throwable e) {
    RuntimeException why = CallFailures.typed(core.layout().model(), e);
    for (QueuedRequest queued = first; queued != null; queued = queued.next) {
      if (!queued.isAnswered()) {
        queued.answer(null, why);
      }
    }
  }

  private void runAll() {
    List<QueuedRequest> together = new ArrayList<>(size);
    List<RequestInputs> inputsOfEach = new ArrayList<>(size);
    List<ResultArrays> results = new ArrayList<>(size);
    for (QueuedRequest queued = first; queued != null; queued = queued.next) {
      try {
        RequestInputs inputs = new RequestInputs(core.layout(), queued.request(), queued.seed());
        int n = queued.request().n();
        boolean alone =
            !inputs.isPlain() || RowSelection.isNeeded(core.layout().info(), queued.request());
        if (size == 1 || alone || n == 0 || n > maxSamples) {
          runAlone(queued);
        } else {
          ResultArrays result = new ResultArrays(core.layout(), n);
          together.add(queued);
          inputsOfEach.add(inputs);
          results.add(result);
        }
      } catch (Throwable e) {
        queued.answer(null, CallFailures.typed(core.layout().model(), e));
      }
    }
    if (!together.isEmpty()) {
      runTogether(together, inputsOfEach, results);
    }
  }

  private void runAlone(QueuedRequest queued) {
    long waited = System.nanoTime() - queued.asked();
    SamplingCall call = new SamplingCall(core, queued.request(), queued.seed(), queued.signal());
    try {
      queued.answer(core.run(call), null);
    } finally {
      queued.cost(waited + call.queueNanos(), call.runNanos(), call.copyNanos());
    }
  }

  /** One request's deadline must not stop the others' run: it gives up by itself. */
  private void runTogether(
      List<QueuedRequest> together, List<RequestInputs> inputsOfEach, List<ResultArrays> results) {
    long start = System.nanoTime();
    List<@Nullable RunException> wrong = List.of();
    RuntimeException whole = null;
    try {
      StopSignal never = new StopSignal(null, start, Optional.empty());
      wrong = core.sampleTogether(inputsOfEach, results, never);
    } catch (OrtException | RuntimeException | Error e) {
      whole = CallFailures.typed(core.layout().model(), e);
    }
    long share = (System.nanoTime() - start) / together.size();
    for (int i = 0; i < together.size(); i++) {
      QueuedRequest queued = together.get(i);
      queued.cost(start - queued.asked(), share, 0);
      RuntimeException failure = whole != null ? whole : wrong.get(i);
      if (failure != null) {
        queued.answer(null, failure);
      } else {
        int n = queued.request().n();
        queued.answer(
            results.get(i).samples(inputsOfEach.get(i).origin(core.layout().info(), n)), null);
      }
    }
  }

  /**
   * Counts every request and hands over its answer; what hangs on the futures of asynchronous ones
   * is the executor's. Listeners and callers may take their time, so that this comes after the
   * turn.
   */
  void publish(Executor executor) {
    for (QueuedRequest queued = first; queued != null; queued = queued.next) {
      if (queued.waiting() != null) {
        queued.run();
      } else {
        publishAsynchronous(queued, executor);
      }
    }
  }

  private static void publishAsynchronous(QueuedRequest queued, Executor executor) {
    try {
      executor.execute(queued);
    } catch (Throwable e) {
      // No thread is to be had, or the generator was closed: the samples are there all the same.
      queued.run();
    }
  }
}
