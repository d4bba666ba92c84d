package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a value in a graph, and the numbers in it if sizes may be computed from them,
 * as far as they are known before the graph runs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param type the type of its elements, a number of {@code TensorProto.DataType}; 0 if not known
 * @param dims its dimensions; null if not even their number is known
 * @param open whether the number of dimensions follows from the sizes of the graph's inputs
 * @param numbers its elements, row-major; null if they are not known or too many
 */
record ValueForm(
    int type, @Nullable List<Extent> dims, boolean open, @Nullable List<Extent> numbers) {
  /** Longer lists are data, not sizes. */
  static final int MOST_NUMBERS = 1024;

  private static final int MOST_SETTINGS = 16;

  /** No operator takes more; small files could declare a million. */
  private static final int MOST_DIMS = 64;

  static final ValueForm UNKNOWN = new ValueForm(0, null, false, null);
  static final ValueForm OPEN = new ValueForm(0, null, true, null);

  static ValueForm of(int type, List<Extent> dims) {
    return dims.size() > MOST_DIMS
        ? UNKNOWN.withType(type)
        : new ValueForm(type, List.copyOf(dims), false, null);
  }

  static ValueForm of(int type, Extent... dims) {
    return new ValueForm(type, List.of(dims), false, null);
  }

  /** A vector of whole numbers. */
  static ValueForm vector(List<Extent> numbers) {
    return of(StoredTensor.INT64, Extent.of(numbers.size())).withNumbers(numbers);
  }

  static ValueForm scalar(int type, Extent number) {
    return of(type).withNumbers(List.of(number));
  }

  static ValueForm constant(StoredTensor tensor) {
    ValueForm form =
        of(tensor.elementType(), tensor.dims().stream().map(Extent::declared).toList());
    if (tensor.elements() > MOST_NUMBERS) {
      return form;
    }
    return tensor
        .numbers()
        .map(numbers -> form.withNumbers(Arrays.stream(numbers).mapToObj(Extent::of).toList()))
        .orElse(form);
  }

  /** An input as the graph declares it. */
  static ValueForm declared(GraphValue input) {
    ValueForm form =
        input
            .dims()
            .map(dims -> of(input.elementType(), dims.stream().map(Extent::declared).toList()))
            .orElse(new ValueForm(input.elementType(), null, true, null));
    long count = settings(input);
    return count < 0 ? form : form.withNumbers(Collections.nCopies((int) count, Extent.OPEN));
  }

  /**
   * Returns how many sizes or settings a caller may give in an input; -1 if it is not for such
   * numbers.
   */
  static long settings(GraphValue input) {
    List<Long> dims = input.dims().orElse(List.of(GraphValue.OPEN));
    boolean whole =
        input.elementType() == StoredTensor.INT64 || input.elementType() == StoredTensor.INT32;
    if (!whole || dims.size() > 1) {
      return -1;
    }
    long count = dims.isEmpty() ? 1 : dims.get(0);
    return count >= 0 && count <= MOST_SETTINGS ? count : -1;
  }

  ValueForm withNumbers(@Nullable List<Extent> known) {
    boolean kept = known != null && known.size() <= MOST_NUMBERS;
    return new ValueForm(type, dims, open, kept ? Collections.unmodifiableList(known) : null);
  }

  ValueForm withType(int other) {
    return new ValueForm(other, dims, open, numbers);
  }

  ValueForm withDims(List<Extent> other) {
    return of(type, other);
  }

  /** The same dimensions with other elements. */
  ValueForm emptied() {
    return withNumbers(null);
  }

  /** A value of which not even the number of dimensions is known, for the reason of this one. */
  ValueForm lost() {
    return open ? OPEN.withType(type) : UNKNOWN.withType(type);
  }

  /** Every dimension changed, or nothing if their number is not known. */
  ValueForm mapDims(UnaryOperator<Extent> change) {
    return dims == null ? this : withDims(dims.stream().map(change).toList());
  }

  int rank() {
    return dims == null ? -1 : dims.size();
  }

  /** Elements in all; exact only if every dimension is. */
  Extent elements() {
    return dims == null ? (open ? Extent.OPEN : Extent.UNKNOWN) : product(dims);
  }

  static Extent product(List<Extent> of) {
    Extent product = Extent.ONE;
    for (Extent dim : of) {
      product = product.times(dim);
    }
    return product;
  }

  /** Returns what is known of a value that is one of the two, by the choice of a run. */
  ValueForm or(ValueForm other) {
    if (equals(other)) {
      return this;
    }
    int common = type == other.type ? type : 0;
    if (dims == null || other.dims == null || dims.size() != other.dims.size()) {
      return UNKNOWN.withType(common);
    }
    List<Extent> either = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      either.add(dims.get(i).or(other.dims.get(i)));
    }
    return of(common, either);
  }

  /** The same where the choice follows from the sizes of the inputs. */
  ValueForm orOpen(ValueForm other) {
    if (equals(other)) {
      return this;
    }
    if (dims == null || other.dims == null || dims.size() != other.dims.size()) {
      boolean known = (dims != null || open) && (other.dims != null || other.open);
      return known ? OPEN : UNKNOWN;
    }
    List<Extent> either = new ArrayList<>();
    for (int i = 0; i < dims.size(); i++) {
      Extent mine = dims.get(i);
      either.add(mine.equals(other.dims.get(i)) ? mine : mine.worse(other.dims.get(i)));
    }
    return of(type == other.type ? type : 0, either);
  }

  String text() {
    return dims == null ? "of any number of dimensions" : dims.toString();
  }
}
