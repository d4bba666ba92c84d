package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks names and order: every value is defined once, before it is used; every operator exists in
 * the imported sets and has the attributes and arity that it requires.
 */
final class GraphCheck {
  private final OnnxModel model;
  private final List<Finding> findings;
  private final Set<String> functions = new HashSet<>();

  /** Every name defined so far, also by enclosing graphs: a name must be unique. */
  private final Set<String> given = new HashSet<>();

  private final Set<String> used = new HashSet<>();

  GraphCheck(OnnxModel model, List<Finding> findings) {
    this.model = model;
    this.findings = findings;
    for (FunctionProto function : model.proto().getFunctionsList()) {
      functions.add(OnnxModel.normal(function.getDomain()) + ":" + function.getName());
    }
  }

  void check() {
    GraphProto graph = model.proto().getGraph();
    if (graph.getName().isEmpty()) {
      findings.add(Finding.warning("graph", "has no name"));
    }
    if (graph.getOutputCount() == 0) {
      findings.add(Finding.error("graph", "has no output"));
    }
    for (ValueInfoProto input : graph.getInputList()) {
      if (!input.hasType()) {
        findings.add(Finding.error("input '%s'".formatted(input.getName()), "has no type"));
      }
    }
    graph(graph, new HashSet<>());
    unused(graph);
  }

  private void graph(GraphProto graph, Set<String> outer) {
    Set<String> visible = new HashSet<>(outer);
    Set<String> inputs = new HashSet<>();
    for (ValueInfoProto input : graph.getInputList()) {
      inputs.add(input.getName());
      give("input", input.getName(), visible);
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      // Before IR version 4 every initializer is an input, too: its default.
      if (!inputs.remove(tensor.getName())) {
        give("initializer", tensor.getName(), visible);
      }
    }
    graph.getSparseInitializerList().forEach(s -> visible.add(s.getValues().getName()));
    Set<String> later = new HashSet<>();
    graph.getNodeList().forEach(node -> later.addAll(node.getOutputList()));
    for (int i = 0; i < graph.getNodeCount(); i++) {
      node(graph.getNode(i), Inference.where(graph.getNode(i), i), visible, later);
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      used.add(output.getName());
      if (!visible.contains(output.getName())) {
        findings.add(
            Finding.error(
                "output '%s'".formatted(output.getName()),
                "is not the output of a node of the graph"));
      }
    }
  }

  private void give(String what, String name, Set<String> visible) {
    if (name.isEmpty()) {
      findings.add(Finding.error(what, "has no name"));
    } else if (!given.add(name)) {
      findings.add(
          Finding.error("%s '%s'".formatted(what, name), "is defined twice: expected once"));
    }
    visible.add(name);
  }

  private void node(NodeProto node, String where, Set<String> visible, Set<String> later) {
    for (String input : node.getInputList()) {
      used.add(input);
      if (!input.isEmpty() && !visible.contains(input)) {
        String reason =
            later.contains(input)
                ? "which a later node computes: expected the nodes in order"
                : "which is not defined";
        findings.add(Finding.error(where, "reads '%s', %s".formatted(input, reason)));
      }
    }
    signature(node, where);
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        graph(attribute.getG(), visible);
      }
      attribute.getGraphsList().forEach(graph -> graph(graph, visible));
    }
    for (String output : node.getOutputList()) {
      if (!output.isEmpty()) {
        give("the output of " + where, output, visible);
      }
    }
  }

  private void signature(NodeProto node, String where) {
    String name = node.getOpType();
    String domain = OnnxModel.normal(node.getDomain());
    Optional<Long> opset = model.opset(domain);
    if (functions.contains(domain + ":" + name)) {
      return;
    }
    if (opset.isEmpty()) {
      findings.add(
          Finding.error(
              where, "is of the operator set '%s', which is not imported".formatted(domain)));
    } else if (!domain.isEmpty()) {
      findings.add(
          Finding.warning(
              where,
              "is of the operator set '%s': only a runtime that has it can run the model"
                  .formatted(domain)));
    } else {
      Optional<Operator> operator = Operators.find(name, opset.get());
      if (operator.isEmpty()) {
        findings.add(missing(where, name, opset.get()));
      } else if (operator.get().withdrawn()) {
        findings.add(
            Finding.error(
                where,
                "is withdrawn since opset %s: the model imports %s"
                    .formatted(operator.get().since(), opset.get())));
      } else {
        SignatureCheck check = new SignatureCheck(node, operator.get());
        check.arity();
        check.attributes();
        check.problems().forEach(problem -> findings.add(Finding.error(where, problem)));
      }
    }
  }

  private static Finding missing(String where, String name, long opset) {
    if (opset > Operators.NEWEST) {
      return Finding.warning(where, "is unknown: it may be new in opset " + opset);
    }
    return Finding.error(
        where,
        Operators.since(name)
            .map(since -> "needs opset %s: the model imports %s".formatted(since, opset))
            .orElse("is not an operator of ONNX"));
  }

  private void unused(GraphProto graph) {
    for (TensorProto tensor : graph.getInitializerList()) {
      if (!used.contains(tensor.getName())) {
        findings.add(Finding.warning("tensor '%s'".formatted(tensor.getName()), "is not used"));
      }
    }
    for (int i = 0; i < graph.getNodeCount(); i++) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().noneMatch(used::contains)) {
        findings.add(Finding.warning(Inference.where(node, i), "has only unused outputs"));
      }
    }
  }
}
