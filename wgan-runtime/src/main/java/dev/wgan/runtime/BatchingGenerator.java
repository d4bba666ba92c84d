package dev.wgan.runtime;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves many small requests of many threads with fewer, larger native runs.
 *
 * <p>Thread-safe. Closing it finishes what is waiting; the generator stays open and is closed by
 * whoever loaded it.
 *
 * <p>Greedy: a request that finds a free turn runs at once on its own thread, together with
 * whatever else is waiting (flat combining: Hendler, Incze, Shavit and Tzafrir, SPAA 2010); the
 * others wait for the one that runs. There is no thread of its own and no waiting for company
 * unless {@link BatchingOptions#delay} asks for it. Samples are bit for bit those of the generator
 * itself. A model whose samples run one at a time ({@link ModelInfo#batching}) gains nothing here
 * but the bounded queue: requests then run one after another.
 */
public final class BatchingGenerator implements AutoCloseable {
  private final Generator generator;
  private final GeneratorCore core;
  private final BatchingOptions options;
  private final int maxBatch;
  private final ArrayBlockingQueue<QueuedRequest> queue;
  private final Semaphore turns;
  private final Object gathering = new Object();
  private volatile boolean closed;

  private BatchingGenerator(Generator generator, GeneratorCore core, BatchingOptions options) {
    this.generator = generator;
    this.core = core;
    this.options = options;
    this.maxBatch = Math.min(options.maxBatch(), core.chunk(core.layout()));
    this.queue = new ArrayBlockingQueue<>(options.capacity());
    this.turns = new Semaphore(options.concurrency());
  }

  /**
   * Serves a generator's samples in batches.
   *
   * @param generator the generator; it must stay open longer
   * @param options how to gather requests
   * @return the batching generator, to be closed
   * @throws InputException if the size of a sample depends on inputs that must be given
   */
  public static BatchingGenerator over(Generator generator, BatchingOptions options) {
    GeneratorCore core = generator.core();
    if (!core.layout().fixed()) {
      throw new InputException("samples without a fixed shape cannot be batched");
    }
    return new BatchingGenerator(generator, core, options);
  }

  /**
   * Draws samples 0 to n - 1 of a seed.
   *
   * @param n how many, 0 or more
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
   * Draws what a request asks for.
   *
   * @param request which samples, and what else to feed
   * @return the samples
   * @throws InputException if the request does not fit the model
   * @throws QueueFullException if too many requests are waiting
   * @throws RunException if the run fails
   * @throws SamplingTimeoutException if the request has a timeout and it passed
   * @throws SamplingInterruptedException if the calling thread is interrupted, which it stays
   * @throws IllegalStateException if this or the generator is closed
   */
  public Samples sample(SampleRequest request) {
    QueuedRequest own = enqueue(request, Optional.of(Thread.currentThread()));
    try {
      while (!own.isDone()) {
        if (!takeTurn(core.executor())) {
          LockSupport.parkNanos(this, own.signal().waitNanos());
        }
        if (!own.isDone() && own.signal().isSet()) {
          own.fail(own.signal().failure());
        }
      }
      return own.result();
    } finally {
      // Whoever was woken to run the next batch may have left for another reason.
      wakeNext();
      Reference.reachabilityFence(generator);
    }
  }

  /**
   * Draws what a request asks for on one of the generator's own threads.
   *
   * @param request which samples, and what else to feed; a timeout counts from this call on
   * @return the samples to come; cancelling gives up the request if it still waits, and what hangs
   *     on it runs on the generator's own threads
   * @throws QueueFullException if too many requests are waiting
   * @throws IllegalStateException if this or the generator is closed
   */
  public CompletableFuture<Samples> sampleAsync(SampleRequest request) {
    QueuedRequest queued = enqueue(request, Optional.empty());
    help();
    return queued.future();
  }

  private QueuedRequest enqueue(SampleRequest request, Optional<Thread> waiting) {
    core.checkOpen();
    QueuedRequest queued = new QueuedRequest(request, request.seedOrFresh(), waiting);
    boolean accepted = !closed && queue.offer(queued);
    while (!accepted && !closed) {
      if (options.whenFull() == BatchingOptions.WhenFull.REJECT) {
        throw new QueueFullException(
            "%d requests are waiting, as many as the queue holds: try again later"
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
    return queued;
  }

  /**
   * Runs one batch if a turn is free and requests are waiting; tells whether it did. Answers are
   * published after the turn, so that listeners and what hangs on futures may ask for more samples,
   * or close this.
   */
  private boolean takeTurn(Executor publisher) {
    if (!turns.tryAcquire()) {
      return false;
    }
    Batch batch = new Batch(core, maxBatch);
    try {
      gather(batch);
      batch.run();
    } finally {
      turns.release();
    }
    wakeNext();
    batch.count();
    batch.publish(publisher);
    return !batch.isEmpty();
  }

  /** Makes somebody run what waits: its own thread, or a helper for asynchronous requests. */
  private void wakeNext() {
    QueuedRequest next = queue.peek();
    if (next != null && turns.availablePermits() > 0) {
      next.waiting().ifPresentOrElse(LockSupport::unpark, this::help);
    }
  }

  private void help() {
    try {
      core.executor()
          .execute(
              () -> {
                try {
                  takeTurn(Runnable::run);
                } finally {
                  Reference.reachabilityFence(generator);
                }
              });
    } catch (RejectedExecutionException e) {
      failAll(new IllegalStateException("the generator is closed and cannot sample any more", e));
    }
  }

  private void failAll(RuntimeException failure) {
    QueuedRequest next;
    while ((next = queue.poll()) != null) {
      next.fail(failure);
    }
  }

  /** Takes what waits, up to a batch; one at a time, so that a batch is not split by chance. */
  private void gather(Batch batch) {
    synchronized (gathering) {
      long until = options.delay().isZero() ? 0 : System.nanoTime() + options.delay().toNanos();
      while (!batch.isFull()) {
        QueuedRequest next = queue.peek();
        if (next == null) {
          if (batch.isEmpty() || options.delay().isZero() || !waitUntil(until)) {
            break;
          }
        } else if (!batch.takes(next)) {
          break;
        } else if (queue.remove(next) && !next.isDone()) {
          batch.add(next);
        }
      }
    }
  }

  /** A short pause within the delay; false once it is over. */
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
    return "BatchingGenerator[%s, %d requests waiting, %s%s]"
        .formatted(core.layout().model(), queue.size(), options, closed ? ", closed" : "");
  }

  /** Takes no more requests and finishes those that wait. Does nothing when called again. */
  @Override
  public void close() {
    closed = true;
    Batch rest;
    do {
      rest = new Batch(core, maxBatch);
      turns.acquireUninterruptibly(options.concurrency());
      try {
        gather(rest);
        rest.run();
      } finally {
        turns.release(options.concurrency());
      }
      rest.count();
      rest.publish(core.executor());
    } while (!rest.isEmpty());
  }
}
