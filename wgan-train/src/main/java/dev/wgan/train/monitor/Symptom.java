package dev.wgan.train.monitor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that rows of metrics can show.
 *
 * @param kind what it is about
 * @param look what the last of the given rows, seen with those before it, shows: a message with a
 *     remedy, or nothing
 */
record Symptom(Warning.Kind kind, Function<List<Measurement>, Optional<String>> look) {
  /**
   * For how many rows in a row a symptom must be seen, so that one unlucky batch is no alarm: each
   * row is a mean over many, three that agree are rarely chance.
   */
  static final int ROWS = 3;
}
