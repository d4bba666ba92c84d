package dev.wgan.train.data;

import dev.wgan.noise.Threefry;
import java.util.Objects;

/**
 * The samples of every step's batch, as a pure function of seed, step, batch size and data set
 * size: a training that is resumed at any step continues with the batches it would have had.
 *
 * <p>Thread-safe; the current epoch's permutation is cached, which does not change any result.
 *
 * <p>The method, complete enough for another language: Step k takes the positions {@code k *
 * batchSize} up to but without {@code (k + 1) * batchSize}. Position p is place {@code p mod size}
 * of the permutation of epoch {@code p / size}, so that each epoch shows every sample once, and a
 * batch may span the end of one and the start of the next. Words are those of {@link Threefry}
 * under a key of the purpose, {@code words(seed, purpose)} with the purposes {@code 0x6F72646572}
 * ("order") and {@code 0x666C6970} ("flip"). The permutation is Fisher and Yates's shuffle (Knuth,
 * TAOCP 2, algorithm P) of 0, 1, 2, ...: for i from size - 1 down to 1 exchange elements i and
 * {@code floor(u * (i + 1) / 2^63)}, where u is the upper 63 bits of {@code words(orderKey, epoch
 * << 32 | i)}; a place is favoured by less than {@code size / 2^63}. A position is flipped if bit 0
 * of {@code words(flipKey, position)} is 1.
 */
public final class BatchOrder {
  private static final long ORDER = 0x6F72646572L;
  private static final long FLIP = 0x666C6970L;
  private static final long MAX_EPOCH = 1L << 32;

  private static final class Epoch {
    private final long number;
    private final int[] samples;

    Epoch(long number, int[] samples) {
      this.number = number;
      this.samples = samples;
    }
  }

  private final int size;
  private final int batchSize;
  private final long seed;
  private final long orderKey;
  private final long flipKey;
  private volatile Epoch current;

  private BatchOrder(int size, int batchSize, long seed) {
    this.size = size;
    this.batchSize = batchSize;
    this.seed = seed;
    this.orderKey = Threefry.words(seed, ORDER);
    this.flipKey = Threefry.words(seed, FLIP);
    this.current = new Epoch(0, permutation(orderKey, 0, size));
  }

  /**
   * Returns the order of a data set's samples.
   *
   * @param size samples of the data set, 1 or more
   * @param batchSize samples of a batch, 1 or more; may exceed {@code size}
   * @param seed any seed
   * @return the order
   * @throws DataException if a number is below 1
   */
  public static BatchOrder of(int size, int batchSize, long seed) {
    if (size < 1 || batchSize < 1) {
      throw new DataException(
          Text.of(
              "batches of %d out of %d samples: expected both to be at least 1", batchSize, size));
    }
    return new BatchOrder(size, batchSize, seed);
  }

  /**
   * Returns the sample at a position of the endless sequence of epochs.
   *
   * @param position 0 or more
   * @return an index, 0 to {@code size - 1}
   * @throws IndexOutOfBoundsException if the position is negative or beyond 2^32 epochs
   */
  public int index(long position) {
    Objects.checkIndex(position, MAX_EPOCH * size);
    long epoch = position / size;
    Epoch known = current;
    if (known.number != epoch) {
      known = new Epoch(epoch, permutation(orderKey, epoch, size));
      current = known;
    }
    return known.samples[(int) (position % size)];
  }

  /**
   * Puts the samples of a step's batch into an array.
   *
   * @param step 0 or more
   * @param into receives {@code batchSize} indices from element 0 on
   * @throws IndexOutOfBoundsException if the step is negative or beyond 2^32 epochs, or the array
   *     too short
   */
  public void batch(long step, int[] into) {
    Objects.checkFromIndexSize(0, batchSize, into.length);
    long first = positionOf(step);
    for (int i = 0; i < batchSize; i++) {
      into[i] = index(first + i);
    }
  }

  /**
   * Returns whether the image at a position is mirrored, as half of them are.
   *
   * @param position 0 or more
   * @return whether it is mirrored
   */
  public boolean flipped(long position) {
    return (Threefry.words(flipKey, position) & 1) == 1;
  }

  /**
   * Returns the position of the first sample of a step's batch.
   *
   * @param step 0 or more
   * @return {@code step * batchSize}
   * @throws IndexOutOfBoundsException if the step is negative or beyond 2^32 epochs
   */
  public long positionOf(long step) {
    return Objects.checkIndex(step, MAX_EPOCH * size / batchSize) * batchSize;
  }

  /**
   * Returns the epoch in which a step's batch begins.
   *
   * @param step 0 or more
   * @return the epoch, from 0 on
   * @throws IndexOutOfBoundsException if the step is negative or beyond 2^32 epochs
   */
  public long epochOf(long step) {
    return positionOf(step) / size;
  }

  /**
   * Returns the number of samples that are ordered.
   *
   * @return the size of the data set
   */
  public int size() {
    return size;
  }

  /**
   * Returns the number of samples of a batch.
   *
   * @return the batch size
   */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Returns the seed.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /** The shuffle of one epoch under a key: a permutation of 0 to {@code size - 1}. */
  static int[] permutation(long key, long epoch, int size) {
    int[] samples = new int[size];
    for (int i = 0; i < size; i++) {
      samples[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      long u = Threefry.words(key, epoch << 32 | i) >>> 1;
      int j = (int) Math.multiplyHigh(u, 2L * (i + 1)); // floor(u * (i + 1) / 2^63)
      int sample = samples[i];
      samples[i] = samples[j];
      samples[j] = sample;
    }
    return samples;
  }
}
