package dev.wgan.train.monitor;

/**
 * The progress of long work, for display.
 *
 * @param step the steps done
 * @param steps the steps in all
 * @param secondsLeft the time left, NaN while it is unknown
 * @param brief the speed in a few letters, for a bar
 * @param speed the speed in words, for a line
 */
record Reached(long step, long steps, double secondsLeft, String brief, String speed) {
  /** Returns the share of the steps that are done, in whole percent. */
  int percent() {
    return (int) (100 * step / steps);
  }
}
