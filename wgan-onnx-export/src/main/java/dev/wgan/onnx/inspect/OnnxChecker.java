package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ModelChecks;
import dev.wgan.runtime.ModelLoadException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the structure of a model without running it: versions, names, order, operators with their
 * attributes and types, shapes, and the weights' sizes and values.
 *
 * <p>Thread-safe: there is no state.
 */
public final class OnnxChecker {
  private static final int NEWEST_IR = 13;
  private static final int LARGE = 1 << 20;

  private OnnxChecker() {}

  /**
   * Checks a model.
   *
   * @param model the model
   * @return all findings
   */
  public static CheckReport check(OnnxModel model) {
    return check(model, GeneratorOptions.defaults());
  }

  /**
   * Checks a model that is loaded with options.
   *
   * @param model the model
   * @param options the options, of which some accept what is a finding by default
   * @return all findings
   */
  public static CheckReport check(OnnxModel model, GeneratorOptions options) {
    List<Finding> findings = new ArrayList<>();
    header(model, findings);
    dangers(model, options, findings);
    new ConstantCheck(model, findings).graph(model.proto().getGraph());
    new GraphCheck(model, findings).check();
    findings.addAll(Inference.of(model).findings());
    return new CheckReport(findings.stream().distinct().toList());
  }

  /** Findings that would crash a process that loads the model; the runtime refuses them, too. */
  private static void dangers(OnnxModel model, GeneratorOptions options, List<Finding> findings) {
    try {
      ModelChecks.dangers(model.name(), withoutWeights(model.proto()), options)
          .forEach(danger -> findings.add(Finding.error("graph", danger)));
    } catch (ModelLoadException e) {
      findings.add(Finding.error("model", String.valueOf(e.getMessage())));
    }
  }

  /** The model's bytes without its large constants, whose content is harmless. */
  private static byte[] withoutWeights(ModelProto model) {
    ModelProto.Builder slim = model.toBuilder();
    GraphProto.Builder graph = slim.getGraphBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      if (graph.getInitializer(i).getSerializedSize() > LARGE) {
        TensorProto.Builder tensor = graph.getInitializer(i).toBuilder();
        tensor.clearRawData().clearFloatData().clearDoubleData();
        graph.setInitializer(i, tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL));
      }
    }
    return slim.build().toByteArray();
  }

  private static void header(OnnxModel model, List<Finding> findings) {
    ModelProto proto = model.proto();
    if (proto.getIrVersion() < 1) {
      findings.add(Finding.error("model", "has no ir_version"));
    } else if (proto.getIrVersion() > NEWEST_IR) {
      findings.add(
          Finding.warning(
              "model",
              "has ir_version %s: newer than %s, the newest supported by this check"
                  .formatted(proto.getIrVersion(), NEWEST_IR)));
    }
    Set<String> domains = new HashSet<>();
    for (OperatorSetIdProto set : proto.getOpsetImportList()) {
      String domain = OnnxModel.normal(set.getDomain());
      if (!domains.add(domain)) {
        findings.add(
            Finding.error("model", "imports the operator set '%s' twice".formatted(domain)));
      }
      if (set.getVersion() < 1) {
        findings.add(
            Finding.error(
                "model",
                "imports version %s of the operator set '%s': expected 1 or more"
                    .formatted(set.getVersion(), domain)));
      }
      if (domain.isEmpty() && set.getVersion() > Operators.NEWEST) {
        findings.add(
            Finding.warning(
                "model",
                "imports opset %s: its operators are checked as those of opset %s"
                    .formatted(set.getVersion(), Operators.NEWEST)));
      }
    }
    if (domains.isEmpty()) {
      findings.add(Finding.error("model", "imports no operator set: expected at least one"));
    }
    Set<String> keys = new HashSet<>();
    proto
        .getMetadataPropsList()
        .forEach(
            entry -> {
              if (!keys.add(entry.getKey())) {
                findings.add(
                    Finding.error(
                        "model", "has the metadata property '%s' twice".formatted(entry.getKey())));
              }
            });
  }
}
