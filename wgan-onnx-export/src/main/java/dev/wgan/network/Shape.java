package dev.wgan.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dimensions of a tensor; for inputs and outputs of layers, the dimensions of one sample,
 * without the batch.
 *
 * <p>Immutable and thread-safe.
 *
 * @param dims the dimensions, each 1 or more; none for a scalar
 */
public record Shape(@JsonValue List<Integer> dims) {
  /**
   * Checks the dimensions.
   *
   * @throws NetworkException if one is below 1, or there are more than 2^31 - 9 elements
   */
  @JsonCreator
  public Shape {
    dims = List.copyOf(dims);
    long elements = 1;
    for (int dim : dims) {
      if (dim < 1) {
        throw new NetworkException("a shape %s: expected dimensions of 1 or more".formatted(dims));
      }
      elements = Math.multiplyExact(Math.min(elements, Integer.MAX_VALUE), dim);
      if (elements > Integer.MAX_VALUE - 8) {
        throw new NetworkException(
            "a shape %s: more elements than one array holds".formatted(dims));
      }
    }
  }

  /**
   * Returns a shape.
   *
   * @param dims the dimensions, each 1 or more
   * @return the shape
   * @throws NetworkException if one is below 1
   */
  public static Shape of(int... dims) {
    return new Shape(IntStream.of(dims).boxed().toList());
  }

  /**
   * Returns the number of dimensions.
   *
   * @return 0 for a scalar
   */
  public int rank() {
    return dims.size();
  }

  /**
   * Returns a dimension.
   *
   * @param i its place, from 0
   * @return its extent
   */
  public int dim(int i) {
    return dims.get(i);
  }

  /**
   * Returns the product of the dimensions.
   *
   * @return 1 for a scalar
   */
  public int elements() {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  /**
   * Returns this shape with one dimension changed.
   *
   * @param i its place, from 0
   * @param extent its new extent, 1 or more
   * @return the changed shape
   */
  public Shape with(int i, int extent) {
    int[] changed = toArray();
    changed[i] = extent;
    return of(changed);
  }

  /**
   * Returns the dimensions after the first: the extents of an image or a waveform.
   *
   * @return a list, empty for vectors and scalars
   */
  public List<Integer> spatial() {
    return dims.subList(Math.min(1, dims.size()), dims.size());
  }

  /**
   * Returns the dimensions.
   *
   * @return a new array
   */
  public int[] toArray() {
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Returns the shape of a batch.
   *
   * @param n the batch's size, or -1 for any
   * @return a new array, {@code n} and then the dimensions
   */
  public long[] batch(long n) {
    long[] batch = new long[rank() + 1];
    Arrays.setAll(batch, i -> i == 0 ? n : dims.get(i - 1));
    return batch;
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
  }
}
