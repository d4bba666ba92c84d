package dev.wgan.onnx.inspect;

import java.util.List;

/**
 * What a check of a model found.
 *
 * <p>Immutable and thread-safe.
 *
 * @param findings the findings, in the order of the file
 */
public record CheckReport(List<Finding> findings) {
  /**
   * Copies the list.
   *
   * @param findings the findings
   */
  public CheckReport {
    findings = List.copyOf(findings);
  }

  /**
   * Returns what is wrong.
   *
   * @return the errors, none for a sound model
   */
  public List<Finding> errors() {
    return findings.stream().filter(Finding::isError).toList();
  }

  /**
   * Returns what is unusual, or could not be checked.
   *
   * @return the warnings
   */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> !finding.isError()).toList();
  }

  /**
   * Returns whether the model is sound.
   *
   * @return true if there is no error
   */
  public boolean passed() {
    return errors().isEmpty();
  }
}
