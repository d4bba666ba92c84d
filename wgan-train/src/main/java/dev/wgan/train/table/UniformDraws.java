package dev.wgan.train.table;

import dev.wgan.noise.Threefry;

/**
 * Addressable numbers that are uniform between 0 and 1, both excluded: each a function of a key and
 * its index.
 *
 * <p>Thread-safe: there is no state.
 */
final class UniformDraws {
  private UniformDraws() {}

  static double at(long key, long index) {
    return ((Threefry.words(key, index) >>> 11) + 0.5) * 0x1p-53;
  }
}
