package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The structure of an ONNX file, read before ONNX Runtime sees it: metadata, graph, functions, and
 * which other files it wants to read. Weights are not copied.
 *
 * <p>Immutable and thread-safe; it keeps the bytes it was read from.
 *
 * @param irVersion the version of the file format; 0 if it is not recorded
 * @param producer the program that wrote it; empty if it is not recorded
 * @param producerVersion that program's version; empty if it is not recorded
 * @param opsets the versions of the operator sets by domain, empty for ONNX's own
 * @param metadata the metadata properties
 * @param graph the graph
 * @param functions the functions that it defines for its own nodes
 * @param training the graphs of its training information
 * @param graphStart where the bytes of the graph start
 * @param graphLength how many there are
 */
record OnnxFile(
    long irVersion,
    String producer,
    String producerVersion,
    Map<String, Long> opsets,
    Map<String, String> metadata,
    OnnxGraph graph,
    List<OnnxFunction> functions,
    List<OnnxGraph> training,
    int graphStart,
    int graphLength) {

  /** Reads the structure, whatever the bytes hold. */
  static OnnxFile parse(String model, byte[] bytes) {
    if (ForeignFormat.isOrt(bytes)) {
      throw new ModelLoadException(
          "%s is a file of ONNX Runtime's own format: use the ONNX file it was made from"
              .formatted(model));
    }
    try {
      return read(bytes);
    } catch (MalformedException e) {
      String other = ForeignFormat.of(bytes);
      throw new ModelLoadException(
          other.isEmpty()
              ? "%s is not an ONNX model, or is damaged: it holds %s"
                  .formatted(model, e.getMessage())
              : "%s is not an ONNX model: it is %s".formatted(model, other),
          e);
    }
  }

  private static OnnxFile read(byte[] bytes) throws MalformedException {
    OnnxReader reader = new OnnxReader(bytes);
    long irVersion = 0;
    String producer = "";
    String producerVersion = "";
    Map<String, Long> opsets = new HashMap<>();
    Map<String, String> metadata = new HashMap<>();
    List<OnnxGraph> graphs = new ArrayList<>(1);
    List<OnnxFunction> functions = new ArrayList<>();
    List<OnnxGraph> training = new ArrayList<>();
    int start = 0;
    int length = 0;
    WireReader fields = new WireReader(bytes, 0, bytes.length);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> irVersion = fields.number();
        case 2 -> producer = fields.text();
        case 3 -> producerVersion = fields.text();
        case 7 -> {
          if (!graphs.isEmpty()) {
            throw new MalformedException("two graphs");
          }
          start = fields.start();
          length = fields.length();
          graphs.add(reader.graph(fields.message()));
        }
        case 8 -> reader.opset(fields.message(), opsets);
        case 14 -> reader.entry(fields.message(), metadata);
        case 20 -> training.addAll(reader.training(fields.message()));
        case 25 -> functions.add(reader.function(fields.message()));
        default -> {}
      }
    }
    if (graphs.isEmpty()) {
      throw new MalformedException(bytes.length == 0 ? "nothing" : "no graph");
    }
    return new OnnxFile(
        irVersion,
        producer,
        producerVersion,
        opsets,
        metadata,
        graphs.get(0),
        functions,
        training,
        start,
        length);
  }

  /**
   * The graph and the functions without constants of more than so many elements, which does not
   * keep the file's bytes.
   */
  OnnxFile outline(int most) {
    List<OnnxFunction> called = functions.stream().map(function -> function.outline(most)).toList();
    return new OnnxFile(
        irVersion,
        producer,
        producerVersion,
        opsets,
        Map.of(),
        graph.outline(most),
        called,
        List.of(),
        0,
        0);
  }

  /** Every node: the graph's, those of graphs within nodes, of functions and of the training. */
  List<OnnxNode> allNodes() {
    return content().nodes;
  }

  /** Every graph, the outermost first: the model's, those within nodes, and the training's. */
  List<OnnxGraph> allGraphs() {
    return content().graphs;
  }

  /** The graphs that are not within others: the model's, and those of its training information. */
  List<OnnxGraph> rootGraphs() {
    List<OnnxGraph> roots = new ArrayList<>(training);
    roots.add(0, graph);
    return roots;
  }

  /** Every tensor: initializers, sparse ones, and those in attributes, wherever they are. */
  List<StoredTensor> allTensors() {
    return content().tensors;
  }

  /** The locations of external data, in ascending order. */
  SortedSet<String> externalData() {
    SortedSet<String> locations = new TreeSet<>();
    for (StoredTensor tensor : allTensors()) {
      if (tensor.isExternal()) {
        locations.add(tensor.external().getOrDefault("location", ""));
      }
    }
    return locations;
  }

  private Content content() {
    Content content = new Content();
    content.graph(graph);
    training.forEach(content::graph);
    for (OnnxFunction function : functions) {
      function.defaults().forEach(content::attribute);
      function.nodes().forEach(content::node);
    }
    return content;
  }

  /** The collected content of graphs, whose nesting the reader has bounded. */
  private static final class Content {
    private final List<OnnxGraph> graphs = new ArrayList<>();
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final List<StoredTensor> tensors = new ArrayList<>();

    void graph(OnnxGraph graph) {
      graphs.add(graph);
      tensors.addAll(graph.initializers());
      tensors.addAll(graph.sparseInitializers());
      graph.nodes().forEach(this::node);
    }

    void node(OnnxNode node) {
      nodes.add(node);
      node.attributes().values().forEach(this::attribute);
    }

    void attribute(OnnxAttribute attribute) {
      tensors.addAll(attribute.tensors());
      attribute.graphs().forEach(this::graph);
    }
  }
}
