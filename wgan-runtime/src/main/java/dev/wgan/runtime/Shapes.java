package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Arithmetic on dimensions. */
final class Shapes {
  private Shapes() {}

  /** An immutable shape; every dimension must be 0 or more. */
  static List<Integer> of(int... dims) {
    List<Integer> shape = new ArrayList<>(dims.length);
    for (int dim : dims) {
      if (dim < 0) {
        throw new InputException("the dimension " + dim + " is negative: expected 0 or more");
      }
      shape.add(dim);
    }
    return Collections.unmodifiableList(shape);
  }

  /** The product of the dimensions, 1 for none; saturates at Long.MAX_VALUE. */
  static long elements(List<Integer> shape) {
    long product = 1;
    // By index: an iterator would be garbage of every call.
    for (int i = 0; i < shape.size(); i++) {
      int dim = shape.get(i);
      if (dim != 0 && product > Long.MAX_VALUE / dim) {
        return Long.MAX_VALUE;
      }
      product *= dim;
    }
    return product;
  }

  /** The shape with a batch dimension in front, as ONNX Runtime wants it. */
  static long[] batched(int batch, List<Integer> shape) {
    long[] dims = new long[shape.size() + 1];
    dims[0] = batch;
    for (int i = 0; i < shape.size(); i++) {
      dims[i + 1] = shape.get(i);
    }
    return dims;
  }

  /** Returns whether every dimension of the pattern that is not -1 is the shape's. */
  static boolean fits(List<Integer> shape, List<Integer> pattern) {
    if (shape.size() != pattern.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (pattern.get(i) >= 0 && !pattern.get(i).equals(shape.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether two shapes have the same dimensions in another order; ones do not count. */
  static boolean isPermuted(List<Integer> one, List<Integer> other) {
    List<Integer> a = one.stream().filter(dim -> dim != 1).toList();
    List<Integer> b = other.stream().filter(dim -> dim != 1).toList();
    return !a.equals(b) && a.stream().sorted().toList().equals(b.stream().sorted().toList());
  }

  /** "[3, 28, 28]". */
  static String text(List<Integer> shape) {
    return shape.toString();
  }
}
