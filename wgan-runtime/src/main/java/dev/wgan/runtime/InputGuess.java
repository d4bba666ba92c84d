package dev.wgan.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which input of a foreign graph takes the noise. Thread-safe: there is no state. */
final class InputGuess {
  private static final List<String> LATENT_WORDS =
      List.of("z", "latent", "latents", "noise", "noises");

  private static final List<String> IMAGE_WORDS =
      List.of(
          "image",
          "images",
          "img",
          "imgs",
          "photo",
          "photos",
          "picture",
          "pictures",
          "pic",
          "pixel",
          "pixels",
          "mask",
          "masks",
          "frame",
          "frames",
          "lr",
          "hr",
          "rgb",
          "content");

  /** Smaller sides are those of feature maps. */
  private static final int MIN_SIDE = 8;

  private InputGuess() {}

  /**
   * The input that takes the noise, if there is exactly one that looks like it: real numbers, and
   * not an image.
   *
   * @param sized whether the caller has said how large a latent is
   */
  static Optional<GraphPort> latent(List<GraphPort> inputs, boolean sized) {
    List<GraphPort> reals = inputs.stream().filter(GraphPort::isReal).toList();
    if (sized && reals.size() == 1) {
      return Optional.of(reals.get(0));
    }
    List<GraphPort> candidates =
        reals.stream()
            .filter(port -> !isImage(port))
            .filter(port -> !port.ranked() || port.hasRank(2))
            .toList();
    if (candidates.size() == 1) {
      return Optional.of(candidates.get(0));
    }
    if (candidates.size() > 1) {
      List<GraphPort> named =
          candidates.stream().filter(port -> isNamed(port, LATENT_WORDS)).toList();
      return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }
    // A graph for one sample at a time may take its latent without a batch dimension.
    return reals.size() == 1 && reals.get(0).rank() == 1 && reals.get(0).front() != 1
        ? Optional.of(reals.get(0))
        : Optional.empty();
  }

  /**
   * Returns whether a name or sizes suggest an image: three or four dimensions, 1, 3 or 4 channels.
   */
  static boolean isImage(GraphPort port) {
    if (!port.hasRank(3) || port.rank() > 4 || isNamed(port, LATENT_WORDS)) {
      return false;
    }
    if (isNamed(port, IMAGE_WORDS)) {
      return true;
    }
    List<Integer> sizes = port.dims().subList(port.rank() - 3, port.rank());
    return port.rank() == 4
        && (isImage(sizes.get(0), sizes.get(1), sizes.get(2))
            || isImage(sizes.get(2), sizes.get(0), sizes.get(1)));
  }

  private static boolean isImage(int channels, int height, int width) {
    return ImageDims.CHANNELS.contains(channels) && isSide(height) && isSide(width);
  }

  private static boolean isSide(int size) {
    return size < 0 || size >= MIN_SIDE;
  }

  private static boolean isNamed(GraphPort port, List<String> words) {
    return Arrays.stream(port.name().toLowerCase(Locale.ROOT).split("[^a-z]+"))
        .anyMatch(words::contains);
  }
}
