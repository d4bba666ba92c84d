package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What exporters write around operators that look at no dimension is followed, and runs. */
class FormTracingTest {
  private final ModelBuilder model = new ModelBuilder().input("z", FLOAT, -1, 12);

  private String vector(long... numbers) {
    return model.constant(numbers, numbers.length);
  }

  private String sequence() {
    return model.node("Reshape", List.of("z", vector(-1, 3, 4)));
  }

  private void assertRuns(byte[] bytes, Integer... shape) {
    assertThat(GraphGuard.dangers(OnnxFile.parse("m", bytes))).isEmpty();
    try (Generator generator = Generator.load(bytes, GeneratorOptions.defaults())) {
      assertThat(generator.sample(2, 1).shape()).containsExactly(shape);
    }
  }

  /** Flattens a value, so that every test ends alike. */
  private byte[] flat(String value, int size) {
    model.nodeTo("y", "Flatten", List.of(value));
    return model.output("y", FLOAT, -1, size).build();
  }

  /** The states begin as zeros for every sample, and the weights are put together of parts. */
  private String recurrent(String operator, long gates) {
    String x = model.node("Transpose", List.of(sequence()), ints("perm", 1, 0, 2));
    String sizes = model.node("Shape", List.of(x));
    String batch = model.node("Gather", List.of(sizes, model.constant(new long[] {1})));
    String listed = model.node("Unsqueeze", List.of(batch, vector(0)));
    String shape = model.node("Concat", List.of(vector(1), listed, vector(5)), integer("axis", 0));
    String zeros = model.node("ConstantOfShape", List.of(shape));
    String one = model.weight(1, 1, 1, 5);
    String state = model.node("Expand", List.of(one, shape));
    String half = model.weight(1, gates * 5, 2);
    String w = model.node("Concat", List.of(half, half), integer("axis", 1));
    String input = model.node("Unsqueeze", List.of(w, vector(0)));
    String r = model.node("Slice", List.of(model.weight(1, 2, gates * 5, 5), vector(0), vector(1)));
    List<String> inputs =
        operator.equals("LSTM")
            ? List.of(x, input, r, "", "", state, zeros)
            : List.of(x, input, r, "", "", state);
    String all = model.node(operator, inputs, integer("hidden_size", 5));
    String steps = model.node("Squeeze", List.of(all, vector(1)));
    return model.node("Transpose", List.of(steps), ints("perm", 1, 0, 2));
  }

  @Test
  void recurrentNetworksAsPyTorchExportsThem() {
    assertRuns(flat(recurrent("LSTM", 4), 15), 15);
  }

  @Test
  void gatedNetworks() {
    assertRuns(flat(recurrent("GRU", 3), 15), 15);
  }

  @Test
  void plainRecurrentNetworks() {
    assertRuns(flat(recurrent("RNN", 1), 15), 15);
  }

  @Test
  void sizesThatAreComputedFromOthers() {
    String x = sequence();
    String sizes = model.node("Shape", List.of(x));
    String length = model.node("Slice", List.of(sizes, vector(1), vector(3)));
    String twice = model.node("Mul", List.of(length, vector(2)));
    String halves = model.node("Div", List.of(twice, vector(1, 4)));
    String batch = model.node("Gather", List.of(sizes, vector(0)));
    String shape = model.node("Concat", List.of(batch, halves), integer("axis", 0));
    String made = model.node("Reshape", List.of(x, shape));
    String normal =
        model.node("InstanceNormalization", List.of(made, model.weight(1, 6), model.weight(1, 6)));
    String w = model.weight(1, 6, 2, 4);
    assertRuns(flat(model.node("ConvTranspose", List.of(normal, w)), 10), 10);
  }

  /** PyTorch writes a squeeze as a choice by the size of a dimension. */
  @Test
  void aChoiceBySizes() {
    String x = model.node("Unsqueeze", List.of(sequence(), vector(1)));
    String size = model.node("Gather", List.of(model.node("Shape", List.of(x)), vector(1)));
    String one = model.node("Equal", List.of(size, vector(1)));
    String squeezed = model.node("Squeeze", List.of(x, vector(1)));
    String chosen = model.hidden(one, squeezed, x);
    String w = model.weight(1, 3, 2, 2);
    assertRuns(flat(model.node("ConvTranspose", List.of(chosen, w)), 10), 10);
  }

  @Test
  void aFunctionOfTheModel() throws InvalidProtocolBufferException {
    String w = model.weight(1, 3, 2, 2);
    String made = model.node("Up", List.of(sequence(), w));
    ModelProto.Builder built = ModelProto.parseFrom(flat(made, 10)).toBuilder();
    FunctionProto function =
        FunctionProto.newBuilder()
            .setDomain("own")
            .setName("Up")
            .addInput("a")
            .addInput("b")
            .addOutput("c")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("ConvTranspose")
                    .addInput("a")
                    .addInput("b")
                    .addOutput("c"))
            .build();
    for (NodeProto.Builder node : built.getGraphBuilder().getNodeBuilderList()) {
      node.setDomain(node.getOpType().equals("Up") ? "own" : "");
    }
    built.setIrVersion(8).addFunctions(function);
    built.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
    assertRuns(built.build().toByteArray(), 10);
  }

  /** A value that a loop carries keeps the dimensions that every turn gives it again. */
  @Test
  void aValueThatALoopCarries() {
    String x = sequence();
    String turns = model.constant(new long[] {2});
    String carried = "carried";
    model.nodeTo(carried, "Loop", List.of(turns, "", x), SizeRulesTest.body());
    String w = model.weight(1, 3, 2, 2);
    assertRuns(flat(model.node("ConvTranspose", List.of(carried, w)), 10), 10);
  }

  @Test
  void imagesOfAnySizeForGenerativeNetworks() {
    String x = model.node("Reshape", List.of("z", vector(0, 12, 1, 1)));
    String small = model.node("ConvTranspose", List.of(x, model.weight(1, 12, 4, 4, 4)));
    String sizes = model.node("Shape", List.of(small));
    String sides = model.node("Slice", List.of(sizes, vector(2), vector(4)));
    String twice = model.node("Mul", List.of(sides, vector(2)));
    String first = model.node("Slice", List.of(sizes, vector(0), vector(2)));
    String target = model.node("Concat", List.of(first, twice), integer("axis", 0));
    String large = model.node("Resize", List.of(small, "", "", target));
    String w = model.weight(1, 3, 4, 3, 3);
    assertRuns(flat(model.node("Conv", List.of(large, w), ints("pads", 1, 1, 1, 1)), 192), 192);
  }

  /** A small file could ask for a list of a billion numbers, or for a million dimensions. */
  @Test
  @Timeout(20)
  void listsThatGrowWithoutEndAreNotFollowed() {
    String list = model.constant(new long[1000], 1000);
    model.nodeTo(
        "long", "Concat", java.util.Collections.nCopies(100_000, list), integer("axis", 0));
    long[] ones = new long[200_000];
    java.util.Arrays.fill(ones, 1);
    String many = model.constant(new long[] {1}, ones);
    for (int i = 0; i < 20_000; i++) {
      many = model.node("Transpose", List.of(many));
    }
    assertThat(GraphGuard.dangers(OnnxFile.parse("m", flat(many, 1)))).isEmpty();
  }
}
