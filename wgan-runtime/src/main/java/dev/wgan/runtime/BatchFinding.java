package dev.wgan.runtime;

/** Ends the tracing of a graph at a node: the samples' rows cannot be followed beyond it. */
final class BatchFinding extends Exception {
  private static final long serialVersionUID = 1L;

  private final Batching.Mode mode;

  BatchFinding(Batching.Mode mode, String reason) {
    super(reason, null, false, false);
    this.mode = mode;
  }

  Batching batching() {
    String reason = getMessage();
    return new Batching(mode, reason == null ? "" : reason);
  }
}
