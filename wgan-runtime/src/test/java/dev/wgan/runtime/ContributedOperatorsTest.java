package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators outside ONNX's own domain, and functions that could be taken for them. */
class ContributedOperatorsTest {
  private static NodeProto node(String domain, String operator) {
    return NodeProto.newBuilder()
        .setName("n")
        .setDomain(domain)
        .setOpType(operator)
        .addInput("x")
        .addOutput("y")
        .build();
  }

  private static List<String> dangers(NodeProto node, FunctionProto... functions) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(20))
            .setGraph(GraphProto.newBuilder().addNode(node));
    for (FunctionProto function : functions) {
      model.addFunctions(function);
    }
    return GraphGuard.dangers(OnnxFile.parse("model", model.build().toByteArray()));
  }

  private static FunctionProto function(String domain, String name) {
    return FunctionProto.newBuilder()
        .setDomain(domain)
        .setName(name)
        .addInput("x")
        .addOutput("y")
        .addNode(node("", "Relu"))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "com.microsoft, Attention",
    "com.microsoft, MoE",
    "com.microsoft, BiasGelu",
    "com.microsoft, Trilu",
    "com.microsoft.nchwc, Conv",
    "com.ms.internal.nhwc, QLinearConv",
    "ai.onnx.ml, TreeEnsemble",
    "ai.onnx.ml, FeatureVectorizer",
    "'', ImageScaler",
    "'', Crop",
    "'', DynamicSlice",
  })
  void operatorsThatDoNotLookAtSizesAreRefused(String domain, String operator) {
    assertThat(dangers(node(domain, operator))).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"com.microsoft, Gelu", "com.microsoft, FusedConv", "ai.onnx.ml, Scaler"})
  void soundOperatorsAreNot(String domain, String operator) {
    assertThat(dangers(node(domain, operator))).isEmpty();
  }

  @Test
  void aFunctionIsNotMistakenForAnOperator() {
    NodeProto call = node("own", "f");
    assertThat(dangers(call, function("own", "f"))).isEmpty();
    assertThat(dangers(call, function("own", "f"), function("own", "f")))
        .singleElement()
        .asString()
        .contains("there are two functions own:f");
    assertThat(dangers(node("com.microsoft", "Gelu"), function("com.microsoft", "Gelu")))
        .singleElement()
        .asString()
        .contains("the function com.microsoft:Gelu has the domain of built-in operators");
  }
}
