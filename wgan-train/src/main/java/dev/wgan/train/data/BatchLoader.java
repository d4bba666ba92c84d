package dev.wgan.train.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the batches of successive steps on a thread of its own, a few ahead of the training.
 *
 * <p>{@link #next} belongs to one thread; {@link #close} may be called from any thread. The caller
 * closes the loader before the data set.
 */
public final class BatchLoader implements AutoCloseable {
  /** The number of batches that are read ahead by default. */
  public static final int DEFAULT_AHEAD = 4;

  private final Dataset data;
  private final BatchOrder order;
  private final boolean flip;
  private final long firstStep;
  private final List<BatchBuffer> ring = new ArrayList<>();
  private final float[] scratch; // [batchSize, sampleSize]
  private final Thread thread;
  // Guarded by ring: batch number b lies in slot b mod ring.size().
  private long loaded;
  private long taken;
  private boolean closed;
  private @Nullable Throwable failure;

  private BatchLoader(Dataset data, BatchOrder order, long firstStep, boolean flip, int ahead) {
    this.data = data;
    this.order = order;
    this.flip = flip;
    this.firstStep = firstStep;
    int batch = order.batchSize();
    this.scratch = new float[batch * data.description().sampleSize()];
    for (int slot = 0; slot <= ahead; slot++) { // one more for the batch that is being used
      ring.add(
          new BatchBuffer(batch, data.description().sampleSize(), data.description().labelled()));
    }
    this.thread = new Thread(this::load, "wgan-batches");
    thread.setDaemon(true);
  }

  /**
   * Starts reading ahead, {@link #DEFAULT_AHEAD} batches.
   *
   * @param data the samples
   * @param order the samples of each batch
   * @param firstStep the step of the first batch, 0 or more
   * @param flip whether half of the images are mirrored, {@link BatchOrder#flipped}
   * @return the loader, to be closed
   * @throws DataException if the order is for another number of samples, the step is negative, a
   *     batch exceeds 2 GB, or samples that are not images were to be mirrored
   */
  public static BatchLoader start(Dataset data, BatchOrder order, long firstStep, boolean flip) {
    return start(data, order, firstStep, flip, DEFAULT_AHEAD);
  }

  /**
   * Starts reading ahead.
   *
   * @param data the samples
   * @param order the samples of each batch
   * @param firstStep the step of the first batch, 0 or more
   * @param flip whether half of the images are mirrored, {@link BatchOrder#flipped}
   * @param ahead how many batches to read ahead, 1 or more
   * @return the loader, to be closed
   * @throws DataException if the order is for another number of samples, a number is outside its
   *     range, a batch exceeds 2 GB, or samples that are not images were to be mirrored
   */
  public static BatchLoader start(
      Dataset data, BatchOrder order, long firstStep, boolean flip, int ahead) {
    require(data, order, flip);
    if (firstStep < 0 || ahead < 1) {
      throw new DataException(
          Text.of(
              "batches from step %d on, %d ahead: expected a step from 0 on and at least 1 ahead",
              firstStep, ahead));
    }
    BatchLoader loader = new BatchLoader(data, order, firstStep, flip, ahead);
    loader.thread.start();
    return loader;
  }

  /**
   * Checks that batches can be read, without reading any.
   *
   * @param data the samples
   * @param order the samples of each batch
   * @param flip whether half of the images are mirrored
   * @throws DataException if the order is for another number of samples, a batch exceeds 2 GB, or
   *     samples that are not images were to be mirrored
   */
  public static void require(Dataset data, BatchOrder order, boolean flip) {
    DataDescription description = data.description();
    if (order.size() != data.size()) {
      throw new DataException(
          Text.of(
              "an order of %d samples for %s, which has %d: expected the same number",
              order.size(), description.name(), data.size()));
    }
    if (flip && !description.kind().mirrors()) {
      throw new DataException(
          Text.of(
              "samples of %s cannot be mirrored: they are not images; set flip=false",
              description.name()));
    }
    if ((long) order.batchSize() * description.sampleSize() > Integer.MAX_VALUE / Float.BYTES) {
      throw new DataException(
          Text.of(
              "a batch of %d samples of shape %s exceeds 2 GB: choose a smaller batch size",
              order.batchSize(), description.shape()));
    }
  }

  /**
   * Returns the next step's batch, waiting for it if necessary, and takes back the batch before it.
   *
   * @return the batch
   * @throws DataException if a batch cannot be read, with the cause, or the wait was interrupted;
   *     the thread's interrupt flag is then set
   * @throws IllegalStateException if the loader is or becomes closed
   */
  public BatchBuffer next() {
    synchronized (ring) {
      ring.notifyAll(); // the batch handed out before is free from here on
      taken++;
      while (loaded < taken && failure == null && !closed) {
        try {
          ring.wait();
        } catch (InterruptedException e) {
          taken--;
          Thread.currentThread().interrupt();
          throw new DataException(
              "interrupted while waiting for the batch of step " + (firstStep + taken), e);
        }
      }
      if (closed) {
        throw new IllegalStateException("the batch loader is closed");
      }
      Throwable cause = failure;
      if (loaded < taken && cause != null) {
        taken--;
        throw new DataException(
            Text.of(
                "the batch of step %d of %s could not be read: %s",
                firstStep + loaded, data.description().name(), cause),
            cause);
      }
      return ring.get(slotOf(taken - 1));
    }
  }

  /**
   * Stops the thread and waits until it has ended; a second call does nothing. A {@link #next} that
   * waits elsewhere fails.
   */
  @Override
  public void close() {
    synchronized (ring) {
      closed = true;
      ring.notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void load() {
    try {
      for (long number = 0; awaitFreeSlot(number); number++) {
        fill(slotOf(number), firstStep + number);
        synchronized (ring) {
          loaded++;
          ring.notifyAll();
        }
      }
    } catch (
        Throwable e) { // every failure, including an OutOfMemoryError, is thrown to the consumer
      synchronized (ring) {
        failure = e;
        ring.notifyAll();
      }
    }
  }

  /** Waits until a batch has a slot that its consumer has given back; false once closed. */
  private boolean awaitFreeSlot(long number) throws InterruptedException {
    synchronized (ring) {
      // The batch taken last is still in use, so that its slot counts as full.
      while (!closed && number - Math.max(0, taken - 1) >= ring.size()) {
        ring.wait();
      }
      return !closed;
    }
  }

  private void fill(int slot, long step) {
    BatchBuffer batch = ring.get(slot);
    order.batch(step, batch.indices());
    int sample = data.description().sampleSize();
    for (int i = 0; i < batch.indices().length; i++) {
      data.draw(batch.indices()[i], order.positionOf(step) + i, scratch, i * sample);
      if (flip && order.flipped(order.positionOf(step) + i)) {
        mirror(i * sample, sample);
      }
      if (batch.labels().length > 0) {
        batch.labels()[i] = data.label(batch.indices()[i]);
      }
    }
    batch.values().clear().put(scratch).flip();
    batch.step(step);
  }

  /** Reverses each row of an image: the last dimension is its width. */
  private void mirror(int start, int sample) {
    int width = data.description().shape().get(2);
    for (int row = start; row < start + sample; row += width) {
      for (int left = row, right = row + width - 1; left < right; left++, right--) {
        float value = scratch[left];
        scratch[left] = scratch[right];
        scratch[right] = value;
      }
    }
  }

  private int slotOf(long number) {
    return (int) (number % ring.size());
  }
}
