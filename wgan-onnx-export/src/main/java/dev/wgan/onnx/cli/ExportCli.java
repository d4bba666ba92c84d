package dev.wgan.onnx.cli;

import picocli.CommandLine.Command;

/**
 * The command line without a training engine: export, hub, describe, verify, sample, upscale,
 * inpaint.
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
      HubCommand.class,
      VerifyCommand.class,
      SampleCommand.class,
      UpscaleCommand.class,
      InpaintCommand.class
    },
    description = "Exports, describes, verifies and runs ONNX generators.")
public final class ExportCli {
  /** Creates the root command. */
  public ExportCli() {}

  /**
   * Runs a command and exits the JVM with its exit code.
   *
   * @param arguments the arguments after the program's name
   */
  public static void main(String[] arguments) {
    Cli.main(new ExportCli(), arguments);
  }
}
