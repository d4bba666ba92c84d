package dev.wgan.onnx.cli;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Safetensors;
import dev.wgan.network.WeightNames;
import dev.wgan.network.Weights;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.ExportReport;
import dev.wgan.onnx.ImageOutput;
import dev.wgan.onnx.ModelCard;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.onnx.Precision;
import dev.wgan.run.GroupedClasses;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainedGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan export}: writes the generator of a run folder, or of a network description and a
 * weights file, as ONNX.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Exports a generator to ONNX. The file is written only after its outputs match the network.")
public final class ExportCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN_FOLDER",
      description = "the run folder of a training")
  private @Nullable Path run;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.onnx",
      description = "the file to write, - for standard output (default: RUN_FOLDER/generator.onnx)")
  private @Nullable Path out;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = PrecisionNames.Converter.class,
      completionCandidates = PrecisionNames.class,
      description = "the element type of the weights: ${COMPLETION-CANDIDATES} (default: fp32)")
  private Precision precision = Precision.FP32;

  @Option(
      names = "--opset",
      paramLabel = "N",
      description = "version of ONNX's operators, 9 to 22 (default: 13)")
  private int opset = 13;

  @Option(
      names = "--image-output",
      paramLabel = "TYPE",
      description = "float, or uint8 for bytes computed in the graph (default: float)")
  private String imageOutput = "float";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "the only batch size that the graph takes (default: any)")
  private int batch;

  @Option(
      names = "--no-fold",
      description = "keep batch normalization instead of merging it into the layer before it")
  private boolean noFold;

  @Option(names = "--external-data", description = "keep large weights in FILE.onnx.data")
  private boolean externalData;

  @Option(
      names = "--checkpoint",
      paramLabel = "WHICH",
      description =
          "latest; best, by the criterion that training watched; or a generator iteration"
              + " (default: latest)")
  private String checkpoint = "latest";

  @Option(
      names = "--group-classes",
      paramLabel = "BY",
      description =
          "export fewer classes than the run has, and let the latent choose among those of a group:"
              + " first-word, for classes whose names share it; all, for a generator without labels")
  private @Nullable String groupClasses;

  @Option(
      names = "--spec",
      paramLabel = "FILE.json",
      description = "the network, instead of a run folder; needs --weights and -o")
  private @Nullable Path network;

  @Option(
      names = "--weights",
      paramLabel = "FILE.safetensors",
      description = "the weights of --spec")
  private @Nullable Path weights;

  @Option(
      names = "--names",
      paramLabel = "FILE.json",
      description =
          "a JSON object from each parameter or layer of --spec to its name in --weights (default: matched by name, or otherwise by position)")
  private @Nullable Path names;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "also write the report as JSON into this file, - for standard output")
  private @Nullable Path report;

  @Option(
      names = "--card",
      description =
          "also write a model card next to the file, FILE.md, with a picture of samples, FILE.png")
  private boolean card;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "the licence of weights and data, for the model card")
  private @Nullable String licence;

  private PrintWriter messages = new PrintWriter(Writer.nullWriter());

  /** Creates the command with its defaults. */
  public ExportCommand() {}

  @Override
  public Integer call() throws IOException {
    if (licence != null && !card) {
      throw usage("--licence is part of the model card: add --card");
    }
    Usage.requireParent(spec, "--report", report);
    messages = Result.messages(spec, out, report);
    if (Result.isStandardOutput(out) && (card || externalData)) {
      throw usage("-o - is one file: --card and --external-data write more files");
    }
    ExportReport written = export(OnnxExporter.of(options()));
    if (report != null) {
      Result.write(report, written.json());
    }
    messages.println(written.text());
    messages.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Writes to the named file, or through a temporary file to standard output. */
  private static ExportReport write(Path to, Result.FileWriter<ExportReport> writer)
      throws IOException {
    ExportReport written = Result.writeFile(to, "generator.onnx", writer);
    return Result.isStandardOutput(to) ? written.withFile(Result.STANDARD_OUTPUT) : written;
  }

  private ExportReport export(OnnxExporter exporter) throws IOException {
    if (groupClasses != null && run == null) {
      throw usage("--group-classes is for a run folder, which names the classes");
    }
    if (network != null || weights != null) {
      if (network == null || weights == null || out == null || run != null || card) {
        throw usage("--spec, --weights and -o go together, without a run folder and --card");
      }
      return exportFiles(exporter, network, weights, out);
    }
    if (names != null) {
      throw usage(
          "--names is for --weights: the weights of a run folder have the names of their network");
    }
    if (run == null) {
      throw usage("name the run folder to export, or use --spec, --weights and -o");
    }
    return exportRun(exporter, new RunFolder(run));
  }

  private ExportReport exportRun(OnnxExporter exporter, RunFolder folder) throws IOException {
    folder.latest(); // without a checkpoint, the run is at fault and not the argument
    ChosenCheckpoint chosen = Usage.require(spec, () -> ChosenCheckpoint.of(folder, checkpoint));
    TrainedGenerator trained = grouped(folder.trained(chosen.checkpoint()));
    ExportReport written =
        write(out != null ? out : folder.onnx(), file -> exporter.export(trained, file));
    messages.println(chosen.description());
    if (card) {
      Path described =
          ModelCard.of(trained, written)
              .withMetrics(ModelCard.metrics(folder.metrics(), chosen.checkpoint().step()))
              .withLicence(Optional.ofNullable(licence))
              .write();
      messages.println("wrote " + described);
    }
    return written;
  }

  private TrainedGenerator grouped(TrainedGenerator trained) {
    return Usage.require(spec, () -> GroupedClasses.of(trained, Optional.ofNullable(groupClasses)));
  }

  private ExportReport exportFiles(
      OnnxExporter exporter, Path networkFile, Path weightsFile, Path to) throws IOException {
    NetworkSpec described = NetworkJson.read(networkFile);
    Weights given = Safetensors.read(weightsFile);
    Weights matched =
        names == null
            ? WeightNames.match(described, given)
            : WeightNames.match(described, given, WeightNames.readTable(names));
    return write(to, file -> exporter.export(described, matched, file));
  }

  private ExportOptions options() {
    ImageOutput output =
        switch (imageOutput.toLowerCase(Locale.ROOT)) {
          case "float" -> ImageOutput.FLOAT;
          case "uint8" -> ImageOutput.UINT8;
          default -> throw usage("--image-output is '%s': float or uint8".formatted(imageOutput));
        };
    try {
      return ExportOptions.builder()
          .opset(opset)
          .precision(precision)
          .imageOutput(output)
          .batch(batch)
          .fold(!noFold)
          .externalData(externalData)
          .build();
    } catch (NetworkException e) {
      throw usage(e.getMessage());
    }
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("the command runs within picocli only");
    }
    return spec.commandLine();
  }

  private CommandLine.ParameterException usage(@Nullable String message) {
    return new CommandLine.ParameterException(commandLine(), message);
  }
}
