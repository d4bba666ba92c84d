package dev.wgan.network;

import dev.wgan.noise.NormalQuantile;
import java.util.ArrayList;
import java.util.List;

/**
 * The choice of a class within a group: the last element of the latent, a standard normal number,
 * is compared with bounds between the group's classes. Each class has the share of its weight.
 *
 * <p>Immutable and thread-safe.
 *
 * @param firsts the first class of each group
 * @param bounds the bounds between the classes of each group, ascending: one fewer than classes
 */
public record GroupChoice(List<Integer> firsts, List<List<Float>> bounds) {
  /** A bound that no latent exceeds. */
  public static final float UNREACHABLE = 65504;

  /** Copies the lists. */
  public GroupChoice {
    firsts = List.copyOf(firsts);
    bounds = bounds.stream().map(List::copyOf).toList();
  }

  /**
   * Returns the choice within the groups of an input.
   *
   * @param label a label with groups
   * @return the choice
   */
  public static GroupChoice of(InputSpec label) {
    List<Integer> firsts = new ArrayList<>();
    List<List<Float>> bounds = new ArrayList<>();
    int first = 0;
    for (List<Integer> weights : label.groups()) {
      firsts.add(first);
      bounds.add(between(weights));
      first += weights.size();
    }
    return new GroupChoice(firsts, bounds);
  }

  private static List<Float> between(List<Integer> weights) {
    long total = weights.stream().mapToLong(Integer::longValue).sum();
    List<Float> bounds = new ArrayList<>();
    long below = 0;
    for (Integer weight : weights.subList(0, weights.size() - 1)) {
      below += weight;
      bounds.add(quantile(below, total));
    }
    return bounds;
  }

  /** Rounded to 16 bits, so that a model with weights of 16 bits chooses the same class. */
  private static float quantile(long below, long total) {
    if (below == 0 || below == total) {
      return below == 0 ? -UNREACHABLE : UNREACHABLE;
    }
    double exact = NormalQuantile.of((double) below / total);
    return HalfPrecision.fromHalf(HalfPrecision.toHalf((float) exact));
  }

  /**
   * Returns the most bounds of a group.
   *
   * @return 0 if each group has a single class
   */
  public int width() {
    return bounds.stream().mapToInt(List::size).max().orElse(0);
  }

  /**
   * Returns the chosen class.
   *
   * @param group the group
   * @param latent the last element of the latent
   * @return the class
   */
  public int choose(int group, double latent) {
    int chosen = firsts.get(group);
    for (Float bound : bounds.get(group)) {
      chosen += latent > bound ? 1 : 0;
    }
    return chosen;
  }

  /**
   * Returns the bounds as a table.
   *
   * @return a row of {@link #width} bounds for each group, filled up with {@link #UNREACHABLE}
   */
  public float[] table() {
    int width = width();
    float[] table = new float[bounds.size() * width];
    for (int group = 0; group < bounds.size(); group++) {
      for (int i = 0; i < width; i++) {
        List<Float> row = bounds.get(group);
        table[group * width + i] = i < row.size() ? row.get(i) : UNREACHABLE;
      }
    }
    return table;
  }
}
