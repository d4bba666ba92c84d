package dev.wgan.runtime;

import java.lang.ref.SoftReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A little heap that is free when ONNX Runtime's native code needs a few bytes.
 *
 * <p>Thread-safe. ONNX Runtime's Java binding crashes the process if the JVM cannot give it the
 * small array in which it returns a run's results. The JVM clears soft references before it gives
 * up an allocation, so that this reserve serves whoever comes to the end of the heap first. A call
 * that finds no room for it fails before its native run. For a moment after memory was exhausted
 * each call has to find room for more, because other threads are near the end of the heap, too.
 * This makes the crash rare, not impossible: other threads may take all memory while a run is on.
 */
final class HeapReserve {
  private static final int PIECES = 8;
  private static final int PIECES_IN_NEED = 64;
  private static final int PIECE_BYTES = 16 << 10;
  private static final long NEED = TimeUnit.MILLISECONDS.toNanos(100);

  private static final ReentrantLock MAKING = new ReentrantLock();

  private static volatile @Nullable SoftReference<byte[][]> reserve;
  private static volatile boolean exhausted;
  private static volatile long exhaustedAt;

  private HeapReserve() {}

  /**
   * Makes sure of the reserve, before a native run.
   *
   * @throws OutOfMemoryError if there is no room for it
   */
  static void require() {
    if (exhausted && System.nanoTime() - exhaustedAt >= NEED) {
      exhausted = false;
    }
    boolean inNeed = exhausted;
    SoftReference<byte[][]> known = reserve;
    boolean missing = known == null || known.get() == null;
    if ((missing || inNeed) && MAKING.tryLock()) {
      try {
        reserve = new SoftReference<>(new byte[inNeed ? PIECES_IN_NEED : PIECES][PIECE_BYTES]);
      } catch (OutOfMemoryError e) {
        exhausted();
        throw e;
      } finally {
        MAKING.unlock();
      }
    }
  }

  /**
   * To be called when memory was found to be exhausted anywhere: calls are careful for a moment.
   */
  static void exhausted() {
    exhaustedAt = System.nanoTime();
    exhausted = true;
  }
}
