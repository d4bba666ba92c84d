package dev.wgan.train.data;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Thrown if training data cannot be used; none of them were loaded. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final transient @Nullable Remedy remedy;
  private final transient Set<DataOption> options;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   */
  public DataException(String message) {
    super(message);
    this.fault = message;
    this.remedy = null;
    this.options = Set.of();
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to correct it
   * @param cause the exception that was caught
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.fault = message;
    this.remedy = null;
    this.options = Set.of();
  }

  private DataException(String message, DataOption option) {
    super(message);
    this.fault = message;
    this.remedy = null;
    this.options = Set.of(option);
  }

  /** Creates the exception of a value of an option that the data refuse. */
  static DataException about(DataOption option, String message) {
    return new DataException(message, option);
  }

  /** Creates the exception with a remedy that names options. */
  DataException(String fault, Remedy remedy) {
    super(fault + "; " + remedy);
    this.fault = fault;
    this.remedy = remedy;
    this.options = remedy.options();
  }

  /** Creates the exception with a remedy that names options, and its cause. */
  DataException(String fault, Remedy remedy, Throwable cause) {
    super(fault + "; " + remedy, cause);
    this.fault = fault;
    this.remedy = remedy;
    this.options = remedy.options();
  }

  /**
   * Returns the message with other names of the options than in Java.
   *
   * @param names returns the name of an option
   * @return the sentence
   */
  public String message(Function<DataOption, String> names) {
    return remedy == null ? fault : fault + "; " + remedy.text(names);
  }

  /**
   * Returns the options that the message is about.
   *
   * @return the options whose values the data refuse, or that the remedy names
   */
  @SuppressWarnings("ConstantValue") // a deserialized exception has no options
  public Set<DataOption> options() {
    return options == null ? Set.of() : options;
  }
}
