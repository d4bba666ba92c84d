package dev.wgan.runtime;

import org.jspecify.annotations.Nullable;

/** Returns where samples come from: the addresses of their noise, and their classes. */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is not handed out
record SampleOrigin(boolean seeded, long seed, long first, long @Nullable [] labels) {}
