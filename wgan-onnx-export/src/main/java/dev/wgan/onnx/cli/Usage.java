package dev.wgan.onnx.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Wrong usage: an argument of the user is at fault, whichever layer finds it.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Usage {
  private Usage() {}

  /**
   * Returns the value of arguments. A refusal meanwhile, such as that of a configuration, becomes
   * wrong usage.
   *
   * @param <T> the type of the value
   * @param spec the command
   * @param arguments makes the value
   * @return the value
   * @throws ParameterException if the project's code refuses the arguments
   */
  public static <T> T require(@Nullable CommandSpec spec, Supplier<T> arguments) {
    try {
      return arguments.get();
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      boolean refused = e.getClass().getName().startsWith("dev.wgan.");
      if (!refused || Failures.isFileProblem(e.getCause())) {
        throw e;
      }
      CommandLine command = commandLine(spec);
      throw new ParameterException(command, Failures.sentence(e, command), e);
    }
  }

  /**
   * Returns a folder for results, which cannot be standard output.
   *
   * @param spec the command
   * @param folder as typed
   * @return the folder
   * @throws ParameterException if it is {@code -}
   */
  public static Path requireFolder(@Nullable CommandSpec spec, Path folder) {
    if (Result.isStandardOutput(folder)) {
      throw wrong(spec, "-o - is standard output: this command writes a folder, so name one");
    }
    return folder;
  }

  /**
   * Requires that the folder of a file to be written exists, before work that takes long.
   *
   * @param spec the command
   * @param option the option that names the file
   * @param file the file, or standard output; null without the option
   * @throws ParameterException if the folder does not exist
   */
  public static void requireParent(@Nullable CommandSpec spec, String option, @Nullable Path file) {
    if (file == null || Result.isStandardOutput(file)) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw wrong(spec, "%s is %s: the folder %s does not exist".formatted(option, file, parent));
    }
  }

  /**
   * Creates the exception of wrong usage.
   *
   * @param spec the command
   * @param message one sentence
   * @return the exception, to be thrown
   */
  public static ParameterException wrong(@Nullable CommandSpec spec, String message) {
    return new ParameterException(commandLine(spec), message);
  }

  private static CommandLine commandLine(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "the command runs within picocli only").commandLine();
  }
}
