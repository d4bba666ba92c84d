package dev.wgan.onnx.cli;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.SettingNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The one-sentence reports of failures on the command line, and the detection of those caused by an
 * argument.
 *
 * <p>Thread-safe: there is no state.
 */
final class Failures {
  private static final String OURS = "dev.wgan.";
  private static final long MEGABYTE = 1 << 20;

  private Failures() {}

  /** Returns whether the failure is the model's refusal of an argument before anything ran. */
  static boolean isWrongUsage(Throwable failure, CommandLine command) {
    return (failure instanceof InputException || pointsToWhatWasTyped(failure, command))
        && !isFileProblem(failure.getCause())
        && outOfMemory(failure).isEmpty();
  }

  /** Returns whether the failure is about an option that the user gave. */
  private static boolean pointsToWhatWasTyped(Throwable failure, CommandLine command) {
    if (command.getParseResult() == null) {
      return false;
    }
    if (failure instanceof OptionNames refused) {
      return refused.options().stream().anyMatch(command.getParseResult()::hasMatchedOption);
    }
    if (!(failure instanceof SettingNames named)) {
      return false;
    }
    List<String> flags = new ArrayList<>();
    named.message(
        setting -> {
          String flag = Flags.of(command, setting);
          flags.add(flag.split(" ", 2)[0]);
          return flag;
        });
    return flags.stream().anyMatch(command.getParseResult()::hasMatchedOption);
  }

  /**
   * Returns whether the operating system refused; text parsers throw other subclasses of
   * IOException.
   */
  static boolean isFileProblem(@Nullable Throwable cause) {
    return cause instanceof IOException && cause.getClass().getName().startsWith("java.");
  }

  /** Returns the sentence; for exceptions of other libraries it includes the type. */
  static String sentence(Throwable failure, CommandLine command) {
    return outOfMemory(failure)
        .or(() -> named(failure, command))
        .or(() -> file(failure))
        .orElseGet(() -> other(failure));
  }

  /** The library's message with the command's names of options. */
  private static Optional<String> named(Throwable failure, CommandLine command) {
    return failure instanceof SettingNames named
        ? Optional.of(named.message(setting -> Flags.of(command, setting)))
        : Optional.empty();
  }

  private static Optional<String> outOfMemory(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError error) {
        return Optional.of(memorySentence(String.valueOf(error.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static String memorySentence(String reason) {
    if (reason.contains("native thread")) {
      return "the system does not allow this process another thread: raise its limit (ulimit -u, or the container's), or use fewer threads";
    }
    return "%s MB of Java heap are too few for this: allow more, such as WGAN_JAVA_OPTS=-Xmx%dm (%s)"
        .formatted(heap(), 2 * heap(), reason);
  }

  private static long heap() {
    return Math.max(1, Runtime.getRuntime().maxMemory() / MEGABYTE);
  }

  private static Optional<String> file(Throwable failure) {
    @Nullable Throwable cause =
        failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
    if (cause instanceof NoSuchFileException) {
      return Optional.of("there is no file " + cause.getMessage());
    } else if (cause instanceof AccessDeniedException) {
      return Optional.of("access to %s is denied".formatted(cause.getMessage()));
    } else if (cause instanceof FileAlreadyExistsException) {
      return Optional.of("%s exists already".formatted(cause.getMessage()));
    } else if (cause instanceof IOException) {
      return Optional.of("reading or writing failed: " + cause.getMessage());
    }
    return Optional.empty();
  }

  private static String other(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "without a message");
    return failure.getClass().getName().startsWith(OURS)
        ? message
        : "unexpected failure, %s: %s; %s prints the stack trace"
            .formatted(failure.getClass().getSimpleName(), message, Cli.STACKTRACE);
  }
}
