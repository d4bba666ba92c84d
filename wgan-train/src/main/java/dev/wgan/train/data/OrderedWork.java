package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Work on many files on all processors, whose results and failures are taken in order, so that runs
 * do not differ. Failures end the work, or are counted if bad files are skipped.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class OrderedWork {
  private static final int FILES_AT_A_TIME = 256;
  private static final long BYTES_AT_A_TIME = 1 << 26;

  private final boolean skips;
  private final Remedy remedy;
  private @Nullable DataException firstSkipped;

  /** The outcome of one file: a result or a failure. */
  private record Outcome<T>(@Nullable T result, @Nullable DataException failure) {}

  /** The work on one file. */
  interface Work<T> {
    T at(int place);
  }

  /** The use of one result. */
  interface Sink<T> {
    void take(int place, T result) throws IOException;
  }

  /**
   * Makes work.
   *
   * @param skips whether files that fail are skipped
   * @param remedy the remedy for a file that fails, if none is skipped
   */
  OrderedWork(boolean skips, Remedy remedy) {
    this.skips = skips;
    this.remedy = remedy;
  }

  /** Works on each file; the bytes of results bound how many are held at a time. */
  <T> void each(int count, IntToLongFunction resultBytes, Work<T> work, Sink<T> sink)
      throws IOException {
    for (int from = 0, to; from < count; from = to) {
      long bytes = resultBytes.applyAsLong(from);
      to = from + 1;
      while (to < count && to < from + FILES_AT_A_TIME && bytes < BYTES_AT_A_TIME) {
        bytes += resultBytes.applyAsLong(to++);
      }
      List<Outcome<T>> outcomes =
          IntStream.range(from, to).parallel().mapToObj(place -> attempt(work, place)).toList();
      for (int i = 0; i < outcomes.size(); i++) {
        T result = outcomes.get(i).result();
        if (result != null) {
          sink.take(from + i, result);
        } else {
          skip(outcomes.get(i).failure());
        }
      }
    }
  }

  /** The first failure that was skipped. */
  Optional<DataException> firstSkipped() {
    return Optional.ofNullable(firstSkipped);
  }

  /** Requires that some file was readable. */
  void requireAny(int readable, Path folder, String noun) {
    if (readable == 0 && firstSkipped != null) {
      throw new DataException(
          Text.of(
              "%s contains no readable %s; the first failure: %s",
              folder, noun, firstSkipped.getMessage()),
          firstSkipped);
    }
  }

  /** The description of data of which files were skipped: their number and a finding about them. */
  DataDescription skipping(DataDescription description, int skipped, String noun) {
    return skipped == 0
        ? description
        : description.skipping(skipped).finding(List.of(skippedNote(skipped, noun)));
  }

  private String skippedNote(int skipped, String noun) {
    String note = Text.of("left out %s that cannot be read", Plural.of(skipped, noun));
    return firstSkipped == null
        ? note
        : Text.of("%s, the first because %s", note, firstSkipped.getMessage());
  }

  private static <T> Outcome<T> attempt(Work<T> work, int place) {
    try {
      return new Outcome<>(work.at(place), null);
    } catch (DataException e) {
      return new Outcome<>(null, e);
    }
  }

  private void skip(@Nullable DataException failure) {
    if (failure != null && !skips) {
      throw new DataException(String.valueOf(failure.getMessage()), remedy, failure);
    }
    firstSkipped = firstSkipped == null ? failure : firstSkipped;
  }
}
