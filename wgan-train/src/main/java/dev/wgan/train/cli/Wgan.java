package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.onnx.cli.CliVersion;
import dev.wgan.onnx.cli.DescribeCommand;
import dev.wgan.onnx.cli.ExportCommand;
import dev.wgan.onnx.cli.HubCommand;
import dev.wgan.onnx.cli.InpaintCommand;
import dev.wgan.onnx.cli.SampleCommand;
import dev.wgan.onnx.cli.UpscaleCommand;
import dev.wgan.onnx.cli.VerifyCommand;
import picocli.CommandLine.Command;

/**
 * The command line of the whole chain.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "wgan",
    mixinStandardHelpOptions = true,
    versionProvider = CliVersion.class,
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      ResumeCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      DescribeCommand.class,
      HubCommand.class,
      SampleCommand.class,
      UpscaleCommand.class,
      InpaintCommand.class,
      CompleteCommand.class,
      SchemaCommand.class,
      EvaluateCommand.class,
      ClassifierCommand.class,
      ToyCommand.class,
      FilmsCommand.class,
      StudyCommand.class,
      DoctorCommand.class
    },
    description = "Trains Wasserstein GANs, exports their generators to ONNX, and samples them.",
    footer =
        "%n`bin/wgan bench` measures the speed of sampling; `bin/wgan help bench` explains it."
            + "%n`bin/wgan bulk` writes millions of rows as Parquet with Apache Spark;"
            + " `bin/wgan help bulk` explains it.")
public final class Wgan {
  /** Creates the root command. */
  public Wgan() {}

  /**
   * Runs a command and exits the JVM with its exit code.
   *
   * @param arguments the arguments after the program's name
   */
  public static void main(String[] arguments) {
    Cli.main(new Wgan(), arguments);
  }
}
