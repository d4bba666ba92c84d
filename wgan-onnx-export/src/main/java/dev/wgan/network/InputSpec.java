package dev.wgan.network;

/**
 * An input of a network.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, also in an exported graph
 * @param role the role of its values
 * @param shape the shape of one sample; scalar for a label
 * @param classes the number of classes of a label; 0 for every other role
 */
public record InputSpec(String name, Role role, Shape shape, int classes) {
  /** The role of an input. */
  public enum Role {
    /** Noise from which samples are made. */
    LATENT,
    /** A class, as an int64 from 0. */
    LABEL,
    /** An image, such as the one to inpaint or to enlarge; a sample, for a critic. */
    IMAGE,
    /** The mask of an image's holes: 1 in a hole, 0 for a given pixel. */
    MASK
  }

  /**
   * Checks that shape and classes fit the role.
   *
   * @throws NetworkException if they do not
   */
  public InputSpec {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new NetworkException(
          "an input named '%s': expected letters, digits and underscores".formatted(name));
    }
    if (role == Role.LABEL ? classes < 1 || shape.rank() != 0 : classes != 0) {
      throw new NetworkException(
          "the input '%s' has the role %s, the shape %s and %s classes: expected a scalar of 1 or more classes for a label, and 0 classes for any other"
              .formatted(name, role, shape, classes));
    }
  }

  /**
   * Returns an input of noise, named {@code latent}.
   *
   * @param dims the shape of one latent
   * @return the input
   */
  public static InputSpec latent(int... dims) {
    return new InputSpec("latent", Role.LATENT, Shape.of(dims), 0);
  }

  /**
   * Returns an input of classes, named {@code label}.
   *
   * @param classes the number of classes, 1 or more
   * @return the input
   */
  public static InputSpec label(int classes) {
    return new InputSpec("label", Role.LABEL, Shape.of(), classes);
  }

  /**
   * Returns an input of images, named {@code image}.
   *
   * @param shape the shape of one image
   * @return the input
   */
  public static InputSpec image(Shape shape) {
    return new InputSpec("image", Role.IMAGE, shape, 0);
  }

  /**
   * Returns an input of masks, named {@code mask}.
   *
   * @param height the height of the images
   * @param width their width
   * @return the input, of shape [1, height, width]
   */
  public static InputSpec mask(int height, int width) {
    return new InputSpec("mask", Role.MASK, Shape.of(1, height, width), 0);
  }

  /**
   * Returns an input of samples, named {@code sample}, as critics take them.
   *
   * @param shape the shape of one sample
   * @return the input
   */
  public static InputSpec sample(Shape shape) {
    return new InputSpec("sample", Role.IMAGE, shape, 0);
  }
}
