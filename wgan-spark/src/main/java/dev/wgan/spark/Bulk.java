package dev.wgan.spark;

/** {@code wgan bulk}. */
public final class Bulk {
  private Bulk() {}
}
