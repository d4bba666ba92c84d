package dev.wgan.onnx.cli;

import picocli.CommandLine.Command;

/**
 * The command line for people who have a trained network and want no training engine: export,
 * describe, verify, sample.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "wgan",
    mixinStandardHelpOptions = true,
    versionProvider = CliVersion.class,
    subcommands = {
      ExportCommand.class,
      DescribeCommand.class,
      VerifyCommand.class,
      SampleCommand.class
    },
    description = "Exports, describes, verifies and samples ONNX generators.")
public final class ExportCli {
  /** Creates the root command. */
  public ExportCli() {}

  /**
   * Runs a command and leaves the JVM with its exit code.
   *
   * @param arguments what follows the program's name
   */
  public static void main(String[] arguments) {
    Cli.main(new ExportCli(), arguments);
  }
}
