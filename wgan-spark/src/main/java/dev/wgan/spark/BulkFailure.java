package dev.wgan.spark;

import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.InputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure of {@code wgan bulk} as one sentence. Spark wraps the exceptions of tasks, some of them
 * as text only.
 *
 * <p>Immutable and thread-safe.
 *
 * @param sentence the sentence
 * @param code the exit code: 2 for wrong usage, otherwise 1
 */
record BulkFailure(String sentence, int code) {
  private static final Pattern OURS =
      Pattern.compile("dev\\.wgan\\.[\\w.]+Exception: (.+?)(?:\\R|$)");

  static BulkFailure of(Throwable failure) {
    Throwable deepest = failure;
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException && cause == failure) {
        return new BulkFailure(message(cause), 2);
      }
      if (cause instanceof GeneratorException) {
        return new BulkFailure(message(cause), 1);
      }
      deepest = cause;
    }
    Throwable root = deepest;
    return new BulkFailure(
        ofTask(message(failure))
            .orElseGet(() -> "the rows were not written: " + message(root).split("\\R", 2)[0]),
        1);
  }

  private static Optional<String> ofTask(String message) {
    Matcher matcher = OURS.matcher(message);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
