package dev.wgan.train.data;

import java.util.Arrays;
import java.util.List;

/**
 * Samples of equal content: for each sample the first that has the same values.
 *
 * <p>Immutable and thread-safe.
 */
final class Duplicates {
  private final int[] first; // [samples]
  private final int repeated;
  private final float lowest;
  private final float highest;

  private Duplicates(int[] first, int repeated, float lowest, float highest) {
    this.first = first;
    this.repeated = repeated;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Finds the duplicates of a data set, reading every sample. */
  static Duplicates of(Dataset data) {
    return data instanceof StoredDataset stored ? stored.duplicates() : find(data);
  }

  /** Compares samples whose hashes are equal, so that a collision cannot merge two of them. */
  static Duplicates find(Dataset data) {
    float[] sample = new float[data.description().sampleSize()];
    float[] other = new float[sample.length];
    int[] first = new int[data.size()];
    long[] keys = new long[first.length]; // hash, then number
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
      data.read(i, sample, 0);
      for (float value : sample) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
      keys[i] = (long) Arrays.hashCode(sample) << 32 | i;
    }
    Arrays.sort(keys);
    int repeated = 0;
    for (int k = 1, start = 0; k < keys.length; k++) {
      if (keys[k] >>> 32 != keys[start] >>> 32) {
        start = k;
        continue;
      }
      int i = (int) keys[k];
      data.read(i, sample, 0);
      for (int m = start; m < k && first[i] == i; m++) {
        int earlier = (int) keys[m];
        if (first[earlier] == earlier) {
          data.read(earlier, other, 0);
          first[i] = Arrays.equals(sample, other) ? earlier : i;
        }
      }
      repeated += first[i] == i ? 0 : 1;
    }
    return new Duplicates(first, repeated, lowest, highest);
  }

  /** The first sample with the content of this one. */
  int first(int sample) {
    return first[sample];
  }

  /** The number of samples that repeat an earlier one. */
  int repeated() {
    return repeated;
  }

  /** The lowest value of all samples, found on the way. */
  float lowest() {
    return lowest;
  }

  /** The highest value of all samples, found on the way. */
  float highest() {
    return highest;
  }

  /** Leaves out samples that repeat content and label of an earlier one. */
  static Dataset drop(Dataset data) {
    Duplicates duplicates = of(data);
    int[] kept = new int[data.size()];
    int count = 0;
    for (int i = 0; i < data.size(); i++) {
      if (duplicates.first(i) == i || data.label(i) != data.label(duplicates.first(i))) {
        kept[count++] = i;
      }
    }
    int dropped = data.size() - count;
    return dropped == 0
        ? data
        : ViewDataset.owning(
            data,
            data.description()
                .finding(
                    List.of(
                        Text.of(
                            "left out %s equal to earlier ones", Plural.of(dropped, "sample")))),
            Arrays.copyOf(kept, count));
  }
}
