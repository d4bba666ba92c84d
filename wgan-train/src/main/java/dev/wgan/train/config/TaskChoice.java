package dev.wgan.train.config;

import dev.wgan.train.restore.Degradation;
import java.util.List;
import java.util.Set;

/**
 * The task of a training: what the generator is given, and what its result is compared with.
 *
 * <p>Immutable and thread-safe. The keys of one task are not used by the others.
 *
 * @param task the task
 * @param factor the factor by which an image is enlarged, 2, 3 or 4
 * @param degradation the way in which small images are made of large ones
 * @param content the distance between the result and the original
 * @param contentWeight weight of that distance in the generator's loss, next to the critic's score
 * @param maskFolder a folder of masks for inpainting, white for a hole; empty for random holes
 * @param holes the most holes of a random mask
 * @param strokeMin the least width of a stroke, in pixels
 * @param strokeMax the largest width of a stroke
 * @param boxMin the least side of a box, in pixels
 * @param boxMax the largest side of a box
 */
public record TaskChoice(
    Type task,
    int factor,
    Degradation degradation,
    Content content,
    double contentWeight,
    String maskFolder,
    int holes,
    int strokeMin,
    int strokeMax,
    int boxMin,
    int boxMax) {
  /** A task. */
  public enum Type {
    /** Samples from latents. */
    GENERATE,
    /** A large image from a small one. */
    UPSCALE,
    /** An image from one with holes. */
    INPAINT;

    /**
     * Returns the names of the pictures of a sample that stand next to each other in a training's
     * grids.
     *
     * @return the names from left to right; none for a task with one picture for a sample
     */
    public List<String> panels() {
      return switch (this) {
        case GENERATE -> List.of();
        case UPSCALE ->
            List.of("input with repeated pixels", "bicubic interpolation", "result", "original");
        case INPAINT -> List.of("input", "harmonic fill", "result", "original");
      };
    }
  }

  /** A distance between two images. */
  public enum Content {
    /** The mean absolute difference. */
    L1,
    /**
     * {@code sqrt(d^2 + eps^2)} with eps = 1e-3, a smooth absolute difference (Charbonnier et al.
     * 1994).
     */
    CHARBONNIER
  }

  /**
   * Checks the numbers.
   *
   * @throws TrainingException if one is out of its range, or a least size exceeds the largest
   */
  public TaskChoice {
    ConfigKeys.require("factor", factor);
    ConfigKeys.require("content_weight", contentWeight);
    ConfigKeys.require("holes", holes);
    ConfigKeys.require("stroke_min", strokeMin);
    ConfigKeys.require("stroke_max", strokeMax);
    ConfigKeys.require("box_min", boxMin);
    ConfigKeys.require("box_max", boxMax);
    requireOrder("stroke_min", strokeMin, "stroke_max", strokeMax);
    requireOrder("box_min", boxMin, "box_max", boxMax);
  }

  private static void requireOrder(String low, int least, String high, int most) {
    if (least > most) {
      throw new TrainingException(
          "%s is %s and %s is %s: expected the first to be at most the second"
              .formatted(low, least, high, most),
          Set.of(low, high));
    }
  }
}
