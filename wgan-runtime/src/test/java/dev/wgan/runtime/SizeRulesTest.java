package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;
import static dev.wgan.runtime.ModelBuilder.text;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Operators that end the process on dimensions that are computed, not declared. Their models are
 * never loaded here: only their structure is checked.
 */
class SizeRulesTest {
  /** Each has been seen to end a process with ONNX Runtime 1.28; a hole is left out. */
  private static final String CRASHES =
      """
      LSTM; 3,2,4 1,20,0 1,20,5; hidden_size=5; is given 'in1', which is empty: [1, 20, 0]
      LSTM; 3,2,4 20,4 1,20,5; hidden_size=5; takes 'in1' with 3 dimensions: the model gives it
      LSTM; 3,2,4 1,20,4 0,20,5; hidden_size=5; is given 'in2', which is empty
      LSTM; 3,2,4 1,20,4 1,20,5; hidden_size=1000; has hidden_size 1000: expected the 5 of its
      LSTM; 3,0,4 1,20,4 1,20,5; hidden_size=5; is given 'in0', which is empty: [3, 0, 4]
      GRU; 0,2,4 1,15,4 1,15,5; hidden_size=5; is given 'in0', which is empty: [0, 2, 4]
      GRU; 4 1,15,4 1,15,5; hidden_size=5; takes 'in0' with 3 dimensions: the model gives it [4]
      RNN; 2,4 1,5,4 1,5,5; hidden_size=5; takes 'in0' with 3 dimensions: the model gives it [2, 4]
      ConvTranspose; 1,2,0 2,1,2; ; is given 'in0', which is empty: [1, 2, 0]
      ConvTranspose; 1,2,3,3,0 2,1,2,2,2; ; is given 'in0', which is empty: [1, 2, 3, 3, 0]
      InstanceNormalization; 1,2,0 2 2; ; is given 'in0', which is empty: [1, 2, 0]
      GridSample; 1,1,0,3 1,2,2,2; padding_mode='reflection'; is given 'in0', which is empty
      GridSample; 1,1,3,0 1,2,2,2; padding_mode='border'; is given 'in0', which is empty
      RoiAlign; 1,1,0,4 1,4 1; ; is given 'in0', which is empty: [1, 1, 0, 4]
      RoiAlign; 1,4,4 1,4 1; ; takes 'in0' with 4 dimensions: the model gives it [1, 4, 4]
      RoiAlign; 1,1,4,4 4 1; ; takes 'in1' with 2 dimensions: the model gives it [4]
      MaxPool; 2,4,4; kernel_shape=2,2; takes 'in0' with 4 dimensions: the model gives it [2, 4, 4]
      DFT; 1,0,1; ; is given 'in0', which is empty: [1, 0, 1]
      DFT; 1; ; takes 'in0' with 2 or more dimensions: the model gives it [1]
      STFT; 1,16,1 - 0; ; is given 'in2', which is empty: [0]
      TopK; 0,4 1; axis=1; is given 'in0', which is empty: [0, 4]
      Unique; 3,0; axis=0; is given 'in0', which is empty: [3, 0]
      GatherND; 2,2 -1; ; takes 'in1' with 1 or more dimensions: the model gives it []
      Concat; 0 2,2; axis=0; takes 'in0' with 2 dimensions: the model gives it [0]
      Einsum; 3,4 4; equation='bij,bjk->bik'; takes 'in0' with 3 dimensions: the model gives it
      Dropout; 3 -1 0; ; is given 'in2', which is empty: [0]
      Attention; 1,2,4 1,3,0 1,3,4; q_num_heads=2; is given 'in1', which is empty: [1, 3, 0]
      Attention; 1,2,4 1,3,4 1,0,4; q_num_heads=2; is given 'in2', which is empty: [1, 0, 4]
      Attention; 1,0,0,4 1,0,3,4 1,0,3,4; ; is given 'in0', which is empty: [1, 0, 0, 4]
      QuantizeLinear; 0,0 0,0; block_size=2; is given 'in0', which is empty: [0, 0]
      QuantizeLinear; 4,2 0,2; block_size=2; is given 'in1', which is empty: [0, 2]
      DequantizeLinear; 0,0 0,0; block_size=2; is given 'in0', which is empty: [0, 0]
      Split; 4,2; num_outputs=2; has num_outputs 2: expected the number of its outputs, 1
      """;

