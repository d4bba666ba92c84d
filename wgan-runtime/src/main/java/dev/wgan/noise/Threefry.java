package dev.wgan.noise;

import java.util.Arrays;

/**
 * The counter-based generator Threefry-2x32 with 20 rounds: a pure function of key and counter.
 *
 * <p>Thread-safe: there is no state.
 *
 * <p>Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section
 * 4.2. The vectors published with the authors' Random123 library hold: counter words (0, 0) under
 * key words (0, 0) give (6b200159, 99ba4efe).
 */
public final class Threefry {
  /** Key schedule parity constant for 32-bit words (Skein's, cut to 32 bits). */
  private static final int PARITY = 0x1BD11BDA;

  private Threefry() {}

  /**
   * Returns the two output words of a counter.
   *
   * @param seed the key: its low 32 bits are key word 0, its high 32 bits key word 1
   * @param counter the counter: its low 32 bits are counter word 0, its high 32 bits word 1
   * @return output word 0 in the low 32 bits, output word 1 in the high 32 bits
   */
  public static long words(long seed, long counter) {
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    int k2 = PARITY ^ k0 ^ k1;
    int x0 = (int) counter + k0;
    int x1 = (int) (counter >>> 32) + k1;
    // Each group is four rounds and a key injection; rotations as in table 2 of the paper.
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k1;
    x1 += k2 + 1;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 17) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 29) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 16) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 24) ^ x0;
    x0 += k2;
    x1 += k0 + 2;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k0;
    x1 += k1 + 3;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 17) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 29) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 16) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 24) ^ x0;
    x0 += k1;
    x1 += k2 + 4;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 13) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 15) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 26) ^ x0;
    x0 += x1;
    x1 = Integer.rotateLeft(x1, 6) ^ x0;
    x0 += k2;
    x1 += k0 + 5;
    return (x0 & 0xFFFFFFFFL) | ((long) x1 << 32);
  }

  /**
   * Puts what stands before the first round, for counters {@code counter, counter + 1, ...} whose
   * low words do not wrap around, from an element on.
   */
  static void prepare(long seed, long counter, int from, int count, int[] x0, int[] x1) {
    int low = (int) counter + (int) seed - from;
    int high = (int) (counter >>> 32) + (int) (seed >>> 32);
    for (int b = from; b < from + count; b++) {
      x0[b] = low + b;
    }
    Arrays.fill(x1, from, from + count, high);
  }

  /**
   * Replaces prepared counters by their output words.
   *
   * <p>The same function as {@link #words}, four rounds at a time over whole arrays, because that
   * is the form the JIT compiler turns into vector instructions.
   */
  static void rounds(long seed, int blocks, int[] x0, int[] x1) {
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    int k2 = PARITY ^ k0 ^ k1;
    evenRounds(blocks, x0, x1, k1, k2 + 1);
    oddRounds(blocks, x0, x1, k2, k0 + 2);
    evenRounds(blocks, x0, x1, k0, k1 + 3);
    oddRounds(blocks, x0, x1, k1, k2 + 4);
    evenRounds(blocks, x0, x1, k2, k0 + 5);
  }

  private static void evenRounds(int blocks, int[] x0, int[] x1, int inject0, int inject1) {
    for (int b = 0; b < blocks; b++) {
      int a = x0[b];
      int c = x1[b];
      a += c;
      c = Integer.rotateLeft(c, 13) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 15) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 26) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 6) ^ a;
      x0[b] = a + inject0;
      x1[b] = c + inject1;
    }
  }

  private static void oddRounds(int blocks, int[] x0, int[] x1, int inject0, int inject1) {
    for (int b = 0; b < blocks; b++) {
      int a = x0[b];
      int c = x1[b];
      a += c;
      c = Integer.rotateLeft(c, 17) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 29) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 16) ^ a;
      a += c;
      c = Integer.rotateLeft(c, 24) ^ a;
      x0[b] = a + inject0;
      x1[b] = c + inject1;
    }
  }
}
