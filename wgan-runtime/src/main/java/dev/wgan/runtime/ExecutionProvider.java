package dev.wgan.runtime;

/** Where a generator runs. Immutable and thread-safe. */
public sealed interface ExecutionProvider {
  /** The CPU, always there; bit-identical samples whatever the batch. */
  record Cpu() implements ExecutionProvider {
    @Override
    public String toString() {
      return "CPU";
    }
  }

  /**
   * Returns the CPU provider.
   *
   * @return the CPU provider
   */
  static ExecutionProvider cpu() {
    return new Cpu();
  }
}
