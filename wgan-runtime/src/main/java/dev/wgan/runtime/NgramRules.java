package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The lists of a TfIdfVectorizer, which ends the process where there are more n-grams in its pool
 * than it has places for.
 */
final class NgramRules {
  private static final long MOST_SKIPS = 1 << 16;
  private static final long MOST_INDEX = 1 << 24;

  private static final List<String> NUMBERS =
      List.of("ngram_counts", "ngram_indexes", "pool_int64s");

  private NgramRules() {}

  static void check(OnnxNode node, List<String> found) {
    if (!node.is("TfIdfVectorizer")) {
      return;
    }
    for (String list : NUMBERS) {
      boolean unread = node.attribute(list).isPresent() && node.integers(list).isEmpty();
      if (unread) {
        refuseUnread(node, list, found);
        return;
      }
    }
    if (node.attribute("weights").filter(list -> list.reals().isEmpty()).isPresent()) {
      refuseUnread(node, "weights", found);
      return;
    }
    Optional<long[]> counts = node.integers("ngram_counts");
    Optional<long[]> indexes = node.integers("ngram_indexes");
    Optional<Integer> pool =
        node.integers("pool_int64s")
            .map(numbers -> numbers.length)
            .or(() -> node.attribute("pool_strings").flatMap(OnnxAttribute::texts).map(List::size));
    if (counts.isEmpty() || indexes.isEmpty() || pool.isEmpty()) {
      return;
    }
    long skips = node.integer("max_skip_count", 0);
    if (skips < 0 || skips > MOST_SKIPS) {
      found.add(
          "%s has max_skip_count %s: expected 0 to %s".formatted(node.where(), skips, MOST_SKIPS));
    }
    long weights =
        node.attribute("weights").flatMap(OnnxAttribute::reals).map(w -> w.length).orElse(0);
    for (long index : indexes.get()) {
      if (index < 0 || index > MOST_INDEX || (weights > 0 && index >= weights)) {
        found.add(
            "%s has the ngram_index %s: expected one below the number of its weights, %s"
                .formatted(node.where(), index, weights));
        return;
      }
    }
    long ngrams = count(counts.get(), pool.get());
    if (ngrams != indexes.get().length) {
      found.add(
          "%s has %s ngram_indexes: expected one for each n-gram of its pool"
              .formatted(node.where(), indexes.get().length));
    }
  }

  /** A list that is too long to be read cannot be compared with the others. */
  private static void refuseUnread(OnnxNode node, String list, List<String> found) {
    found.add(
        "%s has %s that are not a list of numbers, or are too many: expected at most 16384 numbers"
            .formatted(node.where(), list));
  }

  /**
   * Returns how many n-grams the pool holds, where those of each length start; -1 if it holds
   * others.
   */
  private static long count(long[] starts, long pool) {
    long ngrams = 0;
    for (int i = 0; i < starts.length; i++) {
      long end = i + 1 < starts.length ? starts[i + 1] : pool;
      long length = i + 1L;
      if (starts[i] < 0 || end < starts[i] || end > pool || (end - starts[i]) % length != 0) {
        return -1;
      }
      ngrams += (end - starts[i]) / length;
    }
    return ngrams;
  }
}
