package dev.wgan.onnx.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.inspect.DescriptionText;
import dev.wgan.onnx.inspect.GraphDrawing;
import dev.wgan.onnx.inspect.ModelDescription;
import dev.wgan.onnx.inspect.OnnxModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan describe}: describes what a model is made of, and how a model without metadata would
 * be sampled.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Describes any ONNX model: inputs, outputs, layers, parameters, metadata.")
public final class DescribeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("generator.onnx");

  @ArgGroup private Form form = new Form();

  /** The form of the description, at most one. */
  private static final class Form {
    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    @Option(names = "--dot", description = "the graph in Graphviz's language")
    private boolean dot;

    @Option(names = "--mermaid", description = "the graph as a Mermaid flowchart, for Markdown")
    private boolean mermaid;
  }

  /** Creates the command with its defaults. */
  public DescribeCommand() {}

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("the command runs within picocli only");
    }
    ModelDescription description = ModelDescription.of(OnnxModel.read(model));
    String text;
    if (form.json) {
      text =
          NetworkJson.write(
              new DescribedSampling(
                  description, AssumedSampling.of(model, description).orElse(null)));
    } else if (form.dot) {
      text = GraphDrawing.dot(description);
    } else if (form.mermaid) {
      text = GraphDrawing.mermaid(description);
    } else {
      text =
          DescriptionText.of(description)
              + AssumedSampling.of(model, description).map(AssumedSampling::text).orElse("");
    }
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
