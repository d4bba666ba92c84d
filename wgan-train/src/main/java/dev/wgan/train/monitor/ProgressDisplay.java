package dev.wgan.train.monitor;

/** A display of progress. Called by one thread. */
interface ProgressDisplay extends AutoCloseable {
  /**
   * Shows that the work starts or continues at a step.
   *
   * @param task the name of the work in a bar
   * @param line the sentence that lines begin with
   * @param step the steps done before
   * @param steps the steps in all, 1 or more
   */
  void start(String task, String line, long step, long steps);

  /** Shows that a step is done, a number of seconds after the start. */
  void show(Reached reached, double seconds);

  /** Prints a line of its own. */
  void line(String text);

  /** Ends the display; may be called twice. */
  @Override
  void close();
}
