package dev.wgan.train.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A problem that rows of metrics can show.
 *
 * @param kind the kind of warning
 * @param look returns the message and remedy that the last of the given rows calls for, or nothing
 */
record Symptom(Warning.Kind kind, Function<List<Measurement>, Optional<String>> look) {
  /**
   * The number of consecutive rows in which a symptom must be present, so that one unlucky batch
   * does not raise an alarm: each row is a mean over many batches, and three that agree are rarely
   * a coincidence.
   */
  static final int ROWS = 3;
}
