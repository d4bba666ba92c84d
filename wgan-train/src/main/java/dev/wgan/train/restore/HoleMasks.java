package dev.wgan.train.restore;

import dev.wgan.noise.Threefry;
import java.util.Locale;

/**
 * Random masks of strokes and boxes. A mask has a random number of holes; each is a box with sides
 * parallel to the edges, or a stroke: a round brush that follows a few straight lines.
 *
 * <p>Immutable and thread-safe. A mask has a hole, and at most half of its pixels are holes.
 *
 * @param holes the most holes of a mask, 1 or more
 * @param strokeMin the least width of a stroke in pixels, 1 or more
 * @param strokeMax the largest width of a stroke
 * @param boxMin the least side of a box in pixels, 1 or more
 * @param boxMax the largest side of a box
 */
public record HoleMasks(int holes, int strokeMin, int strokeMax, int boxMin, int boxMax)
    implements MaskSource {
  private static final long MASK = 0x6D61736BL; // "mask"
  private static final int TRIES = 64;
  private static final int MOST_LINES = 4;
  private static final double LONGEST = 0.35;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1, or a least size exceeds the largest
   */
  public HoleMasks {
    if (holes < 1 || strokeMin < 1 || boxMin < 1 || strokeMin > strokeMax || boxMin > boxMax) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d holes, strokes of %d to %d pixels, boxes of %d to %d: expected numbers of 1 or more, the lower bound first",
              holes,
              strokeMin,
              strokeMax,
              boxMin,
              boxMax));
    }
  }

  @Override
  public float[] draw(long seed, long first, int n, int height, int width) {
    float[] masks = new float[Math.multiplyExact(n, height * width)];
    for (int i = 0; i < n; i++) {
      mask(Threefry.words(Threefry.words(seed, MASK), first + i), masks, i, height, width);
    }
    return masks;
  }

  /** Draws holes until the mask is neither empty nor more than half full. */
  private void mask(long key, float[] masks, int index, int height, int width) {
    int start = index * height * width;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      java.util.Arrays.fill(masks, start, start + height * width, 0);
      Dice dice = new Dice(Threefry.words(key, attempt));
      int count = 1 + dice.below(holes);
      for (int hole = 0; hole < count; hole++) {
        if (dice.below(2) == 0) {
          box(dice, masks, start, height, width);
        } else {
          stroke(dice, masks, start, height, width);
        }
      }
      int pixels = 0;
      for (int j = start; j < start + height * width; j++) {
        pixels += masks[j] > 0 ? 1 : 0;
      }
      if (pixels > 0 && pixels <= height * width / 2) {
        return;
      }
    }
    java.util.Arrays.fill(masks, start, start + height * width, 0);
    masks[start + height / 2 * width + width / 2] = 1;
  }

  private void box(Dice dice, float[] masks, int start, int height, int width) {
    int high = Math.min(height, boxMin + dice.below(boxMax - boxMin + 1));
    int wide = Math.min(width, boxMin + dice.below(boxMax - boxMin + 1));
    int top = dice.below(height - high + 1);
    int left = dice.below(width - wide + 1);
    for (int row = top; row < top + high; row++) {
      java.util.Arrays.fill(
          masks, start + row * width + left, start + row * width + left + wide, 1);
    }
  }

  private void stroke(Dice dice, float[] masks, int start, int height, int width) {
    double radius = (strokeMin + dice.below(strokeMax - strokeMin + 1)) / 2.0;
    double x = dice.share() * width;
    double y = dice.share() * height;
    double angle = dice.share() * 2 * Math.PI;
    int lines = 1 + dice.below(MOST_LINES);
    for (int line = 0; line < lines; line++) {
      double length = dice.share() * LONGEST * Math.max(height, width);
      for (double along = 0; along <= length; along += 0.5) {
        disc(masks, start, height, width, x, y, radius);
        x += 0.5 * StrictMath.cos(angle);
        y += 0.5 * StrictMath.sin(angle);
      }
      angle += (dice.share() - 0.5) * Math.PI;
    }
  }

  private static void disc(
      float[] masks, int start, int height, int width, double x, double y, double radius) {
    int top = (int) Math.max(0, Math.floor(y - radius));
    int bottom = (int) Math.min(height - 1, Math.ceil(y + radius));
    int left = (int) Math.max(0, Math.floor(x - radius));
    int right = (int) Math.min(width - 1, Math.ceil(x + radius));
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double dx = column + 0.5 - x;
        double dy = row + 0.5 - y;
        if (dx * dx + dy * dy <= radius * radius) {
          masks[start + row * width + column] = 1;
        }
      }
    }
  }

  /** Successive random numbers of a key. */
  private static final class Dice {
    private final long key;
    private long place;

    Dice(long key) {
      this.key = key;
    }

    /** A whole number from 0 on. */
    int below(int bound) {
      return (int) Math.floorMod(Threefry.words(key, place++) >>> 1, (long) bound);
    }

    /** A number from 0 to below 1. */
    double share() {
      return (Threefry.words(key, place++) >>> 11) * 0x1.0p-53;
    }
  }
}
