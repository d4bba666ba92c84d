package dev.wgan.train.evaluate;

import org.jspecify.annotations.Nullable;

/**
 * The steps of one evaluation: counts the finished ones and reports each to a listener.
 *
 * <p>Thread-safe: steps that end at the same time are reported one after another.
 */
final class EvaluationSteps {
  private final @Nullable EvaluationListener listener;
  private final long total;
  private long done;

  private EvaluationSteps(@Nullable EvaluationListener listener, long total) {
    this.listener = listener;
    this.total = total;
  }

  /** Returns the steps of an evaluation that begins. */
  static EvaluationSteps of(@Nullable EvaluationListener listener, long total) {
    EvaluationSteps steps = new EvaluationSteps(listener, total);
    steps.report();
    return steps;
  }

  synchronized void stage(String name) {
    if (listener != null) {
      listener.stage(name);
    }
  }

  /** Counts a step that has ended. */
  synchronized void step() {
    done++;
    report();
  }

  private synchronized void report() {
    if (listener != null) {
      listener.step(done, total);
    }
  }
}
