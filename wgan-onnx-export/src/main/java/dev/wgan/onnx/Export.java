package dev.wgan.onnx;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.TrainedGenerator;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.onnx.convert.Conversion;
import dev.wgan.onnx.graph.ByteOutput;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphFile;
import dev.wgan.onnx.graph.HalfWeights;
import dev.wgan.onnx.graph.Int8Weights;
import dev.wgan.onnx.graph.NormalizationFolding;
import dev.wgan.onnx.inspect.Finding;
import dev.wgan.onnx.inspect.OnnxChecker;
import dev.wgan.onnx.inspect.OnnxModel;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.LatentDistribution;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One export: build, rewrite, prove, move into place. */
final class Export {
  /** Multiplications that the reference is given; it does some 10^9 a second. */
  private static final long WORK = 1_500_000_000L;

  private static final int MAX_SAMPLES = 16;
  private static final int LEAST_CALIBRATION = 8;
  private static final int MOST_CALIBRATION = 256;

  /** Decibels below which samples are no longer those of the network. */
  private static final double LEAST_SIGNAL = 15;

  /** Golden inputs and outputs together, before base64. */
  private static final int GOLDEN_BYTES = 256 << 10;

  /** A model above this is not read again for the structural check and the runtime's self-test. */
  private static final long MAX_READ_AGAIN = 64 << 20;

  private static final long SEED = 0;

  private final NetworkSpec network;
  private final Weights weights;
  private final Optional<TrainedGenerator> generator;
  private final ExportOptions options;
  private final Path file;
  private final LatentDistribution latents;
  private final ValueRange range;
  private final Steps steps = new Steps();
  private final List<Parity> parity = new ArrayList<>();
  private final List<Rounding> rounding = new ArrayList<>();

  Export(TrainedGenerator generator, ExportOptions options, Path file) {
    this.network = generator.network();
    this.weights = generator.weights();
    this.generator = Optional.of(generator);
    this.options = options;
    this.file = file;
    this.latents = generator.latents();
    this.range = generator.data().range();
  }

  Export(NetworkSpec network, Weights weights, ExportOptions options, Path file) {
    this.network = network;
    this.weights = weights.matching(network);
    this.generator = Optional.empty();
    this.options = options;
    this.file = file;
    this.latents = LatentDistribution.NORMAL;
    this.range = new ValueRange(-1, 1);
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
    ProofInputs inputs = ProofInputs.draw(network, latents, range, samples(1, MAX_SAMPLES), SEED);
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
        graph = rounded(exact, unrounded, workplace);
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
        rounding,
        steps.milliseconds());
  }

  private boolean plain() {
    return options.precision() == Precision.FP32 && options.imageOutput() == ImageOutput.FLOAT;
  }

  private Graph rounded(Graph exact, Path unrounded, Workplace workplace) throws IOException {
    Graph graph =
        switch (options.precision()) {
          case FP32 -> exact;
          case FP16_WEIGHTS -> halved(exact);
          case INT8, INT8_DYNAMIC -> quantized(exact, unrounded, workplace);
        };
    return options.imageOutput() == ImageOutput.UINT8 ? ByteOutput.apply(graph, range) : graph;
  }

  private Graph quantized(Graph exact, Path unrounded, Workplace workplace) throws IOException {
    ProofInputs inputs =
        ProofInputs.draw(network, latents, range, samples(LEAST_CALIBRATION, MOST_CALIBRATION), 1);
    Int8Weights.Result result =
        options.precision() == Precision.INT8
            ? Int8Weights.apply(exact, Calibration.run(exact, network, weights, inputs))
            : Int8Weights.applyDynamic(exact);
    if (result.quantized().isEmpty()) {
      throw new ExportException(
          "int8 finds nothing to do: it takes fully connected layers and convolutions of 4096 weights or more; use fp16-weights");
    }
    Path integers = workplace.other("int8.onnx");
    GraphFile.write(result.graph(), Map.of(), false, integers);
    // Other inputs than the calibration's: those must do, too.
    ProofInputs fresh = ProofInputs.draw(network, latents, range, inputs.n(), 2);
    Rounding found =
        Rounding.of(
            samples(unrounded, exact, fresh),
            samples(integers, exact, fresh),
            fresh.n(),
            result.quantized());
    rounding.add(found);
    if (!(found.signalToNoise() >= LEAST_SIGNAL)) {
      throw new ExportException(
          "int8 loses too much of this network: signal to noise is %.1f dB, at least %.0f are expected; use fp16-weights"
              .formatted(found.signalToNoise(), LEAST_SIGNAL));
    }
    return result.graph();
  }

  /** The samples of a file for all inputs, computed a batch at a time. */
  private static float[] samples(Path model, Graph graph, ProofInputs inputs) {
    int size = graph.outputs().get(0).shape().elements();
    int batch = graph.batch() > 0 ? graph.batch() : Math.min(inputs.n(), 8);
    float[] samples = new float[inputs.n() * size];
    String output = graph.outputs().get(0).name();
    try (OrtModel loaded = OrtModel.open(model)) {
      for (int first = 0; first < inputs.n(); first += batch) {
        ProofInputs rows = inputs.rows(first, batch);
        float[] found = loaded.run(rows.tensors(), List.of(output)).get(output);
        int length = Math.min(batch, inputs.n() - first) * size;
        System.arraycopy(Objects.requireNonNull(found), 0, samples, first * size, length);
      }
    }
    return samples;
  }

  private static Graph halved(Graph exact) {
    try {
      return HalfWeights.apply(exact);
    } catch (IllegalArgumentException e) {
      throw new ExportException("the weights do not fit: " + e.getMessage(), e);
    }
  }

  /** How many samples the reference has the time for; the same on every machine. */
  private int samples(int least, int most) {
    long affordable = WORK / Math.max(1, network.multiplications());
    return (int) Math.max(least, Math.min(most, affordable));
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
              "the given reference returned %d values for %d samples of shape %s"
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
        "the graph does not compute what %s does: its relative error is %.3g, more than %.0e; "
            .formatted(held.against(), held.relativeError(), held.tolerance());
    if (layer.isEmpty()) {
      return new ExportException(found + "every layer on its own is right; nothing was written");
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
