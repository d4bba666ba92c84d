package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.onnx.graph.ElementType;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.onnx.graph.GraphFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a graph, run by ONNX Runtime, with the reference. */
final class Proof {
  private static final List<Integer> BATCHES = List.of(1, 2, 7, 64);

  /** ONNX Runtime's number for a dimension that the graph leaves open. */
  private static final int FREE = -1;

  private Proof() {}

  /**
   * Runs a file at several batch sizes and compares.
   *
   * @param sample the shape of one output
   * @param expected the outputs for all inputs
   */
  static Parity compare(
      OrtModel model,
      Graph graph,
      Shape sample,
      ProofInputs inputs,
      float[] expected,
      String against,
      Tolerance tolerance) {
    Graph.Port output = graph.outputs().get(0);
    checkShape(model.outputShape(output.name()), graph);
    List<Integer> batches = batches(graph, inputs);
    Parity.Errors errors = new Parity.Errors(tolerance.scale());
    int size = sample.elements();
    for (int batch : batches) {
      for (int first = 0; first < inputs.n(); first += batch) {
        ProofInputs rows = inputs.rows(first, batch);
        float[] found = model.run(rows.tensors(), List.of(output.name())).get(output.name());
        if (found == null || found.length != batch * size) {
          throw new ExportException(
              "the graph gives %s values for %s samples of shape %s"
                  .formatted(found == null ? 0 : found.length, batch, sample));
        }
        for (int i = 0; i < found.length; i++) {
          errors.add(expected[(first * size + i) % expected.length], found[i]);
        }
      }
    }
    return errors.parity(against, inputs.n(), batches, tolerance.relative());
  }

  private static List<Integer> batches(Graph graph, ProofInputs inputs) {
    if (graph.batch() > 0) {
      return List.of(graph.batch());
    }
    // A batch is filled by repeating inputs; large networks have few, and few are enough.
    return BATCHES.stream().filter(batch -> batch <= Math.max(2, 4 * inputs.n())).toList();
  }

  private static void checkShape(long[] found, Graph graph) {
    long[] expected =
        graph.outputs().get(0).shape().batch(graph.batch() > 0 ? graph.batch() : FREE);
    if (graph.anySize()) {
      java.util.Arrays.fill(expected, 2, expected.length, FREE);
    }
    if (!java.util.Arrays.equals(found, expected)) {
      throw new ExportException(
          "the graph declares outputs of shape %s: expected %s"
              .formatted(java.util.Arrays.toString(found), java.util.Arrays.toString(expected)));
    }
  }

  /**
   * Finds the first layer whose output deviates, by a graph with all layers as outputs.
   *
   * @param file the place for that graph
   * @return the layer's path and its error, empty if each layer by itself is within tolerance
   */
  static Optional<String> firstDeviation(
      Graph graph,
      NetworkSpec network,
      Weights weights,
      ProofInputs inputs,
      double tolerance,
      Path file)
      throws IOException {
    int n = graph.batch() > 0 ? graph.batch() : Math.min(2, inputs.n());
    ProofInputs rows = inputs.rows(0, n);
    List<Graph.Port> ports = new ArrayList<>();
    for (String value : new LinkedHashSet<>(graph.layers().values())) {
      ports.add(new Graph.Port(value, ElementType.FLOAT, graph.shape(value)));
    }
    GraphFile.write(graph.withOutputs(ports), Map.of(), false, file);
    Map<String, float[]> found;
    try (OrtModel model = OrtModel.open(file)) {
      found = model.run(rows.tensors(), ports.stream().map(Graph.Port::name).toList());
    }
    Map<String, Double> off = new LinkedHashMap<>();
    ReferenceNetwork.run(
        network,
        weights,
        rows.values(),
        (path, values) -> {
          String value = graph.layers().get(path);
          if (value != null) {
            off.put(path, relative(values, found.getOrDefault(value, new float[0])));
          }
        });
    return off.entrySet().stream()
        .filter(layer -> !(layer.getValue() <= tolerance))
        .findFirst()
        .map(Map.Entry::getKey);
  }

  private static double relative(Values expected, float[] found) {
    float[] values = expected.toFloats();
    Parity.Errors errors = new Parity.Errors(0);
    for (int i = 0; i < values.length; i++) {
      errors.add(values[i], i < found.length ? found[i] : Double.NaN);
    }
    return errors.relative();
  }
}
