package dev.wgan.runtime;

import java.util.List;

/**
 * The dimensions of one input of a node, to be compared with what the node takes. What does not fit
 * is a finding; what depends on the sizes of a call is left open.
 *
 * <p>Not thread-safe: the findings are shared.
 */
final class SizeCheck {
  private final FormNode node;
  private final int index;
  private final ValueForm form;
  private final SizeFindings findings;

  SizeCheck(FormNode node, int index, SizeFindings findings) {
    this.node = node;
    this.index = index;
    this.form = node.input(index);
    this.findings = findings;
  }

  private String name() {
    List<String> names = node.node().inputs();
    return index < names.size() ? names.get(index) : "";
  }

  /** Returns whether the number of dimensions is known; if not, that has been noted. */
  private boolean isRanked() {
    if (form.dims() != null) {
      return true;
    }
    if (form.open()) {
      findings.leaveOpen();
    } else {
      unknown();
    }
    return false;
  }

  private void unknown() {
    findings.refuse(
        "%s takes '%s', whose dimensions are not known before it runs: export the model with fixed"
                .formatted(node.node().where(), name())
            + " sizes, or let a tool such as onnxsim simplify it");
  }

  private void wrong(String expected) {
    findings.refuse(
        "%s takes '%s' with %s: the model gives it %s"
            .formatted(node.node().where(), name(), expected, form.text()));
  }

  /** Returns whether it has so many dimensions; if not, that has been noted. */
  boolean hasRank(int rank) {
    if (isRanked() && form.rank() != rank) {
      wrong(rank == 1 ? "1 dimension" : rank + " dimensions");
    }
    return form.rank() == rank;
  }

  /** The same for so many dimensions or more. */
  boolean hasRankFrom(int rank) {
    if (isRanked() && form.rank() < rank) {
      wrong(rank + " or more dimensions");
    }
    return form.rank() >= rank;
  }

  /**
   * Returns whether no dimension from one on is 0; if not, or if that is open, that has been noted.
   */
  boolean isFilled(int from) {
    List<Extent> dims = form.dims();
    if (!isRanked() || dims == null) {
      return false;
    }
    return dims.size() <= from || isFilled(dims.subList(from, dims.size()));
  }

  /** The check if an unknown dimension is harmless. */
  void isNotEmpty(int from) {
    List<Extent> dims = form.dims();
    if (isRanked() && dims != null) {
      for (Extent dim : dims.subList(Math.min(from, dims.size()), dims.size())) {
        if (dim.kind() == Extent.Kind.OPEN) {
          findings.leaveOpen();
        } else if (dim.exact() && !isFilled(List.of(dim))) {
          return;
        }
      }
    }
  }

  /** Checks that no dimension except one is 0. */
  void isFilledBut(long axis) {
    List<Extent> dims = form.dims();
    if (isRanked() && dims != null) {
      int left = FormNode.axis(axis, dims.size());
      for (int i = 0; i < dims.size(); i++) {
        if (i != left && !isFilled(List.of(dims.get(i)))) {
          return;
        }
      }
    }
  }

  private boolean isFilled(List<Extent> dims) {
    for (Extent dim : dims) {
      if (dim.exact() && dim.value() < 1) {
        findings.refuse(
            "%s is given '%s', which is empty: %s"
                .formatted(node.node().where(), name(), form.text()));
        return false;
      }
    }
    for (Extent dim : dims) {
      if (dim.kind() == Extent.Kind.UNKNOWN) {
        unknown();
        return false;
      }
    }
    if (!dims.stream().allMatch(Extent::exact)) {
      findings.leaveOpen();
    }
    return true;
  }

  /** Notes a number that is not known to be above 0. */
  void isPositive() {
    List<Extent> numbers = form.numbers();
    Extent number = numbers == null || numbers.size() != 1 ? Extent.UNKNOWN : numbers.get(0);
    if (number.exact() && number.value() >= 1) {
      return;
    }
    if (number.kind() == Extent.Kind.OPEN) {
      findings.leaveOpen();
      return;
    }
    findings.refuse(
        "%s divides by '%s', which is %s: expected a constant of 1 or more"
            .formatted(
                node.node().where(), name(), number.exact() ? number.toString() : "not known"));
  }

  /** Notes a number that is not known to be within these bounds. */
  void isWithin(long least, long most) {
    List<Extent> numbers = form.numbers();
    Extent number = numbers == null || numbers.size() != 1 ? Extent.UNKNOWN : numbers.get(0);
    if (number.kind() == Extent.Kind.OPEN) {
      findings.leaveOpen();
    } else if (!number.exact() || number.value() < least || number.value() > most) {
      findings.refuse(
          "%s takes the number '%s', which is %s: expected %s to %s"
              .formatted(
                  node.node().where(),
                  name(),
                  number.exact() ? number.toString() : "not known before it runs",
                  least,
                  most));
    }
  }

  /** Notes a negative number in a list, or one that is not known. */
  void isNotNegative() {
    List<Extent> numbers = form.numbers();
    for (Extent number : numbers == null ? List.of(Extent.UNKNOWN) : numbers) {
      if (number.kind() == Extent.Kind.OPEN) {
        findings.leaveOpen();
      } else if (!number.exact() || number.value() < 0) {
        findings.refuse(
            "%s takes the sizes '%s', one of which is %s: expected 0 or more"
                .formatted(
                    node.node().where(),
                    name(),
                    number.exact() ? number.toString() : "not known before it runs"));
        return;
      }
    }
  }
}
