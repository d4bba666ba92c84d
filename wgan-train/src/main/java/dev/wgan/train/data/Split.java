package dev.wgan.train.data;

import dev.wgan.runtime.Threefry;
import java.util.Arrays;

/**
 * A data set in two disjoint parts that together are the whole: one to train on, one held out.
 *
 * <p>Immutable and thread-safe. The parts are views: who opened the whole closes it. Which samples
 * are held out depends on the seed and the number of samples alone: those that come first in the
 * shuffle of {@link BatchOrder} under the key of purpose {@code 0x73706C6974} ("split").
 *
 * @param training the samples to train on, in the order of the whole
 * @param heldOut the samples held out, in the order of the whole
 */
public record Split(Dataset training, Dataset heldOut) {
  private static final long SPLIT = 0x73706C6974L;

  /**
   * Holds out a fraction of the samples.
   *
   * @param whole the samples
   * @param fraction how many of them to hold out, above 0 and below 1; rounded to whole samples, at
   *     least one on either side
   * @param seed any seed
   * @return the two parts
   * @throws DataException if the fraction is outside its range or there are fewer than two samples
   */
  public static Split byFraction(Dataset whole, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          "a held-out fraction of %s: expected above 0 and below 1".formatted(fraction));
    }
    long count = Math.round(whole.size() * fraction);
    return byCount(whole, (int) Math.max(1, Math.min(whole.size() - 1L, count)), seed);
  }

  /**
   * Holds out a number of samples.
   *
   * @param whole the samples
   * @param count how many of them to hold out, at least 1 and fewer than all
   * @param seed any seed
   * @return the two parts
   * @throws DataException if the number is outside its range
   */
  public static Split byCount(Dataset whole, int count, long seed) {
    if (count < 1 || count >= whole.size()) {
      throw new DataException(
          "%d samples to hold out of the %d in %s: expected at least 1 and fewer than all"
              .formatted(count, whole.size(), whole.description().source()));
    }
    int[] order = BatchOrder.permutation(Threefry.words(seed, SPLIT), 0, whole.size());
    return new Split(
        view(whole, Arrays.copyOfRange(order, count, order.length), "training part"),
        view(whole, Arrays.copyOf(order, count), "held-out part"));
  }

  private static Dataset view(Dataset whole, int[] indices, String part) {
    Arrays.sort(indices);
    DataDescription description = whole.description();
    return new ViewDataset(whole, description.named(description.name() + ", " + part), indices);
  }
}
