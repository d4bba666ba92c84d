package dev.wgan.noise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreefryTest {
  /** Random123's file kat_vectors, lines "threefry2x32 20": counter words, key words, output. */
  @ParameterizedTest
  @CsvSource({
    "00000000 00000000, 00000000 00000000, 6b200159 99ba4efe",
    "ffffffff ffffffff, ffffffff ffffffff, 1cb996fc bb002be7",
    "243f6a88 85a308d3, 13198a2e 03707344, c4923a9c 483df7a0"
  })
  void givesThePublishedWords(String counter, String key, String expected) {
    assertThat(Threefry.words(words(key), words(counter))).isEqualTo(words(expected));
  }

  @Test
  void wholeArraysHoldTheSameWords() {
    int[] x0 = new int[100];
    int[] x1 = new int[100];
    long seed = 0x13198A2E_03707344L;
    for (long start : new long[] {0, 7L << 24, (0xABCDEF01L << 24) | 5000}) {
      Threefry.prepare(seed, start, 0, 60, x0, x1);
      Threefry.prepare(seed, start + 60, 60, 40, x0, x1);
      Threefry.rounds(seed, 100, x0, x1);
      for (int b = 0; b < 100; b++) {
        long joined = (x0[b] & 0xFFFFFFFFL) | ((long) x1[b] << 32);
        assertThat(joined).isEqualTo(Threefry.words(seed, start + b));
      }
    }
  }

  /** "low high" in hexadecimal. */
  private static long words(String text) {
    String[] parts = text.split(" ", 2);
    return Long.parseLong(parts[0], 16) | (Long.parseLong(parts[1], 16) << 32);
  }
}
