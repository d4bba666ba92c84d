package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.Int8Weights;
import dev.wgan.onnx.graph.Int8Weights.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the ranges of values in a graph by running the reference: the same on every machine, as an
 * exported file's bytes must be.
 */
final class Calibration {
  private static final int BATCH = 8;

  private final Set<String> wanted;
  private final Map<String, Range> ranges = new LinkedHashMap<>();

  private Calibration(Graph graph) {
    this.wanted = Int8Weights.calibrated(graph);
  }

  static Map<String, Range> run(
      Graph graph, NetworkSpec network, Weights weights, ProofInputs inputs) {
    Calibration calibration = new Calibration(graph);
    for (int first = 0; first < inputs.n(); first += BATCH) {
      Map<String, Values> batch = inputs.rows(first, Math.min(BATCH, inputs.n() - first)).values();
      batch.forEach(calibration::add);
      ReferenceNetwork.run(
          network,
          weights,
          batch,
          (path, values) -> calibration.add(graph.layers().getOrDefault(path, ""), values));
    }
    return calibration.ranges;
  }

  private void add(String name, Values values) {
    if (wanted.contains(name)) {
      ranges.merge(name, range(values), Range::and);
    }
  }

  private static Range range(Values values) {
    Range range = new Range(0, 0);
    for (float value : values.toFloats()) {
      range = range.and(new Range(value, value));
    }
    return range;
  }
}
