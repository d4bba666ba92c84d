package dev.wgan.network;

import java.util.List;

/** Checks of layers' arguments and input shapes. */
final class Checks {
  private Checks() {}

  static void positive(String what, int value) {
    if (value < 1) {
      throw new NetworkException("%s is %s: expected 1 or more".formatted(what, value));
    }
  }

  static void positive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new NetworkException("%s is %s: expected a number above 0".formatted(what, value));
    }
  }

  static void finite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new NetworkException("%s is %s: expected a finite number".formatted(what, value));
    }
  }

  static void within(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new NetworkException(
          "%s is %s: expected a number from %s to %s".formatted(what, value, low, high));
    }
  }

  /** A list with one entry per spatial dimension, each {@code low} or more. */
  static List<Integer> spatial(String what, List<Integer> values, int dims, int low) {
    if (values.size() != dims) {
      throw new NetworkException(
          "%s is %s: expected %s numbers, one per spatial dimension".formatted(what, values, dims));
    }
    for (int value : values) {
      if (value < low) {
        throw new NetworkException("%s is %s: expected %s or more".formatted(what, values, low));
      }
    }
    return List.copyOf(values);
  }

  /** A product of counts, or the largest number if the product exceeds it. */
  static long product(long... factors) {
    long product = 1;
    for (long factor : factors) {
      boolean beyond = factor != 0 && product > Long.MAX_VALUE / factor;
      product = beyond ? Long.MAX_VALUE : product * factor;
    }
    return product;
  }

  static void rank(Shape in, int rank, String expected) {
    if (in.rank() != rank) {
      throw new NetworkException("is given %s: expected %s".formatted(in, expected));
    }
  }

  static void channels(Shape in, int channels) {
    if (in.rank() < 1 || in.dim(0) != channels) {
      throw new NetworkException(
          "is given %s: expected %s channels as the first dimension".formatted(in, channels));
    }
  }

  /** The extent of one spatial dimension, refused if it is below 1. */
  static int extent(Shape in, int dim, long extent) {
    if (extent < 1) {
      throw new NetworkException(
          "is given %s: nothing is left of its dimension %s".formatted(in, dim));
    }
    if (extent > Integer.MAX_VALUE) {
      throw new NetworkException(
          "is given %s: its dimension %s grows beyond 2^31".formatted(in, dim));
    }
    return (int) extent;
  }

  /** Fails unless an input carries the class of a sample, one of so many. */
  static void label(InputSpec input, String name, int classes) {
    if (input.role() != InputSpec.Role.LABEL || input.classes() != classes) {
      throw new NetworkException(
          "has %s classes: the input '%s' is a %s of %s"
              .formatted(classes, name, input.role(), input.classes()));
    }
  }
}
