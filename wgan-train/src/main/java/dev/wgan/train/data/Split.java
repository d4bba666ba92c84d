package dev.wgan.train.data;

import dev.wgan.noise.Threefry;
import java.util.stream.IntStream;

/**
 * A data set in two disjoint parts that together are the whole: one to train on, one held out.
 *
 * <p>Immutable and thread-safe. The parts are views: the caller closes the whole data set. The
 * samples held out are the first ones in the shuffle of {@link BatchOrder} under the key of purpose
 * {@code 0x73706C6974} ("split"), which depends on the seed and the number of samples alone.
 *
 * <p>Images of equal content stay on one side, because an image that was trained on is not unseen.
 * An image that is repeated more often than the held-out part has room for is trained on. Rows of a
 * table are split one by one: equal rows are separate observations.
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
   * @param fraction the share to hold out, above 0 and below 1; rounded to whole samples, at least
   *     one on either side
   * @param seed any seed
   * @return the two parts
   * @throws DataException if the fraction is outside its range or there are fewer than two samples
   */
  public static Split byFraction(Dataset whole, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(
          Text.of("a held-out fraction of %s: expected above 0 and below 1", fraction));
    }
    long count = Math.round(whole.size() * fraction);
    return byCount(whole, (int) Math.max(1, Math.min(whole.size() - 1L, count)), seed);
  }

  /**
   * Holds out a number of samples.
   *
   * @param whole the samples
   * @param count the number to hold out, at least 1 and fewer than all; fewer are held out if
   *     images of equal content do not fit, more if even the rarest image is repeated more often
   * @param seed any seed
   * @return the two parts
   * @throws DataException if the number is outside its range, or all images are equal
   */
  public static Split byCount(Dataset whole, int count, long seed) {
    if (count < 1 || count >= whole.size()) {
      throw new DataException(
          Text.of(
              "%d samples to hold out of the %d in %s: expected at least 1 and fewer than all",
              count, whole.size(), whole.description().source()));
    }
    int[] order = BatchOrder.permutation(Threefry.words(seed, SPLIT), 0, whole.size());
    boolean[] out =
        whole.description().kind().distinct()
            ? firstGroupsOf(order, count, whole)
            : firstOf(order, count);
    return new Split(view(whole, out, false), view(whole, out, true));
  }

  private static boolean[] firstOf(int[] order, int count) {
    boolean[] out = new boolean[order.length];
    for (int i = 0; i < count; i++) {
      out[order[i]] = true;
    }
    return out;
  }

  /** Takes samples of equal content together, as far as they fit. */
  private static boolean[] firstGroupsOf(int[] order, int count, Dataset whole) {
    Duplicates duplicates = Duplicates.of(whole);
    if (duplicates.repeated() == 0) {
      return firstOf(order, count);
    }
    int[] sizes = new int[order.length]; // at the first sample of each content
    for (int sample : order) {
      sizes[duplicates.first(sample)]++;
    }
    boolean[] chosen = new boolean[order.length]; // at the first sample of each content
    int room = count;
    int smallest = duplicates.first(order[0]);
    for (int sample : order) {
      int first = duplicates.first(sample);
      smallest = sizes[first] < sizes[smallest] ? first : smallest;
      if (!chosen[first] && sizes[first] <= room) {
        chosen[first] = true;
        room -= sizes[first];
      }
    }
    if (room == count) {
      chosen[smallest] = true; // nothing fits: take the smallest group
    }
    boolean[] out = new boolean[order.length];
    int held = 0;
    for (int sample : order) {
      out[sample] = chosen[duplicates.first(sample)];
      held += out[sample] ? 1 : 0;
    }
    if (held == order.length) {
      throw new DataException(
          Text.of(
              "all %d samples of %s have the same content: none of them can be held out",
              order.length, whole.description().source()));
    }
    return out;
  }

  private static Dataset view(Dataset whole, boolean[] out, boolean heldOut) {
    int[] indices = IntStream.range(0, out.length).filter(i -> out[i] == heldOut).toArray();
    DataDescription description = whole.description();
    String part = heldOut ? "held-out part" : "training part";
    return new ViewDataset(whole, description.named(description.name() + ", " + part), indices);
  }
}
