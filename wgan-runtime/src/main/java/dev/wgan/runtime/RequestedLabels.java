package dev.wgan.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a request asks for: none, which leaves them to the seed; or numbers, or names,
 * one for all samples or one for each.
 *
 * <p>Immutable and thread-safe.
 */
final class RequestedLabels {
  static final RequestedLabels DRAWN = new RequestedLabels(null, List.of());

  private static final int MAX_SHOWN = 5;

  private final long @Nullable [] numbers;
  private final List<String> names;

  private RequestedLabels(long @Nullable [] numbers, List<String> names) {
    this.numbers = numbers;
    this.names = names;
  }

  static RequestedLabels of(long[] numbers) {
    return new RequestedLabels(numbers.clone(), List.of());
  }

  static RequestedLabels of(List<String> names) {
    return new RequestedLabels(null, List.copyOf(names));
  }

  boolean drawn() {
    return numbers == null && names.isEmpty();
  }

  /** Checks that there is one for all of n samples, or one for each. */
  void requireCount(int n) {
    int count = numbers != null ? numbers.length : names.size();
    if (count != 1 && count != n) {
      throw new InputException(
          "%s labels for %s samples: expected one for all or one for each".formatted(count, n));
    }
  }

  /** The labels as numbers, names looked up among the classes; null if they are drawn. */
  long @Nullable [] numbers(List<String> classes) {
    return names.isEmpty()
        ? numbers
        : names.stream().mapToLong(name -> ClassNames.number(name, classes)).toArray();
  }

  /** The labels of samples offset to offset + count - 1. */
  RequestedLabels slice(int offset, int count) {
    if (numbers != null && numbers.length > 1) {
      return new RequestedLabels(Arrays.copyOfRange(numbers, offset, offset + count), List.of());
    }
    return names.size() > 1
        ? new RequestedLabels(null, names.subList(offset, offset + count))
        : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestedLabels that
        && Arrays.equals(numbers, that.numbers)
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(numbers) + names.hashCode();
  }

  /** "label Sneaker", or "labels 1, 2, 3, 4, 5 and 59 more". */
  @Override
  public String toString() {
    if (drawn()) {
      return "labels by the seed";
    }
    List<String> all =
        numbers == null ? names : LongStream.of(numbers).mapToObj(Long::toString).toList();
    String shown = all.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
    int rest = all.size() - MAX_SHOWN;
    return (all.size() == 1 ? "label " : "labels ")
        + shown
        + (rest > 0 ? " and " + rest + " more" : "");
  }
}
