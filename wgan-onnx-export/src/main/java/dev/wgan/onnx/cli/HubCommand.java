package dev.wgan.onnx.cli;

import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.ExportReport;
import dev.wgan.onnx.ModelCard;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.onnx.Precision;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * {@code wgan hub}: writes a model as a folder in the layout of the Hugging Face Hub.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    description =
        "Writes a folder for the Hugging Face Hub: README.md with its header, model.onnx,"
            + " config.json and a preview; of a run folder also model.safetensors and network.json."
            + " Nothing is uploaded.")
public final class HubCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = "an ONNX file, the name of a pretrained model, or the run folder of a training")
  private Path model = Path.of("generator.onnx");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FOLDER",
      description = "the folder to write, whose name becomes the card's title")
  private Path out = Path.of("hub");

  @Option(
      names = "--licence",
      paramLabel = "LICENCE",
      description = "the licence of weights and data, such as apache-2.0 (default: unknown)")
  private @Nullable String licence;

  @Option(
      names = "--checkpoint",
      paramLabel = "WHICH",
      description =
          "of a run folder: latest; best, by the criterion that training watched; or a generator"
              + " iteration (default: latest)")
  private @Nullable String checkpoint;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = PrecisionNames.Converter.class,
      completionCandidates = PrecisionNames.class,
      description =
          "of a run folder: the element type of the weights in model.onnx:"
              + " ${COMPLETION-CANDIDATES} (default: fp32)")
  private @Nullable Precision precision;

  /** Creates the command with its defaults. */
  public HubCommand() {}

  @Override
  public Integer call() throws IOException {
    HubFolder folder = new HubFolder(Usage.requireFolder(spec, out));
    PrintWriter messages = Result.messages(spec, out);
    ModelInfo info = Files.isDirectory(model) ? ofRun(folder, messages) : ofFile(folder);
    messages.println(
        "wrote %s%s".formatted(out, info.digest().map(", digest %s"::formatted).orElse("")));
    messages.flush();
    return CommandLine.ExitCode.OK;
  }

  private ModelInfo ofRun(HubFolder folder, PrintWriter messages) throws IOException {
    RunFolder run = new RunFolder(model);
    run.latest(); // without a checkpoint, the run is at fault and not the option
    ChosenCheckpoint chosen =
        Usage.require(
            spec, () -> ChosenCheckpoint.of(run, checkpoint == null ? "latest" : checkpoint));
    TrainedGenerator trained = run.trained(chosen.checkpoint());
    Files.createDirectories(folder.path());
    ExportOptions options =
        ExportOptions.builder().precision(precision == null ? Precision.FP32 : precision).build();
    ExportReport report = OnnxExporter.of(options).export(trained, folder.model());
    folder.writeWeights(trained);
    messages.println(chosen.description());
    String card =
        ModelCard.of(trained, report)
            .withMetrics(ModelCard.metrics(run.metrics(), chosen.checkpoint().step()))
            .withLicence(Optional.ofNullable(licence))
            .markdown(Optional.empty());
    return folder.describe(Optional.ofNullable(licence), true, Optional.of(withoutTitle(card)));
  }

  private ModelInfo ofFile(HubFolder folder) throws IOException {
    if (checkpoint != null || precision != null) {
      throw Usage.wrong(
          spec,
          "%s is for run folders, and %s is a model: leave it out"
              .formatted(checkpoint != null ? "--checkpoint" : "--precision", model));
    }
    Optional<String> stale = folder.present(HubFolder.ofRuns());
    if (stale.isPresent()) {
      throw Usage.wrong(
          spec,
          "%s has a %s, which would not belong to %s: delete it, or name another folder"
              .formatted(out, stale.get(), model));
    }
    LoadedModel.open(model, GeneratorOptions.defaults()).close(); // refuses what is not a model
    Files.createDirectories(folder.path());
    if (!Files.exists(folder.model()) || !Files.isSameFile(model, folder.model())) {
      AtomicFile.write(folder.model(), to -> Files.copy(model, to));
    }
    String name = String.valueOf(model.getFileName());
    Path card = model.resolveSibling(name.replaceAll("\\.onnx$", "") + ".md");
    Optional<String> described = Optional.empty();
    if (Files.isRegularFile(card)) {
      described =
          Optional.of(
              "## The card of `%s`\n\n`model.onnx` is that file; other files that the card names are not here.\n\n%s"
                  .formatted(name, withoutTitle(Files.readString(card))));
    }
    return folder.describe(Optional.ofNullable(licence), false, described);
  }

  private static String withoutTitle(String card) {
    return card.replaceFirst("^# .*\\R+", "");
  }
}
