package dev.wgan.train.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A phrase with the remedy for a failure, which can name options in the caller's terms.
 *
 * <p>Immutable and thread-safe.
 */
public final class Remedy {
  private final String format;
  private final Object[] arguments;

  private Remedy(String format, Object[] arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /**
   * Makes a remedy.
   *
   * @param format a phrase as {@link String#format} takes it
   * @param arguments its arguments; a {@link DataOption} is replaced by its name
   * @return the remedy
   */
  static Remedy of(String format, Object... arguments) {
    return new Remedy(format, arguments.clone());
  }

  /** Returns the options that the phrase names. */
  Set<DataOption> options() {
    return Arrays.stream(arguments)
        .filter(DataOption.class::isInstance)
        .map(DataOption.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the phrase.
   *
   * @param names how options are called
   * @return the phrase, such as {@code "set --size"}
   */
  public String text(Function<DataOption, String> names) {
    Object[] named =
        Arrays.stream(arguments)
            .map(a -> a instanceof DataOption option ? names.apply(option) : a)
            .toArray();
    return String.format(Locale.ROOT, format, named);
  }

  @Override
  public String toString() {
    return text(option -> "the option " + option.javaName());
  }
}
