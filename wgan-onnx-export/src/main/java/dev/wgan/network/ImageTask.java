package dev.wgan.network;

import java.util.Optional;

/**
 * The task of a network from images to an image.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what the network does
 * @param factor the factor between the sizes of output and input
 * @param reach the reach of the network; empty if it runs on images of its own size only
 */
public record ImageTask(Kind kind, int factor, Optional<Reach> reach) {
  /** A task that turns images into an image. */
  public enum Kind {
    /** Makes a large image of a small one. */
    UPSCALE,
    /** Completes an image with holes. */
    INPAINT
  }

  /**
   * Recognises the task of a network by its inputs and its output.
   *
   * @param network the network
   * @return its task: to complete images if it has an image and a mask, to enlarge them if it has
   *     an image alone and its output is larger by a whole factor; empty for any other network
   */
  public static Optional<ImageTask> of(NetworkSpec network) {
    Optional<Shape> image = shape(network, InputSpec.Role.IMAGE);
    Shape out = network.outputShape();
    if (image.isEmpty() || image.get().rank() != 3 || out.rank() != 3) {
      return Optional.empty();
    }
    boolean masked = shape(network, InputSpec.Role.MASK).isPresent();
    int factor = out.dim(1) / image.get().dim(1);
    boolean whole =
        factor * image.get().dim(1) == out.dim(1) && factor * image.get().dim(2) == out.dim(2);
    boolean picture = out.dim(0) == 1 || out.dim(0) == 3;
    boolean fits =
        picture && network.inputs().size() == (masked ? 2 : 1) && image.get().dim(0) == out.dim(0);
    if (!whole || !fits || masked != (factor == 1)) {
      return Optional.empty();
    }
    Kind kind = masked ? Kind.INPAINT : Kind.UPSCALE;
    return Optional.of(new ImageTask(kind, factor, Reach.of(network)));
  }

  private static Optional<Shape> shape(NetworkSpec network, InputSpec.Role role) {
    return network.inputs().stream()
        .filter(input -> input.role() == role)
        .map(InputSpec::shape)
        .findFirst();
  }
}
