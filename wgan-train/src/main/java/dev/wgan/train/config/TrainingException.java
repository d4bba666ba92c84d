package dev.wgan.train.config;

import java.util.Set;

/**
 * Thrown if a training cannot start or continue; the message includes the reason and the remedy.
 */
public class TrainingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> keys;

  /**
   * Creates an exception.
   *
   * @param message what was wrong, its value, and what is expected
   */
  public TrainingException(String message) {
    this(message, Set.of());
  }

  /**
   * Creates an exception about values of the configuration.
   *
   * @param message what was wrong, its value, and what is expected
   * @param keys the configuration keys whose values the data or the run refuse
   */
  public TrainingException(String message, Set<String> keys) {
    super(message);
    this.keys = Set.copyOf(keys);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong, its value, and what is expected
   * @param cause the exception that was caught
   */
  public TrainingException(String message, Throwable cause) {
    super(message, cause);
    this.keys = Set.of();
  }

  /**
   * Returns the configuration keys whose values the data or the run refuse.
   *
   * @return the keys, such as {@code conditional}; none if no value is at fault
   */
  @SuppressWarnings("ConstantValue") // a deserialized exception has no keys
  public Set<String> keys() {
    return keys == null ? Set.of() : keys;
  }
}
