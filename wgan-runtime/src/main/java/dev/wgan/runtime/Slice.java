package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements that a slice takes along one axis.
 *
 * <p>Immutable and thread-safe.
 *
 * @param start the first element; counted from the end if it is negative
 * @param end the element after the last one
 * @param step the distance from each element to the next
 */
record Slice(Extent start, Extent end, Extent step) {
  /** Returns how many elements it takes of a dimension. */
  Extent length(Extent dim) {
    boolean known = start.exact() && end.exact() && step.exact();
    if (known && start.is(0) && step.is(1) && end.value() >= Integer.MAX_VALUE) {
      return dim;
    }
    if (!known || !dim.exact()) {
      return start.worse(end).worse(step.worse(dim));
    }
    return step.is(0) ? Extent.UNKNOWN : Extent.of(length(dim.value()));
  }

  private double length(double dim) {
    if (dim == 0) {
      return 0;
    }
    double from = first(dim);
    double last = clamped(end.value() < 0 ? end.value() + dim : end.value(), dim, end.value());
    return Math.max(0, Math.ceil((last - from) / step.value()));
  }

  private double first(double dim) {
    double from = start.value() < 0 ? start.value() + dim : start.value();
    return step.value() > 0
        ? Math.max(0, Math.min(dim, from))
        : Math.max(0, Math.min(dim - 1, from));
  }

  private double clamped(double at, double dim, double given) {
    if (step.value() > 0) {
      return Math.max(0, Math.min(dim, at));
    }
    return given < -dim ? -1 : Math.max(-1, Math.min(dim - 1, at));
  }

  /** The elements that it takes of a list; null if they are not known. */
  @Nullable List<Extent> of(List<Extent> numbers) {
    Extent length = length(Extent.of(numbers.size()));
    if (!length.exact() || !start.exact() || !step.exact()) {
      return null;
    }
    List<Extent> taken = new ArrayList<>();
    double at = first(numbers.size());
    for (int i = 0; i < length.value(); i++, at += step.value()) {
      taken.add(numbers.get((int) at));
    }
    return taken;
  }
}
