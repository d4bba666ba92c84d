package dev.wgan.train.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Facts that came to light while data were read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param files the number of files that the samples come from; 0 for data made in memory
 * @param notes phrases about everything that was left out, ignored or assumed, such as {@code
 *     "ignored 2 hidden files"}
 */
public record Findings(int files, List<String> notes) {
  /** The findings of data that were made in memory. */
  public static final Findings NONE = new Findings(0, List.of());

  /** Copies the notes. */
  public Findings {
    notes = List.copyOf(notes);
  }

  /**
   * Returns findings with more notes.
   *
   * @param more the notes to add
   * @return these findings and the notes
   */
  public Findings and(List<String> more) {
    return new Findings(files, Stream.concat(notes.stream(), more.stream()).toList());
  }
}
