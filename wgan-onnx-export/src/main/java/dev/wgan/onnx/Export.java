package dev.wgan.onnx;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.onnx.convert.Conversion;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphFile;
import dev.wgan.onnx.graph.NormalizationFolding;
import dev.wgan.onnx.inspect.Finding;
import dev.wgan.onnx.inspect.OnnxChecker;
import dev.wgan.onnx.inspect.OnnxModel;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One export: builds, rewrites and proves the file, then moves it into place. */
final class Export {
  private static final int MAX_SAMPLES = 16;

  /** Golden inputs and outputs together, before base64. */
  private static final int GOLDEN_BYTES = 256 << 10;

  /** A larger model is not read again for the structure check and the runtime's self-test. */
  private static final long MAX_READ_AGAIN = 64 << 20;

  private static final long SEED = 0;

  private final NetworkSpec network;
  private final Weights weights;
  private final Optional<TrainedGenerator> generator;
  private final ExportOptions options;
  private final Path file;
  private final LatentDistribution latents;
  private final ValueRange range;
  private final StepTimes steps = new StepTimes();
  private final List<Parity> parity = new ArrayList<>();
  private final Rounder rounder;

  Export(TrainedGenerator generator, ExportOptions options, Path file) {
    this.network = generator.network();
    this.weights = generator.weights();
    this.generator = Optional.of(generator);
    this.options = options;
    this.file = file;
    this.latents = generator.latents();
    this.range = generator.data().range();
    this.rounder = new Rounder(network, weights, latents, range, options);
  }

  Export(NetworkSpec network, Weights weights, ExportOptions options, Path file) {
    this.network = network;
    this.weights = weights.matching(network);
    this.generator = Optional.empty();
    this.options = options;
    this.file = file;
    this.latents = LatentDistribution.NORMAL;
    this.range = new ValueRange(-1, 1);
    this.rounder = new Rounder(network, this.weights, latents, range, options);
  }

  ExportReport run() throws IOException {
    WeightCheck.check(network, weights);
    steps.done("check");
    Conversion conversion =
        Conversion.of(network, weights, options.opset(), options.batch(), "samples");
    NormalizationFolding.Result folding =
        options.fold()
            ? NormalizationFolding.fold(conversion.graph())
            : new NormalizationFolding.Result(conversion.graph(), 0);
    Graph exact = folding.graph();
    steps.done("build");
    int samples = ProofInputs.affordable(network, 1, MAX_SAMPLES);
    ProofInputs inputs = ProofInputs.draw(network, latents, range, samples, SEED);
    float[] expected = ReferenceNetwork.run(network, weights, inputs.values()).toFloats();
    steps.done("reference");

    try (Workplace workplace = Workplace.beside(file)) {
      boolean plain = plain();
      Graph graph = exact;
      if (!plain) {
        Path unrounded = workplace.other("exact.onnx");
        GraphFile.write(exact, Map.of(), false, unrounded);
        prove(unrounded, exact, inputs, expected, " before rounding", workplace);
        steps.done("prove before rounding");
        graph = rounder.round(exact, unrounded, workplace);
        steps.done("round");
      }
      ModelProperties properties = properties(graph, inputs, expected);
      GraphFile.Written written =
          GraphFile.write(graph, properties.map(), options.externalData(), workplace.model());
      steps.done("write");
      prove(workplace.model(), graph, inputs, expected, "", workplace);
      if (written.bytes() + written.externalBytes() <= MAX_READ_AGAIN) {
        check(workplace.model());
        selfTest(workplace.model());
      }
      steps.done("prove");
      workplace.moveIntoPlace(written.externalBytes() > 0);
      return report(conversion, folding, graph, written, inputs);
    }
  }

  private ExportReport report(
      Conversion conversion,
      NormalizationFolding.Result folding,
      Graph graph,
      GraphFile.Written written,
      ProofInputs inputs) {
    return new ExportReport(
        file,
        written.bytes(),
        written.externalBytes(),
        written.digest(),
        options.precision(),
        options.imageOutput(),
        graph.opset(),
        conversion.reasons(),
        network.parameters().stream().mapToLong(p -> p.shape().elements()).sum(),
        graph.nodes().size(),
        folding.folded(),
        parity,
        goldenCases(inputs),
        rounder.found(),
        steps.milliseconds());
  }

