package dev.wgan.train.task;

import dev.wgan.train.config.TaskChoice;

/**
 * The distance between restored and original samples, as TorchScript.
 *
 * <p>Thread-safe: there is no state.
 */
final class Content {
  /** Below this difference, in a range from -1 to 1, the Charbonnier distance is a parabola. */
  private static final String EPS_SQUARED = "1.0e-6";

  private Content() {}

  /** The distance of each element. */
  static String distance(TaskChoice.Content content, String restored, String original) {
    String difference = "(%s - %s)".formatted(restored, original);
    return switch (content) {
      case L1 -> "torch.abs(%s)".formatted(difference);
      case CHARBONNIER -> "torch.sqrt(%s ** 2 + %s)".formatted(difference, EPS_SQUARED);
    };
  }
}
