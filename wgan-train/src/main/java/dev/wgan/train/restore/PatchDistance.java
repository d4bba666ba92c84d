package dev.wgan.train.restore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The distance between the textures of two sets of pictures: the sliced Wasserstein distance of
 * patches of 7 × 7 pixels, level by level of a Laplacian pyramid (Karras et al. 2018, "Progressive
 * growing of GANs", section 5). Patches are taken at the same random places in both sets, on the
 * luminance, without normalization, so that missing contrast counts.
 *
 * <p>Immutable and thread-safe.
 */
public final class PatchDistance {
  private static final int SIDE = 7;
  private static final int PATCHES = 2_000;
  private static final int DIRECTIONS = 64;
  private static final int SMALLEST = 16;
  private static final int LEVELS = 3;
  private static final int TRIES = 100;

  private PatchDistance() {}

  /**
   * Returns the distance at each level.
   *
   * @param restored the restored pictures
   * @param originals the originals, of the same sizes
   * @param masks the mask of each picture, 1 where a patch may have its centre, {@code [height,
   *     width]}; none for patches everywhere
   * @param seed the seed of places and directions
   * @return the distance in levels of brightness, the finest details first: three, or fewer for
   *     pictures whose third level would have fewer than 16 pixels on a side
   */
  public static List<Double> between(
      List<Plane> restored, List<Plane> originals, List<float[]> masks, long seed) {
    List<Plane> a = restored;
    List<Plane> b = originals;
    List<float[]> open = masks;
    List<Double> distances = new ArrayList<>();
    while (distances.size() < LEVELS && smallest(b) >= SMALLEST) {
      float[][] left = patches(a.stream().map(Plane::detail).toList(), open, seed);
      float[][] right = patches(b.stream().map(Plane::detail).toList(), open, seed);
      distances.add(sliced(left, right, seed));
      List<Plane> sizes = b;
      List<float[]> wide = open;
      open = new ArrayList<>();
      for (int i = 0; i < wide.size(); i++) {
        open.add(halved(wide.get(i), sizes.get(i)));
      }
      a = a.stream().map(Plane::halved).toList();
      b = b.stream().map(Plane::halved).toList();
    }
    return distances;
  }

  private static int smallest(List<Plane> planes) {
    return planes.stream().mapToInt(p -> Math.min(p.width(), p.height())).min().orElse(0);
  }

  private static float[] halved(float[] mask, Plane size) {
    int narrow = size.width() / 2;
    float[] half = new float[narrow * (size.height() / 2)];
    for (int i = 0; i < half.length; i++) {
      half[i] = mask[2 * (i / narrow) * size.width() + 2 * (i % narrow)];
    }
    return half;
  }

  private static float[][] patches(List<Plane> planes, List<float[]> masks, long seed) {
    List<float[]> patches = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      Plane plane = planes.get(i);
      SplittableRandom random = new SplittableRandom(seed + i);
      for (int n = 0; n < PATCHES; n++) {
        int row = random.nextInt(plane.height() - SIDE + 1);
        int column = random.nextInt(plane.width() - SIDE + 1);
        for (int t = 0;
            t < TRIES && !masks.isEmpty() && !centred(masks.get(i), plane, row, column);
            t++) {
          row = random.nextInt(plane.height() - SIDE + 1);
          column = random.nextInt(plane.width() - SIDE + 1);
        }
        float[] patch = new float[SIDE * SIDE];
        for (int j = 0; j < patch.length; j++) {
          patch[j] = plane.at(row + j / SIDE, column + j % SIDE);
        }
        patches.add(patch);
      }
    }
    return patches.toArray(float[][]::new);
  }

  private static boolean centred(float[] mask, Plane plane, int row, int column) {
    return mask[(row + SIDE / 2) * plane.width() + column + SIDE / 2] > 0.5f;
  }

  private static double sliced(float[][] left, float[][] right, long seed) {
    java.util.Random random = new java.util.Random(seed);
    double sum = 0;
    for (int d = 0; d < DIRECTIONS; d++) {
      double[] direction = new double[SIDE * SIDE];
      double norm = 0;
      for (int i = 0; i < direction.length; i++) {
        direction[i] = random.nextGaussian();
        norm += direction[i] * direction[i];
      }
      double[] a = projected(left, direction, Math.sqrt(norm));
      double[] b = projected(right, direction, Math.sqrt(norm));
      double distance = 0;
      for (int i = 0; i < a.length; i++) {
        distance += Math.abs(a[i] - b[i]);
      }
      sum += distance / a.length;
    }
    return sum / DIRECTIONS;
  }

  private static double[] projected(float[][] patches, double[] direction, double norm) {
    double[] values = new double[patches.length];
    for (int i = 0; i < patches.length; i++) {
      for (int j = 0; j < direction.length; j++) {
        values[i] += patches[i][j] * direction[j] / norm;
      }
    }
    Arrays.sort(values);
    return values;
  }
}
