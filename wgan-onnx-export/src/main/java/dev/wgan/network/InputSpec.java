package dev.wgan.network;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.List;

/**
 * An input of a network.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name, also in an exported graph
 * @param role the role of its values
 * @param shape the shape of one sample; scalar for a label
 * @param classes the number of classes of a label that layers read; 0 for every other role
 * @param groups the classes in groups of consecutive ones, with a weight for each; empty if a label
 *     is the number of a class. Otherwise a label is the number of a group, and {@link GroupChoice}
 *     draws the class; absent in files of earlier versions, which means empty
 */
public record InputSpec(
    String name,
    Role role,
    Shape shape,
    int classes,
    @JacksonInject(value = NetworkJson.EMPTY_IF_ABSENT, useInput = OptBoolean.TRUE)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<List<Integer>> groups) {
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
   * Creates an input whose classes are not in groups.
   *
   * @param name its name, also in an exported graph
   * @param role the role of its values
   * @param shape the shape of one sample; scalar for a label
   * @param classes the number of classes of a label; 0 for every other role
   * @throws NetworkException if shape and classes do not fit the role
   */
  public InputSpec(String name, Role role, Shape shape, int classes) {
    this(name, role, shape, classes, List.of());
  }

  /**
   * Checks that shape, classes and groups fit the role.
   *
   * @throws NetworkException if they do not
   */
  @JsonCreator
  public InputSpec {
    groups = groups.stream().map(List::copyOf).toList();
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new NetworkException(
          "an input named '%s': expected letters, digits and underscores".formatted(name));
    }
    if (role == Role.LABEL ? classes < 1 || shape.rank() != 0 : classes != 0) {
      throw new NetworkException(
          "the input '%s' has the role %s, the shape %s and %s classes: expected a scalar of 1 or more classes for a label, and 0 classes for any other"
              .formatted(name, role, shape, classes));
    }
    int grouped = groups.stream().mapToInt(List::size).sum();
    if (!groups.isEmpty() && grouped != classes) {
      throw new NetworkException(
          "the input '%s' has groups of %s classes together: expected its %s classes"
              .formatted(name, grouped, classes));
    }
    for (List<Integer> weights : groups) {
      long total = weights.stream().mapToLong(Integer::longValue).sum();
      if (total < 1 || weights.stream().anyMatch(weight -> weight < 0)) {
        throw new NetworkException(
            "a group of the input '%s' has the weights %s: expected 0 or more, and one above 0"
                .formatted(name, weights));
      }
    }
  }

  /**
   * Returns the number of labels that a caller chooses from.
   *
   * @return the number of groups, or of classes if they are not in groups; 0 unless it is a label
   */
  public int labels() {
    return groups.isEmpty() ? classes : groups.size();
  }

  /**
   * Returns whether a caller gives the value.
   *
   * @return false for a label with a single group
   */
  public boolean given() {
    return groups.size() != 1;
  }

  /**
   * Returns this label for groups of classes.
   *
   * @param weights the classes in groups, with a weight for each
   * @return the changed input
   * @throws NetworkException if the groups do not hold all classes of the label
   */
  public InputSpec grouped(List<List<Integer>> weights) {
    return new InputSpec(name, role, shape, classes, weights);
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
