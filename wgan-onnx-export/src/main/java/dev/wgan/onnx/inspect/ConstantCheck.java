package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.wgan.runtime.ModelLoadException;
import java.util.List;

/** Checks every constant of a graph: its size against its shape, and that no element is NaN. */
final class ConstantCheck {
  private final OnnxModel model;
  private final List<Finding> findings;

  ConstantCheck(OnnxModel model, List<Finding> findings) {
    this.model = model;
    this.findings = findings;
  }

  /** Checks a graph and those within it; they cannot nest deeper than the reader allows. */
  void graph(GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> tensor(tensor.getName(), tensor));
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasT()) {
          String name = node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
          tensor(name, attribute.getT());
        }
        if (attribute.hasG()) {
          graph(attribute.getG());
        }
        attribute.getGraphsList().forEach(this::graph);
      }
    }
  }

  private void tensor(String name, TensorProto tensor) {
    String where = "tensor '%s'".formatted(name);
    try {
      TensorContent content = new TensorContent(model, tensor);
      content.check();
      TensorContent.NonFinite found = content.nonFinite();
      if (found.nan() > 0) {
        findings.add(
            Finding.error(
                where, "has %s NaN of %s values".formatted(found.nan(), content.elements())));
      }
      if (found.infinite() > 0) {
        findings.add(
            Finding.warning(
                where,
                "has %s infinite of %s values".formatted(found.infinite(), content.elements())));
      }
    } catch (ModelLoadException e) {
      findings.add(Finding.error(where, String.valueOf(e.getMessage())));
    }
  }
}
