package dev.wgan.onnx.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Something that a check of a model found.
 *
 * <p>Immutable and thread-safe.
 *
 * @param severity how bad it is
 * @param where the node, the initializer or the part of the file
 * @param message what is wrong there
 */
public record Finding(Severity severity, String where, String message) {
  /** How bad a finding is. */
  public enum Severity {
    /** The model is malformed, or does not compute what it should. */
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
