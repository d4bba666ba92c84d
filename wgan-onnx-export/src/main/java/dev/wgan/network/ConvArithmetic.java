package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;

/** Checks and weight shapes that all convolutions share. */
final class ConvArithmetic {
  private ConvArithmetic() {}

  static void check(int in, int out, List<Integer> kernel, int groups) {
    Checks.positive("in", in);
    Checks.positive("out", out);
    Checks.positive("groups", groups);
    if (kernel.isEmpty() || kernel.size() > 2) {
      throw new NetworkException(
          "kernel is %s: expected one extent or two, one per spatial dimension".formatted(kernel));
    }
    if (in % groups != 0 || out % groups != 0) {
      throw new NetworkException(
          "groups is %s: expected a divisor of in = %s and of out = %s".formatted(groups, in, out));
    }
  }

  static void checkInput(Shape in, int channels, int spatial) {
    Checks.rank(in, spatial + 1, spatial == 1 ? "[channels, length]" : "[channels, height, width]");
    Checks.channels(in, channels);
  }

  /** The product of at most three extents. */
  static long product(List<Integer> factors) {
    return factors.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  static Shape weight(int first, int second, List<Integer> kernel) {
    List<Integer> dims = new ArrayList<>(List.of(first, second));
    dims.addAll(kernel);
    return new Shape(dims);
  }
}
