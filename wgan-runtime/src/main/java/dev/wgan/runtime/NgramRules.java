package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The lists of a TfIdfVectorizer, which ends the process where there are more n-grams in its pool
 * than it has places for.
 */
final class NgramRules {
  private NgramRules() {}

  static void check(OnnxNode node, List<String> found) {
    Optional<long[]> counts = node.integers("ngram_counts");
    Optional<long[]> indexes = node.integers("ngram_indexes");
    Optional<Integer> pool =
        node.integers("pool_int64s")
            .map(numbers -> numbers.length)
            .or(() -> node.attribute("pool_strings").flatMap(OnnxAttribute::texts).map(List::size));
    if (!node.is("TfIdfVectorizer") || counts.isEmpty() || indexes.isEmpty() || pool.isEmpty()) {
      return;
    }
    long ngrams = count(counts.get(), pool.get());
    if (ngrams != indexes.get().length) {
      found.add(
          "%s has %s ngram_indexes: expected one for each n-gram of its pool"
              .formatted(node.where(), indexes.get().length));
    }
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
