package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.wgan.runtime.Batching;
import dev.wgan.runtime.ModelLoadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Builds a {@link ModelDescription}. */
final class Describer {
  /** Larger tensors are weights: settings of nodes are smaller. */
  private static final int LARGE = 1 << 12;

  private static final Set<OnnxElementType> FLOATING =
      Set.of(
          OnnxElementType.FLOAT,
          OnnxElementType.FLOAT16,
          OnnxElementType.BFLOAT16,
          OnnxElementType.DOUBLE);
  private static final Set<OnnxElementType> QUANTIZED =
      Set.of(OnnxElementType.INT8, OnnxElementType.UINT8);

  private final OnnxModel model;
  private final GraphProto graph;
  private final Inference inference;
  private final Set<String> initializers = new HashSet<>();
  private final Set<String> counted = new HashSet<>();

  Describer(OnnxModel model) {
    this.model = model;
    this.graph = model.proto().getGraph();
    this.inference = Inference.of(model);
    graph.getInitializerList().stream().map(TensorProto::getName).forEach(initializers::add);
  }

  ModelDescription describe() {
    ModelProto proto = model.proto();
    List<ValueDescription> inputs =
        graph.getInputList().stream()
            .map(ValueInfoProto::getName)
            .filter(name -> !initializers.contains(name))
            .map(this::value)
            .toList();
    ValueType first = inputs.isEmpty() ? ValueType.UNKNOWN : inference.value(inputs.get(0).name());
    Flops flops = new Flops(inference, first);
    List<NodeDescription> nodes = new ArrayList<>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      nodes.add(node(graph.getNode(i), i, flops));
    }
    Map<String, Long> opsets = new HashMap<>();
    proto
        .getOpsetImportList()
        .forEach(
            set ->
                opsets.put(
                    OnnxModel.normal(set.getDomain()).isEmpty() ? "ai.onnx" : set.getDomain(),
                    set.getVersion()));
    Map<String, String> metadata = new HashMap<>();
    proto.getMetadataPropsList().forEach(e -> metadata.put(e.getKey(), e.getValue()));
    return new ModelDescription(
        model.name(),
        model.bytes(),
        proto.getIrVersion(),
        opsets,
        (proto.getProducerName() + " " + proto.getProducerVersion()).strip(),
        inputs,
        graph.getOutputList().stream().map(output -> value(output.getName())).toList(),
        nodes,
        nodes.stream().mapToLong(NodeDescription::parameters).sum(),
        nodes.stream().mapToLong(NodeDescription::bytes).sum(),
        ModelDescription.sum(nodes),
        nodes.stream().allMatch(node -> node.flops() != null),
        batching(),
        metadata,
        OnnxChecker.check(model).findings());
  }

  private ValueDescription value(String name) {
    return ValueDescription.of(name, inference.value(name));
  }

  private NodeDescription node(NodeProto node, int i, Flops flops) {
    long parameters = 0;
    long bytes = 0;
    List<String> constants = new ArrayList<>(node.getInputList());
    boolean constant = node.getAttributeList().stream().anyMatch(AttributeProto::hasT);
    if (constant) {
      constants.addAll(node.getOutputList());
    }
    for (String name : constants) {
      TensorContent content = inference.constant(name).orElse(null);
      if (content != null && counted.add(name)) {
        boolean weight =
            FLOATING.contains(content.type())
                || (QUANTIZED.contains(content.type()) && content.elements() > 1);
        parameters += weight ? content.elements() : 0;
        bytes += content.bytes();
      }
    }
    OptionalLong operations = flops.of(node);
    String domain = OnnxModel.normal(node.getDomain());
    return new NodeDescription(
        node.getName().isEmpty() ? node.getOpType() + "_" + i : node.getName(),
        domain.isEmpty() ? node.getOpType() : domain + "." + node.getOpType(),
        node.getInputList().stream()
            .filter(name -> !name.isEmpty() && !initializers.contains(name))
            .toList(),
        node.getOutputList().stream().filter(name -> !name.isEmpty()).map(this::value).toList(),
        parameters,
        bytes,
        operations.isPresent() ? operations.getAsLong() : null);
  }

  /** Read without the weights, which may be large and are not needed. */
  private String batching() {
    ModelProto.Builder light = model.proto().toBuilder();
    for (TensorProto.Builder tensor : light.getGraphBuilder().getInitializerBuilderList()) {
      if (tensor.getRawData().size() > LARGE) {
        tensor.clearRawData();
      }
    }
    try {
      return Batching.of(model.name(), light.build().toByteArray()).toString();
    } catch (ModelLoadException e) {
      return "unknown: " + e.getMessage();
    }
  }
}
