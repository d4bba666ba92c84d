package dev.wgan.onnx.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A finding of a structure check.
 *
 * <p>Immutable and thread-safe.
 *
 * @param severity its severity
 * @param where the node, the initializer or the part of the file
 * @param message the problem
 */
public record Finding(Severity severity, String where, String message) {
  /** The severity of a finding. */
  public enum Severity {
    /** The model is malformed or computes wrong values. */
    ERROR,
    /** The model may work, but something is unusual or could not be checked. */
    WARNING
  }

  static Finding error(String where, String message) {
    return new Finding(Severity.ERROR, where, message);
  }

  static Finding warning(String where, String message) {
    return new Finding(Severity.WARNING, where, message);
  }

  /**
   * Returns whether it is an error.
   *
   * @return false for a warning
   */
  @JsonIgnore
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(where, message);
  }
}