  private boolean plain() {
    return options.precision() == Precision.FP32 && options.imageOutput() == ImageOutput.FLOAT;
  }

  private int goldenCases(ProofInputs inputs) {
    long elements = network.outputShape().elements();
    for (InputSpec input : network.inputs()) {
      elements += input.shape().elements();
    }
    long affordable = Math.max(1, GOLDEN_BYTES / (elements * Float.BYTES));
    return (int) Math.min(affordable, Math.min(options.goldenCases(), inputs.n()));
  }

  private ModelProperties properties(Graph graph, ProofInputs inputs, float[] expected) {
    ModelProperties properties = new ModelProperties(network, graph, options);
    properties.latents(latents);
    generator.ifPresent(known -> properties.describe(known, options.imageOutput()));
    int cases = goldenCases(inputs);
    float[] golden = Arrays.copyOf(expected, cases * network.outputShape().elements());
    Tolerance tolerance = tolerance();
    properties.golden(
        inputs.rows(0, cases),
        bytes(graph) ? toBytes(golden) : golden,
        bytes(graph),
        tolerance.absolute(bytes(graph) ? toBytes(golden) : golden));
    return properties;
  }

  private static boolean bytes(Graph graph) {
    return graph.outputs().get(0).type() == ElementType.UINT8;
  }

  private float[] toBytes(float[] samples) {
    float[] bytes = new float[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = range.toByte(samples[i]);
    }
    return bytes;
  }

  private Tolerance tolerance() {
    return Tolerance.of(options.precision(), options.imageOutput());
  }

  private void prove(
      Path model,
      Graph graph,
      ProofInputs inputs,
      float[] expected,
      String suffix,
      Workplace workplace)
      throws IOException {
    Tolerance allowed = suffix.isEmpty() ? tolerance() : Tolerance.EXACT;
    List<Parity> found = new ArrayList<>();
    try (OrtModel loaded = OrtModel.open(model)) {
      found.add(compare(loaded, graph, inputs, expected, "the reference" + suffix, allowed));
      if (options.reference().isPresent()) {
        float[] given = options.reference().get().samples(inputs.tensors());
        if (given.length != expected.length) {
          throw new ExportException(
              "the given reference returned %s values for %s samples of shape %s"
                  .formatted(given.length, inputs.n(), network.outputShape()));
        }
        found.add(compare(loaded, graph, inputs, given, "the given network" + suffix, allowed));
      }
    }
    parity.addAll(found);
    for (Parity held : found) {
      if (!held.holds()) {
        throw deviation(held, graph, inputs, workplace);
      }
    }
  }

  private Parity compare(
      OrtModel loaded,
      Graph graph,
      ProofInputs inputs,
      float[] expected,
      String against,
      Tolerance allowed) {
    float[] shown = bytes(graph) ? toBytes(expected) : expected;
    return Proof.compare(loaded, graph, inputs, shown, against, allowed);
  }

  private ExportException deviation(
      Parity held, Graph graph, ProofInputs inputs, Workplace workplace) throws IOException {
    Optional<String> layer =
        Proof.firstDeviation(
            graph, network, weights, inputs, held.tolerance(), workplace.other("layers.onnx"));
    String found =
        String.format(
            Locale.ROOT,
            "the graph does not compute what %s does: its relative error is %.3g, more than %.0e; ",
            held.against(),
            held.relativeError(),
            held.tolerance());
    if (layer.isEmpty()) {
      return new ExportException(found + "every layer by itself is correct; nothing was written");
    }
    String type = NetworkJson.typeName(network.layer(layer.get()));
    return new ExportException(
        layer.get(),
        found + "the first layer that deviates is %s (%s)".formatted(layer.get(), type));
  }

  private static void check(Path model) {
    List<Finding> errors = OnnxChecker.check(OnnxModel.read(model)).errors();
    if (!errors.isEmpty()) {
      throw new ExportException("the graph is malformed: " + errors.get(0));
    }
  }

  private static void selfTest(Path model) {
    try (Generator loaded = Generator.load(model)) {
      loaded.selfTest();
    } catch (GeneratorException e) {
      throw new ExportException("the runtime refuses the exported model: " + e.getMessage(), e);
    }
  }
}
