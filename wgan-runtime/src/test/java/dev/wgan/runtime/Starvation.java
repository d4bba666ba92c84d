package dev.wgan.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Takes the heap and the threads away for moments, at random.
 *
 * <p>Of the heap a few MB are spared, for which eight threads then compete: filled to the last byte
 * it would crash ONNX Runtime's Java binding, which nothing above it can prevent. Threads fail to
 * start because they ask for a stack that no process has, and because so many others run that a
 * limit of the process is reached, where there is one.
 */
final class Starvation implements Runnable {
  private static final int PIECE = 64 << 10;
  private static final int SPARED = 160;
  private static final int CROWD = 150;

  private final long end;
  private final Random random = new Random(99);
  private final int most = pieces();
  private int heaps;
  private int stacks;
  private int crowds;
  private int limits;

  Starvation(long end) {
    this.end = end;
  }

  @Override
  public void run() {
    while (System.nanoTime() < end) {
      try {
        switch (random.nextInt(4)) {
          case 0 -> takeHeap();
          case 1 -> takeStacks();
          case 2 -> crowd();
          default -> Thread.sleep(random.nextInt(30));
        }
      } catch (OutOfMemoryError e) {
        limits++;
      } catch (InterruptedException e) {
        return;
      }
    }
    DaemonThreads.stackBytes = 0;
  }

  /** Most pieces that the heap holds, found while nothing else runs. */
  private static int pieces() {
    List<byte[]> pieces = new ArrayList<>();
    try {
      while (true) {
        pieces.add(new byte[PIECE]);
      }
    } catch (OutOfMemoryError e) {
      return pieces.size();
    }
  }

  @SuppressWarnings("ModifiedButNotUsed") // it only takes room
  private void takeHeap() throws InterruptedException {
    List<byte[]> taken = new ArrayList<>(most);
    for (int i = 0; i < most - SPARED; i++) {
      taken.add(new byte[PIECE]);
    }
    heaps++;
    Thread.sleep(random.nextInt(30));
    taken.clear();
  }

  private void takeStacks() throws InterruptedException {
    DaemonThreads.stackBytes = 1L << 46;
    Thread.sleep(random.nextInt(20));
    DaemonThreads.stackBytes = 0;
    stacks++;
  }

  private void crowd() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try {
      for (int i = 0; i < CROWD; i++) {
        Thread thread = new Thread(() -> await(over), "crowd");
        thread.setDaemon(true);
        thread.start();
      }
      crowds++;
      Thread.sleep(random.nextInt(20));
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a listener may throw: anything, undeclared exceptions of other languages included. */
  static void throwSomething() {
    switch (ThreadLocalRandom.current().nextInt(20)) {
      case 0 -> throw new IllegalArgumentException("a listener");
      case 1 -> throw new NoSuchMethodError("a listener of another version");
      case 2 -> Starvation.<RuntimeException>sneak(new IOException("as Kotlin would throw it"));
      default -> {}
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  static <T extends Throwable> void sneak(Throwable any) throws T {
    throw (T) any;
  }

  @Override
  public String toString() {
    return "starved of heap %d times, of stacks %d, crowded %d, at the limit of threads %d"
        .formatted(heaps, stacks, crowds, limits);
  }
}
