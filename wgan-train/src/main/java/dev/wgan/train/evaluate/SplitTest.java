package dev.wgan.train.evaluate;

/**
 * A permutation test for samples that are nearer to the points of the training than to others of
 * their distribution.
 *
 * <p>Immutable and thread-safe. Each sample is attributed to the nearest of all points, seen or
 * unseen. To a generator that has memorised nothing, the two are exchangeable, so that the number
 * of samples attributed to seen points is distributed as under a random choice of which points were
 * seen; its mean and variance under all such choices are exact, and it is approximated by a normal
 * distribution. Unlike plain distances, this does not mistake smooth samples, which are near to
 * every image, for copies.
 *
 * @param share share of the samples whose nearest point was seen in training, in [0, 1]
 * @param expected that share if nothing is memorised: the seen points' share of all points
 * @param pValue the probability of so large a share if nothing is memorised
 */
public record SplitTest(double share, double expected, double pValue) {
  static SplitTest of(
      NearestNeighbours seen, int seenCount, NearestNeighbours unseen, int unseenCount) {
    double[] attributed = new double[seenCount + unseenCount];
    double toSeen = 0;
    for (int i = 0; i < seen.size(); i++) {
      int difference = Float.compare(seen.squared(i, 0), unseen.squared(i, 0));
      double half = difference == 0 ? 0.5 : difference < 0 ? 1 : 0;
      attributed[seen.index(i, 0)] += half;
      attributed[seenCount + unseen.index(i, 0)] += 1 - half;
      toSeen += half;
    }
    double total = attributed.length;
    double mean = seen.size() / total;
    double squares = 0;
    for (double count : attributed) {
      squares += (count - mean) * (count - mean);
    }
    double variance = seenCount / total * unseenCount / (total - 1) * squares;
    double excess = toSeen - mean * seenCount;
    return new SplitTest(
        toSeen / seen.size(),
        seenCount / total,
        variance > 0 ? NormalTail.above(excess / Math.sqrt(variance)) : 0.5);
  }
}
