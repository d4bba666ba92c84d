package dev.wgan.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Returns where samples come from: the addresses of their noise, their classes, and for rows that
 * were chosen among candidates, the number of each one's candidate.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is not handed out
record SampleOrigin(
    boolean seeded, long seed, long first, long @Nullable [] labels, int @Nullable [] candidates) {
  SampleOrigin(boolean seeded, long seed, long first, long @Nullable [] labels) {
    this(seeded, seed, first, labels, null);
  }
}
