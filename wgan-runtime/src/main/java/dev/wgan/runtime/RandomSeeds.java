package dev.wgan.runtime;

import dev.wgan.noise.Threefry;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Random seeds.
 *
 * <p>Thread-safe. They must not repeat: within a process they never do, because a counter goes
 * through a permutation; between processes the secret key makes it improbable.
 */
final class RandomSeeds {
  private static final long KEY = new SecureRandom().nextLong();
  private static final AtomicLong NEXT = new AtomicLong();

  private RandomSeeds() {}

  static long fresh() {
    return Threefry.words(KEY, NEXT.getAndIncrement());
  }
}
