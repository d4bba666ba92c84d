package dev.wgan.train.monitor;

/** Where progress is shown. Called by one thread. */
interface ProgressDisplay extends AutoCloseable {
  /** Training starts, or goes on, at a step. */
  void start(long step, long steps);

  /** A generator iteration is done. */
  void show(Pace pace, double seconds);

  /** Prints a line of its own. */
  void line(String text);

  /** Nothing more is shown; may be called twice. */
  @Override
  void close();
}