  private static AttributeProto attribute(String written) {
    String name = written.substring(0, written.indexOf('='));
    String value = written.substring(name.length() + 1);
    if (value.startsWith("'")) {
      return text(name, value.substring(1, value.length() - 1));
    }
    long[] numbers = Arrays.stream(value.split(",", -1)).mapToLong(Long::parseLong).toArray();
    return name.equals("kernel_shape") ? ints(name, numbers) : integer(name, numbers[0]);
  }

  /** A node over zeros of these shapes, each made by a ConstantOfShape. */
  private static byte[] model(String operator, String shapes, String attributes, boolean hidden) {
    ModelBuilder model = new ModelBuilder().opset(17).input("z", FLOAT, -1, 4);
    model.nodeTo("chosen", "Cast", List.of("z"), integer("to", StoredTensor.BOOL));
    List<String> inputs = new ArrayList<>();
    for (String shape : shapes.strip().split(" ", -1)) {
      if (shape.equals("-")) {
        inputs.add("");
        continue;
      }
      long[] dims =
          shape.equals("-1")
              ? new long[0]
              : Arrays.stream(shape.split(",", -1)).mapToLong(Long::parseLong).toArray();
      String made = "in" + inputs.size();
      model.nodeTo(made, "ConstantOfShape", List.of(model.constant(dims, dims.length)));
      boolean first = hidden && inputs.isEmpty();
      inputs.add(first ? model.hidden("chosen", made, model.weight(1, 1, 1, 1, 1, 1, 1)) : made);
    }
    List<AttributeProto> settings =
        attributes.isBlank()
            ? List.of()
            : Arrays.stream(attributes.strip().split(" ", -1))
                .map(SizeRulesTest::attribute)
                .toList();
    model.nodeTo("y", operator, inputs, settings.toArray(new AttributeProto[0]));
    return model.output("y", FLOAT, -1).build();
  }

  private static List<String> dangers(byte[] model) {
    return GraphGuard.dangers(OnnxFile.parse("m", model));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = CRASHES)
  void computedSizesThatEndTheProcessAreNamed(
      String operator, String shapes, String attributes, String message) {
    String settings = attributes == null ? "" : attributes;
    assertThat(dangers(model(operator, shapes, settings, false)))
        .first()
        .asString()
        .startsWith("the node of 'y' (" + operator + ") ")
        .contains(message);
  }

