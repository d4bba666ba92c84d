package dev.wgan.runtime;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A front of a generator that combines small requests of many threads into larger native runs.
 *
 * <p>Thread-safe. Closing it finishes the waiting requests. The generator stays open; its owner
 * closes it.
 *
 * <p>It is greedy: a request that finds a free turn runs at once on its own thread, together with
 * all waiting requests (flat combining: Hendler, Incze, Shavit and Tzafrir, SPAA 2010); further
 * requests wait for the next turn. It has no thread of its own and does not wait for more requests
 * unless {@link BatchingOptions#delay} is set. Samples have the bits of the generator's own
 * samples. For a model whose samples run one at a time ({@link ModelInfo#batching}), only the
 * bounded queue is useful: its requests run one after another.
 */
public final class BatchingGenerator implements AutoCloseable {
  /** Batches that take longer are left to the generator's own threads. */
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** The time that one of those threads may take to start. */
  private static final long HAND_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Generator generator;
  private final GeneratorCore core;
  private final BatchingOptions options;
  private final int maxBatch;
  private final ArrayBlockingQueue<QueuedRequest> queue;
  private final Semaphore turns;
  private final ReentrantLock gathering = new ReentrantLock();
  private volatile boolean closed;

  /** The time per sample in the last batch; 0 before the first. */
  private volatile long nanosPerSample;

  private BatchingGenerator(Generator generator, GeneratorCore core, BatchingOptions options) {
    this.generator = generator;
    this.core = core;
    this.options = options;
    this.maxBatch = Math.min(options.maxBatch(), core.chunk(core.layout()));
    this.queue = new ArrayBlockingQueue<>(options.capacity());
    this.turns = new Semaphore(options.concurrency());
  }

  /**
   * Creates a batching generator.
   *
   * @param generator the generator, which must stay open longer
   * @param options the options of batching
   * @return the batching generator, which the caller closes
   * @throws InputException if the size of a sample depends on inputs that must be given
   */
  public static BatchingGenerator over(Generator generator, BatchingOptions options) {
    Arguments.require(generator, "generator");
    Arguments.require(options, "options");
    GeneratorCore core = generator.core();
    if (!core.layout().fixed()) {
      throw new InputException("samples without a fixed shape cannot be batched");
    }
    return new BatchingGenerator(generator, core, options);
  }

  /**
   * Draws samples 0 to n - 1 of a seed.
   *
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return the samples
   * @throws InputException if the request does not fit the model
   * @throws QueueFullException if too many requests are waiting
   * @throws RunException if the run fails
   * @throws IllegalStateException if this or the generator is closed
   */
  public Samples sample(int n, long seed) {
    return sample(SampleRequest.of(n).seed(seed));
  }

  /**
   * Draws the samples of a request.
   *
   * @param request the samples, with their inputs
   * @return the samples
   * @throws InputException if the request does not fit the model
   * @throws QueueFullException if too many requests are waiting
   * @throws RunException if the run fails
   * @throws SamplingTimeoutException if the request has a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted; its interrupt flag
   *     stays set
   * @throws IllegalStateException if this or the generator is closed
   */
  public Samples sample(SampleRequest request) {
    Arguments.require(request, "request");
    QueuedRequest own = enqueue(request, Thread.currentThread());
    try {
      while (!own.hasResult()) {
        if (!takeTurn(own, core.executor())) {
          // Never 0: its answer may be on the way when its time is over.
          LockSupport.parkNanos(this, Math.max(SHORT_NANOS, own.signal().waitNanos()));
        }
        if (!own.isDone() && own.signal().isSet()) {
          own.giveUp(own.signal().failure());
        }
      }
      return own.result();
    } catch (Error e) {
      RuntimeException typed = CallFailures.typed(core.layout().model(), e);
      own.giveUp(typed);
      throw typed;
    } finally {
      // The thread that was woken to run the next batch may have left for another reason.
      wakeNext();
      Reference.reachabilityFence(generator);
    }
  }

  /**
   * Draws the samples of a request on one of the generator's own threads.
   *
   * @param request the samples, with their inputs; a timeout counts from this call
   * @return the future samples; cancelling drops a request that still waits, and attached actions
   *     run on the generator's own threads
   * @throws QueueFullException if too many requests are waiting
   * @throws IllegalStateException if this or the generator is closed
   */
  public CompletableFuture<Samples> sampleAsync(SampleRequest request) {
    Arguments.require(request, "request");
    PendingSamples pending = Objects.requireNonNull(enqueue(request, null).future());
    try {
      pending.keepDeadline();
    } catch (Error e) {
      pending.end(null, CallFailures.typed(core.layout().model(), e), 0, 0, 0);
    }
    help();
    return pending;
  }

  /** Queues a request; a rejected request counts as a call, too. */
  private QueuedRequest enqueue(SampleRequest request, @Nullable Thread waiting) {
    core.checkOpen();
    long asked = System.nanoTime();
    try {
      QueuedRequest queued = new QueuedRequest(core, request, request.seedOrFresh(), waiting);
      put(queued);
      return queued;
    } catch (RuntimeException | Error e) {
      RuntimeException typed = CallFailures.typed(core.layout().model(), e);
      core.statistics().add(request.n(), System.nanoTime() - asked, 0, 0, typed);
      throw typed;
    }
  }

  private void put(QueuedRequest queued) {
    boolean accepted = !closed && queue.offer(queued);
    while (!accepted && !closed) {
      if (options.whenFull() == BatchingOptions.WhenFull.REJECT) {
        throw new QueueFullException(
            "the queue is full with %s waiting requests: try again later"
                .formatted(options.capacity()));
      }
      queued.signal().check();
      try {
        accepted = queue.offer(queued, queued.signal().waitNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (closed) {
      queue.remove(queued);
      throw new IllegalStateException("the batching generator is closed and takes no requests");
    }
  }

  /**
   * Runs one batch if a turn is free and requests are waiting; returns whether it did. Results are
   * published after the turn, so that listeners and actions attached to futures may draw more
   * samples, or close this.
   */
  private boolean takeTurn(@Nullable QueuedRequest own, Executor publisher) {
    if (!turns.tryAcquire()) {
      return false;
    }
    Turn turn = null;
    try {
      turn = new Turn(new GatheredRequests(core, maxBatch), publisher);
      if (!gather(turn.batch, own)) {
        return false;
      }
      if (own != null && takesLong(turn.batch, own) && handOver(turn)) {
        return true;
      }
      run(turn.batch);
    } catch (Throwable e) {
      if (turn == null) {
        throw e;
      }
      turn.batch.fail(e);
    } finally {
      if (turn == null || !turn.handedOver) {
        turns.release();
        // A thread that gathered meanwhile may not have found a free turn for the rest.
        if (!gathering.isLocked()) {
          wakeNext();
        }
      }
    }
    turn.batch.publish(publisher);
    return !turn.batch.isEmpty();
  }

  private void run(GatheredRequests batch) {
    long start = System.nanoTime();
    batch.run();
    if (batch.samples() > 0) {
      nanosPerSample = Math.max(1, (System.nanoTime() - start) / batch.samples());
    }
  }

  /**
   * Returns whether a batch would bind a thread with a request of its own for long; no deadline
   * stops a batch, because other requests share it.
   */
  private boolean takesLong(GatheredRequests batch, QueuedRequest own) {
    long nanos = nanosPerSample;
    return !batch.isEmpty()
        && !batch.isOnly(own)
        && (nanos == 0 || batch.samples() * nanos > LONG_NANOS);
  }

  /**
   * Leaves a batch to one of the generator's own threads, so that the calling thread can return at
   * its deadline; returns false if no thread takes it at once and the calling thread must run it.
   */
  private boolean handOver(Turn turn) {
    try {
      core.executor().execute(turn);
    } catch (Throwable e) {
      return turn.takeBack();
    }
    long start = System.nanoTime();
    while (!turn.taken.get() && System.nanoTime() - start < HAND_OVER_NANOS) {
      LockSupport.parkNanos(this, SHORT_NANOS);
    }
    return turn.takeBack();
  }

  /**
   * Finds a thread for the waiting requests: one of theirs, or a helper for asynchronous requests.
   */
  private void wakeNext() {
    QueuedRequest next = queue.peek();
    if (next != null && turns.availablePermits() > 0) {
      Thread waiting = next.waiting();
      if (waiting != null) {
        LockSupport.unpark(waiting);
      } else {
        help();
      }
    }
  }

  /** Has one of the generator's own threads take a turn; never fails. */
  private void help() {
    try {
      core.executor().execute(this::takeTurnHere);
    } catch (RejectedExecutionException e) {
      failAll(
          true, new IllegalStateException("the generator is closed and cannot sample any more", e));
    } catch (Throwable e) {
      failAll(false, CallFailures.typed(core.layout().model(), e));
    }
  }

  /** A turn on a thread without a request of its own: asynchronous requests depend on it. */
  private void takeTurnHere() {
    try {
      takeTurn(null, Runnable::run);
    } catch (Throwable e) {
      failAll(false, CallFailures.typed(core.layout().model(), e));
    } finally {
      Reference.reachabilityFence(generator);
    }
  }

  /** Fails the waiting requests without a thread that could run them, or all waiting requests. */
  private void failAll(boolean all, RuntimeException failure) {
    try {
      for (QueuedRequest queued : queue) {
        if (all || queued.waiting() == null) {
          queue.remove(queued);
          queued.giveUp(failure);
        }
      }
    } catch (Throwable e) {
      // Without memory to examine all: one after the other, with or without a thread.
      QueuedRequest next;
      while ((next = queue.poll()) != null) {
        next.giveUp(failure);
      }
    }
  }

  /**
   * Takes waiting requests, up to a batch; one thread at a time, so that a batch is not split by
   * chance. Returns false if another thread is gathering.
   */
  private boolean gather(GatheredRequests batch, @Nullable QueuedRequest own) {
    if (!gathering.tryLock()) {
      return false;
    }
    try {
      boolean patient = !options.delay().isZero();
      long until = patient ? System.nanoTime() + options.delay().toNanos() : 0;
      while (!batch.isFull()) {
        QueuedRequest next = queue.peek();
        if (next == null) {
          boolean leaving = own != null && own.signal().isSet();
          if (batch.isEmpty() || !patient || leaving || !waitUntil(until)) {
            break;
          }
        } else if (!batch.takes(next)) {
          break;
        } else if (queue.remove(next) && !next.isDone()) {
          batch.add(next);
        }
      }
    } finally {
      gathering.unlock();
    }
    if (!queue.isEmpty()) {
      wakeNext();
    }
    return true;
  }

  /** Pauses briefly within the delay; returns false once it is over. */
  private boolean waitUntil(long until) {
    long left = until - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(this, Math.min(left, 20_000));
    }
    return left > 0;
  }

  /** For example "BatchingGenerator[faces.onnx, 3 requests waiting, BatchingOptions[...]]". */
  @Override
  public String toString() {
    return "BatchingGenerator[%s, %s requests waiting, %s%s]"
        .formatted(core.layout().model(), queue.size(), options, closed ? ", closed" : "");
  }

  /** Refuses new requests and finishes the waiting ones. A second call does nothing. */
  @Override
  public void close() {
    closed = true;
    GatheredRequests rest;
    do {
      rest = new GatheredRequests(core, maxBatch);
      turns.acquireUninterruptibly(options.concurrency());
      try {
        gather(rest, null);
        rest.run();
      } catch (Throwable e) {
        rest.fail(e);
      } finally {
        turns.release(options.concurrency());
      }
      rest.publish(core.executor());
    } while (!rest.isEmpty());
  }

  /** A batch with its turn, which the thread that runs it returns. */
  private final class Turn implements Runnable {
    private final GatheredRequests batch;
    private final Executor publisher;
    private final AtomicBoolean taken = new AtomicBoolean();
    private boolean handedOver;

    Turn(GatheredRequests batch, Executor publisher) {
      this.batch = batch;
      this.publisher = publisher;
    }

    /** Takes the batch back, unless another thread has started it; returns whether one has. */
    boolean takeBack() {
      handedOver = !taken.compareAndSet(false, true);
      return handedOver;
    }

    @Override
    public void run() {
      if (!taken.compareAndSet(false, true)) {
        return;
      }
      try {
        BatchingGenerator.this.run(batch);
      } finally {
        turns.release();
        Reference.reachabilityFence(generator);
      }
      wakeNext();
      batch.publish(publisher);
    }
  }
}
