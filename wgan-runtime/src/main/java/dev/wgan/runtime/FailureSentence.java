package dev.wgan.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * The sentence of a failure, with the settings it points to kept apart from the words.
 *
 * <p>Immutable and thread-safe.
 */
final class FailureSentence {
  private final String format;
  private final Object[] arguments;

  private FailureSentence(String format, Object[] arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /**
   * A sentence.
   *
   * @param format as {@link String#format} takes it
   * @param arguments its arguments; each {@link Setting} among them is replaced by the reader's
   *     name
   */
  static FailureSentence of(String format, Object... arguments) {
    return new FailureSentence(format, arguments.clone());
  }

  /** The sentence with the names that a reader has for settings. */
  String text(Function<Setting, String> names) {
    Object[] named =
        Arrays.stream(arguments)
            .map(
                argument ->
                    argument instanceof Setting setting
                        ? names.apply(setting)
                        : argument instanceof FailureSentence part ? part.text(names) : argument)
            .toArray();
    return String.format(Locale.ROOT, format, named);
  }

  /** The sentence with Java's names. */
  @Override
  public String toString() {
    return text(Setting::javaName);
  }
}
