package dev.wgan.onnx;

import dev.wgan.network.ImageTask;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
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
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    ProofSize own = ProofSize.own(network, weights, latents, range, samples);
    List<ProofSize> others = ProofSize.others(network, weights, range);
    steps.done("reference");

    try (Workplace workplace = Workplace.beside(file)) {
      boolean plain = plain();
      Graph graph = exact;
      if (!plain) {
        Path unrounded = workplace.other("exact.onnx");
        GraphFile.write(exact, Map.of(), false, unrounded);
        prove(unrounded, exact, own, others, " before rounding", workplace);
        steps.done("prove before rounding");
        graph = rounder.round(exact, unrounded, workplace);
        steps.done("round");
      }
      List<ProofSize> golden = golden(own, others);
      ModelProperties properties = properties(graph, golden);
      GraphFile.Written written =
          GraphFile.write(graph, properties.map(), options.externalData(), workplace.model());
      steps.done("write");
      prove(workplace.model(), graph, own, others, "", workplace);
      if (written.bytes() + written.externalBytes() <= MAX_READ_AGAIN) {
        check(workplace.model());
        selfTest(workplace.model());
      }
      steps.done("prove");
      workplace.moveIntoPlace(written.externalBytes() > 0);
      return report(conversion, folding, graph, written, cases(golden));
    }
  }

  private ExportReport report(
      Conversion conversion,
      NormalizationFolding.Result folding,
      Graph graph,
      GraphFile.Written written,
      int goldenCases) {
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
        goldenCases,
        rounder.found(),
        steps.milliseconds());
  }

  private boolean plain() {
    return options.precision() == Precision.FP32 && options.imageOutput() == ImageOutput.FLOAT;
  }

  /** The cases of the self-test: several of one size, or one each of several sizes. */
  private List<ProofSize> golden(ProofSize own, List<ProofSize> others) {
    long affordable = Math.max(1, GOLDEN_BYTES / (own.elements() * Float.BYTES));
    int most = Math.min(options.goldenCases(), own.inputs().n());
    if (others.isEmpty()) {
      return List.of(own.first((int) Math.min(affordable, most)));
    }
    List<ProofSize> golden = new ArrayList<>(List.of(own.first(1)));
    golden.addAll(others.subList(0, Math.min(others.size(), Math.max(0, most - 1))));
    return golden;
  }

  private static int cases(List<ProofSize> golden) {
    return golden.stream().mapToInt(size -> size.inputs().n()).sum();
  }

  private ModelProperties properties(Graph graph, List<ProofSize> golden) {
    ModelProperties properties = new ModelProperties(network, graph, options);
    properties.latents(latents);
    generator.ifPresent(known -> properties.describe(known, options.imageOutput()));
    List<ProofSize> shown =
        bytes(graph)
            ? golden.stream()
                .map(size -> new ProofSize(size.network(), size.inputs(), toBytes(size.expected())))
                .toList()
            : golden;
    properties.golden(shown, bytes(graph), tolerance());
    ImageTask.of(network)
        .flatMap(ImageTask::reach)
        .ifPresent(reach -> properties.anySize(reach, shown));
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
      ProofSize own,
      List<ProofSize> others,
      String suffix,
      Workplace workplace)
      throws IOException {
    Tolerance allowed = suffix.isEmpty() ? tolerance() : Tolerance.EXACT;
    List<Parity> found = new ArrayList<>();
    try (OrtModel loaded = OrtModel.open(model)) {
      found.add(compare(loaded, graph, own, "the reference" + suffix, allowed));
      for (ProofSize other : others) {
        String at = " at %s×%s".formatted(other.height(), other.width());
        found.add(compare(loaded, graph, other, "the reference" + at + suffix, allowed));
      }
      if (options.reference().isPresent()) {
        float[] given = options.reference().get().samples(own.inputs().tensors());
        if (given.length != own.expected().length) {
          throw new ExportException(
              "the given reference returned %s values for %s samples of shape %s"
                  .formatted(given.length, own.inputs().n(), network.outputShape()));
        }
        ProofSize trained = new ProofSize(network, own.inputs(), given);
        found.add(compare(loaded, graph, trained, "the given network" + suffix, allowed));
      }
    }
    parity.addAll(found);
    for (Parity held : found) {
      if (!held.holds()) {
        throw deviation(held, graph, own.inputs(), workplace);
      }
    }
  }

  private Parity compare(
      OrtModel loaded, Graph graph, ProofSize size, String against, Tolerance allowed) {
    float[] shown = bytes(graph) ? toBytes(size.expected()) : size.expected();
    return Proof.compare(
        loaded, graph, size.network().outputShape(), size.inputs(), shown, against, allowed);
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
      return new ExportException(
          found + "no layer by itself deviates by more than that; nothing was written");
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
    try (LoadedModel loaded = LoadedModel.open(model, GeneratorOptions.defaults())) {
      loaded.selfTest();
    } catch (GeneratorException e) {
      throw new ExportException("the runtime refuses the exported model: " + e.getMessage(), e);
    }
  }
}
