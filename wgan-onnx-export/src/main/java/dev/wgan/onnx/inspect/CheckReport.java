package dev.wgan.onnx.inspect;

import java.util.List;

/**
 * The findings of a structure check.
 *
 * <p>Immutable and thread-safe.
 *
 * @param findings the findings, in the order of the file
 */
public record CheckReport(List<Finding> findings) {
  /** Copies the list. */
  public CheckReport {
    findings = List.copyOf(findings);
  }

  /**
   * Returns the errors.
   *
   * @return the errors, none for a sound model
   */
  public List<Finding> errors() {
    return findings.stream().filter(Finding::isError).toList();
  }

  /**
   * Returns the warnings: unusual facts, and facts that could not be checked.
   *
   * @return the warnings
   */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> !finding.isError()).toList();
  }

  /**
   * Returns whether the model is sound.
   *
   * @return true if there are no errors
   */
  public boolean passed() {
    return errors().isEmpty();
  }
}
