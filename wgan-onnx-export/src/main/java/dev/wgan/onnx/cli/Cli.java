package dev.wgan.onnx.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The common behaviour of the project's command lines: exit code 0 done, 1 the work failed, 2 wrong
 * usage, 130 interrupted; a failure is one sentence on standard error, and {@code --stacktrace}
 * adds the stack trace.
 *
 * <p>Thread-safe.
 */
public final class Cli {
  static final String STACKTRACE = "--stacktrace";
  private static final String NO_HEAP =
      "the Java heap is too small to start: allow more, such as WGAN_JAVA_OPTS=-Xmx256m";

  private static final CountDownLatch ENDED = new CountDownLatch(1);

  private Cli() {}

  /**
   * Returns a command line with this behaviour.
   *
   * @param root the root command, with its subcommands
   * @return the command line
   */
  public static CommandLine of(Object root) {
    CommandLine commandLine = new CommandLine(root);
    CommandSpec spec = commandLine.getCommandSpec();
    spec.addOption(
        OptionSpec.builder(STACKTRACE)
            .arity("0")
            .type(boolean.class)
            .scopeType(ScopeType.INHERIT)
            .description("print the stack trace of a failure")
            .build());
    if (!commandLine.getSubcommands().isEmpty()) {
      commandLine.addSubcommand(new CompletionCommand()).addSubcommand(new HelpCommand());
    }
    return commandLine
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Cli::runLast)
        .setParameterExceptionHandler(Cli::wrongUsage)
        .setExecutionExceptionHandler(Cli::failed);
  }

  /**
   * Parses the arguments, runs their command, and reports its failure.
   *
   * @param root the root command, with its subcommands
   * @param arguments the arguments after the program's name
   * @return the exit code
   */
  public static int run(Object root, String... arguments) {
    return of(root).execute(arguments);
  }

  /**
   * Runs a command and exits the JVM with its exit code. Numbers and dates do not depend on the
   * user's language, because programs read them, too.
   *
   * @param root the root command, with its subcommands
   * @param arguments the arguments after the program's name
   */
  public static void main(Object root, String... arguments) {
    Locale.setDefault(Locale.ROOT);
    int code;
    try {
      code = run(root, arguments);
    } catch (
        OutOfMemoryError e) { // before the command ran, and without memory for a better sentence
      System.err.println(NO_HEAP);
      code = CommandLine.ExitCode.SOFTWARE;
    }
    ENDED.countDown();
    System.exit(code);
  }

  /**
   * Waits until {@link #main} has printed everything, so that a shutdown hook can let an
   * interrupted command print its outcome.
   *
   * @param atMost the longest wait, for programs with another {@code main}
   * @throws InterruptedException if the thread is interrupted
   */
  @SuppressWarnings("ReturnValueIgnored") // the process ends in either case
  public static void awaitEnd(Duration atMost) throws InterruptedException {
    ENDED.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
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
        ? "the command is missing: expected one of "
            + String.join(", ", e.getCommandLine().getSubcommands().keySet())
        : message;
  }

  /**
   * Runs the command; an {@code Error}, such as too small a heap, is a failure like an exception.
   */
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) {
      return failed(e, parsed.commandSpec().commandLine(), parsed);
    }
  }

  private static int failed(Throwable e, CommandLine command, ParseResult parsed) {
    if (Failures.isWrongUsage(e, command)) {
      return wrongUsage(
          new ParameterException(command, Failures.sentence(e, command), e),
          parsed.expandedArgs().toArray(new String[0]));
    }
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(Failures.sentence(e, command)));
    if (parsed.expandedArgs().contains(STACKTRACE)) {
      e.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
