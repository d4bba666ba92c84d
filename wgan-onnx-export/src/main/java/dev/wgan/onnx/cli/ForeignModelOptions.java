package dev.wgan.onnx.cli;

import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ImageLayout;
import dev.wgan.runtime.ValueRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that describe a model without metadata, shared by the commands that load one.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
public final class ForeignModelOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "the output that holds the samples, if the model has several outputs")
  private @Nullable String output;

  @Option(
      names = "--latent-input",
      paramLabel = "NAME",
      description = "the input that takes the latent, if the metadata do not give it")
  private @Nullable String latentInput;

  @Option(
      names = "--latent-shape",
      paramLabel = "D,D,...",
      hideParamSyntax = true,
      split = ",",
      description = "dimensions of a latent, if the metadata do not give them")
  private int @Nullable [] latentShape;

  @Option(
      names = "--sample-shape",
      paramLabel = "D,D,...",
      hideParamSyntax = true,
      split = ",",
      description = "dimensions of a sample, such as 1,28,28, if the metadata do not give them")
  private int @Nullable [] sampleShape;

  @Option(
      names = "--range",
      paramLabel = "LOW,HIGH",
      hideParamSyntax = true,
      split = ",",
      description = "the values of black and white, if the model does not bound its samples")
  private float @Nullable [] range;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      converter = LayoutNames.class,
      completionCandidates = LayoutNames.class,
      description =
          "the order of an image's dimensions, if the metadata do not give it: ${COMPLETION-CANDIDATES}")
  private @Nullable ImageLayout layout;

  @Option(
      names = "--sample-rate",
      paramLabel = "HZ",
      description = "the values per second of audio, such as 16000, if the metadata do not give it")
  private @Nullable Integer sampleRate;

  @Option(
      names = "--allow-irreproducible",
      description = "load a model even if its samples differ from call to call")
  private boolean allowIrreproducible;

  @Option(
      names = "--unguarded-operators",
      description =
          "load a model even if operators of com.microsoft or ai.onnx.ml, such as a file saved by"
              + " ONNX Runtime's optimizer has, could end the process")
  private boolean unguardedOperators;

  /** Creates the options without values. */
  public ForeignModelOptions() {}

  /**
   * Returns the options of loading.
   *
   * @return a builder to which a command may add
   */
  public GeneratorOptions.Builder toGeneratorOptions() {
    GeneratorOptions.Builder options = GeneratorOptions.builder();
    if (output != null) {
      options.output(output);
    }
    if (latentInput != null) {
      options.latentInput(latentInput);
    }
    if (latentShape != null) {
      options.latentShape(latentShape);
    }
    if (sampleShape != null) {
      options.sampleShape(sampleShape);
    }
    if (range != null) {
      if (range.length != 2) {
        throw usage("--range takes two numbers, such as 0,1");
      }
      options.range(new ValueRange(range[0], range[1]));
    }
    options.allowIrreproducible(allowIrreproducible);
    options.unguardedOperators(unguardedOperators);
    if (layout != null) {
      options.layout(layout);
    }
    if (sampleRate != null) {
      options.sampleRate(sampleRate);
    }
    return options;
  }

  private CommandLine.ParameterException usage(String message) {
    if (command == null) {
      throw new IllegalStateException("the options run within picocli only");
    }
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}
