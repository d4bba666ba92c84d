package dev.wgan.train.monitor;

/** Where progress is shown. Called by one thread. */
interface ProgressDisplay extends AutoCloseable {
  /**
   * The work starts, or goes on, at a step.
   *
   * @param task the name of the work in a bar
   * @param line the sentence that lines begin with
   * @param step the steps done before
   * @param steps the steps in all, 1 or more
   */
  void start(String task, String line, long step, long steps);

  /** A step is done, so many seconds after the start. */
  void show(Reached reached, double seconds);

  /** Prints a line of its own. */
  void line(String text);

  /** Nothing more is shown; may be called twice. */
  @Override
  void close();
}
