package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were gathered, and are run together as far as they can be.
 *
 * <p>Not thread-safe: it belongs to the thread that has the turn.
 */
final class Batch {
  private final GeneratorCore core;
  private final int maxSamples;
  private final List<QueuedRequest> requests = new ArrayList<>();
  private final List<Runnable> counts = new ArrayList<>();
  private int samples;

  Batch(GeneratorCore core, int maxSamples) {
    this.core = core;
    this.maxSamples = maxSamples;
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  boolean isFull() {
    return samples >= maxSamples;
  }

  /** Whether a request still fits; the first always does, and larger ones are run alone. */
  boolean takes(QueuedRequest request) {
    return isEmpty() || samples + request.request().n() <= maxSamples;
  }

  void add(QueuedRequest request) {
    requests.add(request);
    samples += request.request().n();
  }

  /** Answers every request, with samples or a failure, without telling anybody yet. */
  void run() {
    List<QueuedRequest> together = new ArrayList<>();
    List<Feed> feeds = new ArrayList<>();
    List<ResultArrays> results = new ArrayList<>();
    for (QueuedRequest queued : requests) {
      try {
        Feed feed = new Feed(core.layout(), queued.request(), queued.seed());
        int n = queued.request().n();
        if (requests.size() == 1 || !feed.isPlain() || n == 0 || n > maxSamples) {
          SamplingCall call =
              new SamplingCall(core, queued.request(), queued.seed(), queued.signal());
          counts.add(() -> call.count(core.meter()));
          queued.answer(core.run(call));
        } else {
          results.add(new ResultArrays(core.layout(), n));
          together.add(queued);
          feeds.add(feed);
        }
      } catch (RuntimeException | Error e) {
        queued.answer(typed(e));
      }
    }
    if (!together.isEmpty()) {
      runTogether(together, feeds, results);
    }
  }

  /** One request's deadline must not stop the others' run: it gives up by itself. */
  private void runTogether(
      List<QueuedRequest> together, List<Feed> feeds, List<ResultArrays> results) {
    long start = System.nanoTime();
    RuntimeException whole = null;
    List<@Nullable RunException> wrong = List.of();
    try {
      StopSignal never = new StopSignal(null, start, Optional.empty());
      wrong = core.sampleTogether(feeds, results, never);
    } catch (OrtException | RuntimeException | Error e) {
      whole = typed(e);
    }
    long share = (System.nanoTime() - start) / together.size();
    for (int i = 0; i < together.size(); i++) {
      QueuedRequest queued = together.get(i);
      int n = queued.request().n();
      RuntimeException failure = whole != null ? whole : wrong.get(i);
      if (failure != null) {
        queued.answer(failure);
      } else {
        queued.answer(results.get(i).samples(feeds.get(i).origin(core.layout().info(), n)));
      }
      long waited = start - queued.asked();
      counts.add(() -> core.meter().add(n, waited, share, 0, failure));
    }
  }

  /** What fails one thread's run must reach the others as an exception they can tell apart. */
  private RuntimeException typed(Throwable e) {
    return e instanceof RuntimeException known
        ? known
        : new RunException(core.layout().model() + " could not be run: " + Messages.reason(e), e);
  }

  /**
   * Counts the calls, which tells listeners; not before the turn is over: they may take their time.
   */
  void count() {
    counts.forEach(Runnable::run);
  }

  /** Tells everybody; what hangs on the futures of asynchronous requests is the executor's. */
  void publish(Executor executor) {
    for (QueuedRequest queued : requests) {
      if (queued.waiting().isPresent()) {
        queued.publish();
        continue;
      }
      try {
        executor.execute(queued::publish);
      } catch (RejectedExecutionException e) {
        // The generator was closed in the meantime; the samples are there all the same.
        queued.publish();
      }
    }
  }
}
