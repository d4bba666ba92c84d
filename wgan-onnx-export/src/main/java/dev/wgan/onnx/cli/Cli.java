package dev.wgan.onnx.cli;

import dev.wgan.runtime.SettingNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How every command line of the project behaves: exit code 0 done, 1 the work failed, 2 wrong
 * usage; a failure is one sentence on standard error, and {@code --stacktrace} tells the rest.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Cli {
  private static final String STACKTRACE = "--stacktrace";
  private static final String OURS = "dev.wgan.";

  private Cli() {}

  /**
   * Returns a command line that behaves as described.
   *
   * @param root the root command, with its subcommands
   * @return the command line, to be executed
   */
  public static CommandLine of(Object root) {
    CommandLine commandLine = new CommandLine(root);
    CommandSpec spec = commandLine.getCommandSpec();
    spec.addOption(
        OptionSpec.builder(STACKTRACE)
            .arity("0")
            .type(boolean.class)
            .scopeType(ScopeType.INHERIT)
            .description("where a failure comes from, in full")
            .build());
    return commandLine
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Cli::wrongUsage)
        .setExecutionExceptionHandler(Cli::failed);
  }

  /**
   * Parses the arguments, runs the command they name, and reports what went wrong.
   *
   * @param root the root command, with its subcommands
   * @param arguments what follows the program's name
   * @return the exit code
   */
  public static int run(Object root, String... arguments) {
    return of(root).execute(arguments);
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(sentence(e)));
    if (e instanceof UnmatchedArgumentException unmatched) {
      Suggestions.sentence(command, unmatched.getUnmatched().get(0)).ifPresent(err::println);
    }
    err.println("Try '%s --help'.".formatted(command.getCommandSpec().qualifiedName()));
    for (String argument : arguments) {
      if (argument.equals(STACKTRACE)) {
        e.printStackTrace(err);
      }
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String sentence(ParameterException e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    return message.equals("Missing required subcommand")
        ? "no command is given: expected one of "
            + String.join(", ", e.getCommandLine().getSubcommands().keySet())
        : message;
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(sentence(e, command)));
    if (parsed.expandedArgs().contains(STACKTRACE)) {
      e.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** What the project throws speaks for itself; what others throw needs its type, too. */
  private static String sentence(Exception e, CommandLine command) {
    if (e instanceof SettingNames named) {
      return named.message(setting -> Flags.of(command, setting));
    }
    String message = Objects.requireNonNullElse(e.getMessage(), "no further word");
    Exception cause = e instanceof UncheckedIOException io ? io.getCause() : e;
    if (cause instanceof NoSuchFileException) {
      return "there is no file " + cause.getMessage();
    } else if (cause instanceof AccessDeniedException) {
      return "access to %s is denied".formatted(cause.getMessage());
    } else if (cause instanceof FileAlreadyExistsException) {
      return "%s is there already".formatted(cause.getMessage());
    } else if (cause instanceof IOException) {
      return "reading or writing failed: " + cause.getMessage();
    }
    return e.getClass().getName().startsWith(OURS)
        ? message
        : "unexpected failure, %s: %s; %s shows where"
            .formatted(e.getClass().getSimpleName(), message, STACKTRACE);
  }
}
