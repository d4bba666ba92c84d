package dev.wgan.runtime;

import java.util.Objects;

/**
 * A statement about how the samples of a batch depend on each other, found in the model's graph.
 *
 * <p>Immutable and thread-safe.
 *
 * @param mode what a batch does to the bits of a sample
 * @param reason the operator that decides and what it does; empty for {@link Mode#INVARIANT}
 */
public record Batching(Mode mode, String reason) {
  /** What a batch does to the bits of a sample. */
  public enum Mode {
    /**
     * Nothing: every operator is one of those that gave the same bits in every batch, by
     * measurement and by the way they compute. Samples run in batches.
     */
    INVARIANT("in batches"),

    /**
     * An operator rounds a sample differently by the size of its batch or its place in it. On the
     * CPU each sample runs by itself.
     */
    ROUNDS("one at a time"),

    /**
     * A sample may depend on the others of its batch, or the graph cannot be followed. Each sample
     * runs by itself.
     */
    MIXES("one at a time"),

    /**
     * The model draws random numbers while it runs, or normalizes with the statistics of whatever
     * batch it is given. A seed does not determine its samples, and loading refuses the model
     * unless {@link GeneratorOptions.Builder#allowIrreproducible} accepts it.
     */
    IRREPRODUCIBLE("not reproducible");

    private final String text;

    Mode(String text) {
      this.text = text;
    }
  }

  static final Batching INVARIANT = new Batching(Mode.INVARIANT, "");

  /**
   * Checks for nulls.
   *
   * @param mode what a batch does to the bits of a sample
   * @param reason the operator that decides and what it does
   */
  public Batching {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(reason, "reason");
  }

  /** Returns the mode in words, and the reason where there is one. */
  @Override
  public String toString() {
    return reason.isEmpty() ? mode.text : "%s: %s".formatted(mode.text, reason);
  }
}
