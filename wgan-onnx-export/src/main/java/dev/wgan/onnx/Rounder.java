package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.onnx.graph.ByteOutput;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphFile;
import dev.wgan.onnx.graph.HalfWeights;
import dev.wgan.onnx.graph.Int8Weights;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Converts a graph of 32-bit floats to the requested precision, and measures the loss by integers.
 */
final class Rounder {
  private static final int LEAST_CALIBRATION = 8;
  private static final int MOST_CALIBRATION = 256;

  /** The signal to noise, in decibels, below which samples deviate too far from the network's. */
  private static final double LEAST_SIGNAL = 15;

  private final NetworkSpec network;
  private final Weights weights;
  private final LatentDistribution latents;
  private final ValueRange range;
  private final ExportOptions options;
  private final List<Rounding> found = new ArrayList<>();

  Rounder(
      NetworkSpec network,
      Weights weights,
      LatentDistribution latents,
      ValueRange range,
      ExportOptions options) {
    this.network = network;
    this.weights = weights;
    this.latents = latents;
    this.range = range;
    this.options = options;
  }

  /** The effect of rounding to integers on samples; empty for other precisions. */
  List<Rounding> found() {
    return found;
  }

  /**
   * Rounds a graph.
   *
   * @param exact the graph of 32-bit floats
   * @param unrounded that graph as a file
   * @param workplace room for files
   * @throws ExportException if the loss is too large, or there is nothing to round
   */
  Graph round(Graph exact, Path unrounded, Workplace workplace) throws IOException {
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
        ProofInputs.draw(
            network,
            latents,
            range,
            ProofInputs.affordable(network, LEAST_CALIBRATION, MOST_CALIBRATION),
            1);
    Int8Weights.Result result =
        options.precision() == Precision.INT8
            ? Int8Weights.apply(exact, Calibration.run(exact, network, weights, inputs))
            : Int8Weights.applyDynamic(exact);
    if (result.quantized().isEmpty()) {
      throw new ExportException(
          "int8 has no effect: it needs fully connected layers or convolutions of 4096 weights or more; use fp16-weights");
    }
    Path integers = workplace.other("int8.onnx");
    GraphFile.write(result.graph(), Map.of(), false, integers);
    // Other inputs than those of the calibration, for an independent measurement.
    ProofInputs fresh = ProofInputs.draw(network, latents, range, inputs.n(), 2);
    Rounding found =
        Rounding.of(
            samples(unrounded, exact, fresh),
            samples(integers, exact, fresh),
            fresh.n(),
            result.quantized());
    this.found.add(found);
    if (!(found.signalToNoise() >= LEAST_SIGNAL)) {
      throw new ExportException(
          String.format(
              Locale.ROOT,
              "int8 loses too much of this network: signal to noise is %.1f dB, at least %.0f are expected; use fp16-weights",
              found.signalToNoise(),
              LEAST_SIGNAL));
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
}
