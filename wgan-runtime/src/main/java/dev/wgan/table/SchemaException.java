package dev.wgan.table;

/** Thrown if a schema, a code or the text of a cell is not what is expected. */
public final class SchemaException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public SchemaException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
