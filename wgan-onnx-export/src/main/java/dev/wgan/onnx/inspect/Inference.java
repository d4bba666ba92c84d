package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.wgan.onnx.inspect.NodeView.MisfitException;
import dev.wgan.runtime.ModelLoadException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types and shapes of a graph's values: those that the file declares, and those that follow;
 * others are unknown.
 *
 * <p>Not thread-safe while it infers; read-only afterwards.
 */
final class Inference {
  private final OnnxModel model;
  private final long opset;
  private final Set<String> functions = new HashSet<>();
  private final Map<String, ValueType> declared = new HashMap<>();
  private final Map<String, ValueType> values = new HashMap<>();
  private final Map<String, TensorContent> constants = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Inference(OnnxModel model) {
    this.model = model;
    this.opset = model.opset("").orElse(0L);
    for (FunctionProto function : model.proto().getFunctionsList()) {
      functions.add(OnnxModel.normal(function.getDomain()) + ":" + function.getName());
    }
  }

  static Inference of(OnnxModel model) {
    Inference inference = new Inference(model);
    inference.graph(model.proto().getGraph());
    return inference;
  }

  /** The known facts about a value. */
  ValueType value(String name) {
    return values.getOrDefault(name, declared.getOrDefault(name, ValueType.UNKNOWN));
  }

  /** The constant of that name, if it is one and well-formed. */
  Optional<TensorContent> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** Nodes that do not fit their inputs. */
  List<Finding> findings() {
    return findings;
  }

  private void graph(GraphProto graph) {
    declare(graph.getValueInfoList());
    declare(graph.getOutputList());
    for (ValueInfoProto input : graph.getInputList()) {
      values.put(input.getName(), ValueType.declared(input.getType()));
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      constant(tensor.getName(), tensor);
    }
    for (int i = 0; i < graph.getNodeCount(); i++) {
      node(graph.getNode(i), where(graph.getNode(i), i));
    }
  }

  private void declare(List<ValueInfoProto> infos) {
    for (ValueInfoProto info : infos) {
      declared.put(info.getName(), ValueType.declared(info.getType()));
    }
  }

  static String where(NodeProto node, int i) {
    String name = node.getName().isEmpty() ? "node " + i : "node '" + node.getName() + "'";
    return "%s (%s)".formatted(name, node.getOpType());
  }

  private ValueType constant(String name, TensorProto tensor) {
    ValueType value = ValueType.UNKNOWN;
    try {
      TensorContent content = new TensorContent(model, tensor);
      value =
          ValueType.of(content.type(), content.shape())
              .withContent(content.wholeNumbers().map(Dim::list));
      constants.put(name, content);
    } catch (ModelLoadException e) {
      // The checker reports every malformed tensor with its reason.
      findings.add(Finding.error("tensor '%s'".formatted(name), String.valueOf(e.getMessage())));
    }
    values.put(name, value);
    return value;
  }

  private void node(NodeProto node, String where) {
    List<ValueType> inputs =
        node.getInputList().stream()
            .map(name -> name.isEmpty() ? ValueType.UNKNOWN : value(name))
            .toList();
    String domain = OnnxModel.normal(node.getDomain());
    Optional<Operator> operator =
        domain.isEmpty() && !functions.contains(":" + node.getOpType())
            ? Operators.find(node.getOpType(), opset)
            : Optional.empty();
    List<ValueType> outputs =
        operator.map(signature -> outputs(node, signature, inputs, where)).orElse(List.of());
    for (int i = 0; i < node.getOutputCount(); i++) {
      String name = node.getOutput(i);
      ValueType inferred = i < outputs.size() ? outputs.get(i) : ValueType.UNKNOWN;
      ValueType said = declared.getOrDefault(name, ValueType.UNKNOWN);
      if (inferred.contradicts(said)) {
        findings.add(
            Finding.error(
                where,
                "computes '%s' as %s: the file declares %s".formatted(name, inferred, said)));
      }
      values.put(name, inferred.or(said));
    }
  }

  private List<ValueType> outputs(
      NodeProto node, Operator operator, List<ValueType> inputs, String where) {
    SignatureCheck signature = new SignatureCheck(node, operator);
    List<Optional<OnnxElementType>> types =
        signature.types(inputs.stream().map(ValueType::type).toList());
    signature.problems().forEach(problem -> findings.add(Finding.error(where, problem)));
    if (node.getOpType().equals("Constant")) {
      return List.of(constant(node).withTypeOr(types));
    }
    List<Optional<List<Dim>>> shapes = List.of();
    Optional<List<Dim>> content = Optional.empty();
    try {
      NodeView view = new NodeView(node, inputs, constants, opset);
      shapes = ShapeRules.infer(view);
      content = ContentRules.infer(view);
    } catch (MisfitException e) {
      findings.add(Finding.error(where, String.valueOf(e.getMessage())));
    }
    List<ValueType> outputs = new ArrayList<>();
    for (int i = 0; i < node.getOutputCount(); i++) {
      outputs.add(
          new ValueType(
              i < types.size() ? types.get(i) : Optional.empty(),
              i < shapes.size() ? shapes.get(i) : Optional.empty(),
              i == 0 ? content : Optional.empty()));
    }
    return outputs;
  }

  private ValueType constant(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getName()) {
        case "value" -> {
          return constant(node.getOutputCount() > 0 ? node.getOutput(0) : "", attribute.getT());
        }
        case "value_int" -> {
          return ValueType.of(OnnxElementType.INT64, List.of())
              .withContent(Optional.of(Dim.list(attribute.getI())));
        }
        case "value_ints" -> {
          List<Dim> dims = attribute.getIntsList().stream().map(Dim::of).toList();
          return ValueType.of(OnnxElementType.INT64, Dim.list(dims.size()))
              .withContent(Optional.of(dims));
        }
        case "value_float", "value_string" -> {
          return new ValueType(Optional.empty(), Optional.of(List.of()), Optional.empty());
        }
        case "value_floats" -> {
          List<Dim> shape = Dim.list(attribute.getFloatsCount());
          return new ValueType(Optional.empty(), Optional.of(shape), Optional.empty());
        }
        default -> {}
      }
    }
    return ValueType.UNKNOWN;
  }
}
