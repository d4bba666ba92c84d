package dev.wgan.train.evaluate;

/**
 * Receives how far an evaluation has come. The calls come one at a time, from any thread of the
 * evaluation.
 */
public interface EvaluationListener {
  /**
   * Receives the name of a stage as the stage begins.
   *
   * @param name such as {@code measuring in raw values}
   */
  void stage(String name);

  /**
   * Receives the count of finished steps after each step. Steps take a similar time, roughly.
   *
   * @param done the steps done, 0 as the evaluation begins
   * @param total the steps in all, the same in each call
   */
  void step(long done, long total);
}