  /** A run chooses between two numbers of dimensions: nobody knows which before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "LSTM; 3,2,4 1,20,4 1,20,5; hidden_size=5",
        "GRU; 3,2,4 1,15,4 1,15,5; hidden_size=5",
        "RNN; 3,2,4 1,5,4 1,5,5; hidden_size=5",
        "ConvTranspose; 1,2,3 2,1,2; ",
        "InstanceNormalization; 1,2,3 2 2; ",
        "GridSample; 1,1,3,3 1,2,2,2; padding_mode='border'",
        "RoiAlign; 1,1,4,4 1,4 1; ",
        "MaxPool; 1,2,4,4; kernel_shape=2,2",
        "DFT; 1,8,1; ",
        "TopK; 3,4 1; axis=1",
        "Concat; 2,2 2,2; axis=0",
        "Einsum; 2,3,4 2,4,5; equation='bij,bjk->bik'"
      })
  void sizesThatOnlyARunKnowsAreNamed(String operator, String shapes, String attributes) {
    String settings = attributes == null ? "" : attributes;
    assertThat(dangers(model(operator, shapes, settings, true)))
        .first()
        .asString()
        .startsWith("the node of 'y' (" + operator + ") takes 'hidden")
        .contains("whose dimensions are not known before it runs: export the model with fixed")
        .endsWith("sizes, or let a tool such as onnxsim simplify it");
    assertThat(dangers(model(operator, shapes, settings, false))).isEmpty();
  }

  /** Numbers that ONNX Runtime divides by, or adds to a size without looking at the sum. */
  @ParameterizedTest
  @CsvSource({
    "SplitToSequence, 0, 1 to 16777216",
    "SplitToSequence, -1, 1 to 16777216",
    "Trilu, -9223372036854775808, -16777216 to 16777216",
    "Trilu, 9223372036854775807, -16777216 to 16777216",
    "HannWindow, 2147483647, -16777216 to 16777216",
    "HammingWindow, 2147483647, -16777216 to 16777216",
    "BlackmanWindow, 2147483647, -16777216 to 16777216",
  })
  void numbersOutsideTheirBoundsAreNamed(String operator, long number, String bounds) {
    assertThat(dangers(numbered(operator, number)))
        .singleElement()
        .asString()
        .startsWith("the node of 'y' (%s) takes the number ".formatted(operator))
        .endsWith("which is %s: expected %s".formatted(number, bounds));
    assertThat(dangers(numbered(operator, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "3, false"})
  void negativePartsAreNamed(long last, boolean refused) {
    ModelBuilder model = new ModelBuilder().opset(17).input("z", FLOAT, -1, 4);
    String sizes = model.constant(new long[] {1, last}, 2);
    model.nodeTo("y", "Split", List.of("z", sizes), integer("axis", 1));
    List<String> dangers = dangers(model.output("y", FLOAT, -1).build());
    if (refused) {
      assertThat(dangers).singleElement().asString().endsWith("is -1: expected 0 or more");
    } else {
      assertThat(dangers).isEmpty();
    }
  }

  private static byte[] numbered(String operator, long number) {
    ModelBuilder model = new ModelBuilder().opset(17).input("z", FLOAT, -1, 4);
    String constant = model.constant(new long[] {number});
    boolean only = operator.endsWith("Window");
    model.nodeTo("y", operator, only ? List.of(constant) : List.of("z", constant));
    return model.output("y", FLOAT, -1).build();
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 'frame_step'", "2, 0, 'frame_length'"})
  void framesOfNothingAreNamed(long step, long length, String name) {
    ModelBuilder model = new ModelBuilder().opset(17).input("z", FLOAT, -1, 16, 1);
    model.nodeTo("frame_step", "Identity", List.of(model.constant(new long[] {step})));
    model.nodeTo("frame_length", "Identity", List.of(model.constant(new long[] {length})));
    model.nodeTo("y", "STFT", List.of("z", "frame_step", "", "frame_length"));
    assertThat(dangers(model.output("y", FLOAT, -1).build()))
        .containsExactly(
            "the node of 'y' (STFT) divides by '%s', which is 0: expected a constant of 1 or more"
                .formatted(name));
  }

  private static AttributeProto value() {
    return AttributeProto.newBuilder()
        .setName("value")
        .setType(AttributeProto.AttributeType.TENSOR)
        .setT(TensorProto.newBuilder().setDataType(INT64).addDims(1).addInt64Data(2))
        .build();
  }

  private static ValueInfoProto typed(String name, TypeProto.Tensor.Builder type) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  /** The body of a loop that carries one value on as it is. */
  static AttributeProto body() {
    GraphProto.Builder body = GraphProto.newBuilder().setName("body");
    TensorShapeProto scalar = TensorShapeProto.getDefaultInstance();
    body.addInput(typed("turn", TypeProto.Tensor.newBuilder().setElemType(INT64).setShape(scalar)));
    body.addInput(
        typed("go", TypeProto.Tensor.newBuilder().setElemType(StoredTensor.BOOL).setShape(scalar)));
    body.addInput(typed("value", TypeProto.Tensor.newBuilder().setElemType(FLOAT)));
    for (String[] node : new String[][] {{"go", "on"}, {"value", "next"}}) {
      body.addNode(
          NodeProto.newBuilder().setOpType("Identity").addInput(node[0]).addOutput(node[1]));
      body.addOutput(ValueInfoProto.newBuilder().setName(node[1]));
    }
    return AttributeProto.newBuilder()
        .setName("body")
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(body)
        .build();
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aLoopWithoutANumberOfTurnsIsNamed(long count) {
    ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 4);
    String none = model.constant(new long[] {count}, 1);
    model.nodeTo("turns", "ConstantOfShape", List.of(none), value());
    model.nodeTo("y", "Loop", List.of("turns", "", "z"), body());
    List<String> dangers = dangers(model.output("y", FLOAT, -1, 4).build());
    if (count == 0) {
      assertThat(dangers)
          .containsExactly("the node of 'y' (Loop) is given 'turns', which is empty: [0]");
    } else {
      assertThat(dangers).isEmpty();
    }
  }
}
