package dev.wgan.train.data;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Training data cannot be used as they are; nothing of them has been loaded. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final transient @Nullable Remedy remedy;

  /**
   * Creates the exception.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   */
  public DataException(String message) {
    super(message);
    this.fault = message;
    this.remedy = null;
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message one sentence: what was wrong, what is expected, how to mend it
   * @param cause what failed underneath
   */
  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.fault = message;
    this.remedy = null;
  }

  /** Creates the exception with a remedy that names options. */
  DataException(String fault, Remedy remedy) {
    super(fault + "; " + remedy);
    this.fault = fault;
    this.remedy = remedy;
  }

  /** Creates the exception with a remedy that names options, and its cause. */
  DataException(String fault, Remedy remedy, Throwable cause) {
    super(fault + "; " + remedy, cause);
    this.fault = fault;
    this.remedy = remedy;
  }

  /**
   * Returns the message with options called otherwise than in Java.
   *
   * @param names how options are called
   * @return the sentence
   */
  public String message(Function<DataOption, String> names) {
    return remedy == null ? fault : fault + "; " + remedy.text(names);
  }
}
