package dev.wgan.train.data;

import dev.wgan.runtime.Npy;
import dev.wgan.runtime.TensorData;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The two-dimensional mixtures on which mode collapse is measured (Lin, Khetan, Fanti and Oh,
 * "PacGAN: the power of two samples in generative adversarial networks", NeurIPS 2018, section
 * 4.1).
 *
 * <p>Thread-safe: there is no state.
 */
public final class Toys {
  /** Eight Gaussians of deviation .01, equally spaced on the circle of radius 1. */
  public static final GaussianMixture RING =
      new GaussianMixture(
          "ring",
          IntStream.range(0, 8)
              .mapToDouble(i -> 2 * Math.PI * i / 8)
              .mapToObj(a -> new GaussianMixture.Point((float) Math.cos(a), (float) Math.sin(a)))
              .toList(),
          0.01f);

  /** Twenty-five Gaussians of deviation .05 at -4, -2, 0, 2 and 4 in either coordinate. */
  public static final GaussianMixture GRID =
      new GaussianMixture(
          "grid",
          IntStream.range(0, 25)
              .mapToObj(
                  i -> new GaussianMixture.Point(2 * Math.floorDiv(i, 5) - 4, 2 * (i % 5) - 4))
              .toList(),
          0.05f);

  private Toys() {}

  /**
   * Draws from {@link #RING}.
   *
   * @param n how many points, 1 or more
   * @param seed any seed
   * @return the data set, {@code [n, 2]}, not standardised
   * @throws DataException if {@code n} is below 1
   */
  public static Dataset ring(int n, long seed) {
    return RING.dataset(n, seed);
  }

  /**
   * Draws from {@link #GRID}.
   *
   * @param n how many points, 1 or more
   * @param seed any seed
   * @return the data set, {@code [n, 2]}, not standardised
   * @throws DataException if {@code n} is below 1
   */
  public static Dataset grid(int n, long seed) {
    return GRID.dataset(n, seed);
  }

  /**
   * Writes a data set's values to a NumPy file, float32 {@code [n, ...]}.
   *
   * @param file the file; an existing one is replaced
   * @param data the data set
   * @throws DataException if it has more values than one array holds
   */
  public static void write(Path file, Dataset data) {
    List<Integer> shape = data.description().shape();
    if ((long) data.size() * data.description().sampleSize() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          Text.of(
              "%s has %d samples of shape %s, more values than one .npy file is written with",
              data.description().name(), data.size(), shape));
    }
    int[] dimensions =
        IntStream.concat(IntStream.of(data.size()), shape.stream().mapToInt(Integer::intValue))
            .toArray();
    Npy.write(file, TensorData.of(data.values(0, data.size()), dimensions));
  }
}
