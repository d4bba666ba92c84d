package dev.wgan.onnx.inspect;

import static dev.wgan.onnx.inspect.Models.FLOAT;
import static dev.wgan.onnx.inspect.Models.INT64;
import static dev.wgan.onnx.inspect.Models.integer;
import static dev.wgan.onnx.inspect.Models.ints;
import static dev.wgan.onnx.inspect.Models.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and shapes are those that ONNX's own inference finds, and no fewer are found. */
class InferenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"mlp", "dcgan", "fixed-batch"})
  void foreignGenerators(String name) throws IOException {
    agrees(Models.foreignProto(name).toBuilder().build());
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 11, 13, 18, 22})
  void windows(int opset) throws InvalidProtocolBufferException {
    Models m = new Models().input("x", FLOAT, -1, 6, 13, 11);
    for (int stride = 1; stride <= 3; stride++) {
      for (int pad = 0; pad <= 2; pad++) {
        String conv =
            m.node(
                "Conv",
                List.of("x", m.weight(8, 3, 3, 2), m.weight(8)),
                ints("strides", stride, 1),
                ints("pads", pad, 0, 1, pad),
                ints("dilations", 2, stride),
                integer("group", 2));
        m.node(
            "ConvTranspose",
            List.of(conv, m.weight(8, 5, 4, 3)),
            ints("strides", stride, 2),
            ints("pads", 1, pad, 1, 0),
            ints("output_padding", stride - 1, 1),
            integer("group", 4));
        m.node("MaxPool", List.of("x"), ints("kernel_shape", 3, 2), ints("strides", stride, 2));
        if (opset >= 10) {
          m.node(
              "AveragePool",
              List.of("x"),
              ints("kernel_shape", 4, 5),
              ints("strides", stride, 2),
              ints("pads", pad, 1, 1, pad),
              integer("ceil_mode", 1));
        }
      }
    }
    m.node("Conv", List.of("x", m.weight(4, 6, 3, 3)), text("auto_pad", "SAME_UPPER"));
    m.node("Conv", List.of("x", m.weight(4, 6, 3, 3)), text("auto_pad", "VALID"));
    m.node("GlobalAveragePool", List.of("x"));
    agrees(m.build(opset));
  }

  @Test
  void products() throws InvalidProtocolBufferException {
    Models m = new Models().input("x", FLOAT, -1, 12).input("y", FLOAT, 3, 1, 12, 5);
    m.node("Gemm", List.of("x", m.weight(7, 12), m.weight(7)), integer("transB", 1));
    m.node("Gemm", List.of(m.weight(12, 4), m.weight(12, 7)), integer("transA", 1));
    String product = m.node("MatMul", List.of("x", m.weight(2, 1, 12, 9)));
    m.node("MatMul", List.of("y", m.weight(5, 4)));
    m.node("MatMul", List.of("x", m.weight(12)));
    m.node("Add", List.of(product, m.weight(9)));
    m.node("Where", List.of(m.node("Less", List.of("x", m.weight(1))), "x", m.weight(1)));
    List<String> quantized = m.node("DynamicQuantizeLinear", List.of("x"), 3);
    m.node(
        "MatMulInteger",
        List.of(
            quantized.get(0),
            m.node("DynamicQuantizeLinear", List.of(m.weight(12, 8)), 3).get(0),
            quantized.get(2)));
    agrees(m.build(13));
  }

  @Test
  void movements() throws InvalidProtocolBufferException {
    Models m = new Models().input("x", FLOAT, -1, 16, 4, 6).input("label", INT64, -1);
    m.node("Reshape", List.of("x", m.longs(-1, 384)));
    m.node("Reshape", List.of("x", m.longs(0, 4, -1, 6)));
    m.node("Flatten", List.of("x"), integer("axis", 2));
    m.node("Transpose", List.of("x"), ints("perm", 0, 2, 3, 1));
    m.node("DepthToSpace", List.of("x"), integer("blocksize", 2));
    m.node("SpaceToDepth", List.of("x"), integer("blocksize", 2));
    m.node("Resize", List.of("x", "", m.floats(1, 1, 2, 2)), text("mode", "nearest"));
    m.node("Pad", List.of("x", m.longs(0, 0, 1, 2, 0, 0, 3, 0)));
    m.node("Gather", List.of(m.weight(10, 5), "label"));
    m.node("Concat", List.of("x", "x"), integer("axis", -3));
    m.node("Split", List.of("x", m.longs(10, 6)), 2, integer("axis", 1));
    m.node("Split", List.of("x"), 2, integer("axis", 2));
    m.node("Slice", List.of("x", m.longs(1, -3), m.longs(100, -1), m.longs(1, 3), m.longs(4, 1)));
    m.node("Slice", List.of("x", m.longs(-1), m.longs(-100), m.longs(2), m.longs(-1)));
    String thin = m.node("Unsqueeze", List.of("x", m.longs(0, -1)));
    m.node("Squeeze", List.of(thin, m.longs(0, 5)));
    m.node("Expand", List.of(m.weight(16, 1, 6), m.longs(3, 1, 4, 1)));
    m.node("Tile", List.of("x", m.longs(1, 2, 3, 1)));
    m.node("ReduceMean", List.of("x"), ints("axes", 2, -1), integer("keepdims", 0));
    m.node("ReduceSum", List.of("x", m.longs(1)));
    m.node("ArgMax", List.of("x"), integer("axis", 1), integer("keepdims", 0));
    m.node("Cast", List.of("x"), integer("to", 10));
    m.node("OneHot", List.of("label", m.scalar(10), m.floats(0, 1)));
    agrees(m.build(13));
  }

  /** What PyTorch writes for {@code x.view(x.size(0), -1)}. */
  @Test
  void aShapeThatTheGraphComputes() {
    Models m = new Models().input("x", FLOAT, -1, 16, 4, 6);
    String batch = m.node("Gather", List.of(m.node("Shape", List.of("x")), m.scalar(0)));
    String shape =
        m.node(
            "Concat",
            List.of(m.node("Unsqueeze", List.of(batch, m.longs(0))), m.longs(-1)),
            integer("axis", 0));
    String flat = m.node("Reshape", List.of("x", shape));
    Inference inference = Inference.of(OnnxModel.of("m", m.build(13)));
    assertThat(inference.value(flat)).hasToString("float [N×384]");
    assertThat(inference.findings()).isEmpty();
  }

  private static void agrees(ModelProto model) throws InvalidProtocolBufferException {
    Inference ours = Inference.of(OnnxModel.of("m", model));
    assertThat(ours.findings()).isEmpty();
    List<ValueInfoProto> all =
        new ArrayList<>(Official.inferred(model).getGraph().getValueInfoList());
    assertThat(all).hasSizeGreaterThanOrEqualTo(model.getGraph().getNodeCount() - 1);
    for (ValueInfoProto value : all) {
      ValueType expected = ValueType.declared(value.getType());
      ValueType found = ours.value(value.getName());
      assertThat(found.type()).as(value.getName()).isEqualTo(expected.type());
      if (expected.shape().isPresent()) {
        assertThat(found.shape()).as(value.getName()).isPresent();
        assertThat(found.contradicts(expected)).as(value.getName() + found + expected).isFalse();
        for (int i = 0; i < expected.shape().get().size(); i++) {
          if (expected.shape().get().get(i).fixed()) {
            assertThat(found.shape().get().get(i).fixed()).as(value + " " + found).isTrue();
          }
        }
      }
    }
  }
}
