package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static dev.wgan.runtime.ModelBuilder.INT64;
import static dev.wgan.runtime.ModelBuilder.integer;
import static dev.wgan.runtime.ModelBuilder.ints;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.wgan.runtime.Batching.Mode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a graph says of its batch, in the many ways of saying it. */
class BatchTracingTest {
  private static Batching of(BiFunction<ModelBuilder, String, String> body) {
    return of(13, body);
  }

  /** A graph over samples of 2 by 6. */
  private static Batching of(int opset, BiFunction<ModelBuilder, String, String> body) {
    return trace(model(opset, body));
  }

  private static byte[] model(int opset, BiFunction<ModelBuilder, String, String> body) {
    ModelBuilder model = new ModelBuilder().opset(opset).input("x", FLOAT, -1, 2, 6);
    model.nodeTo("y", "Identity", List.of(body.apply(model, "x")));
    return model.output("y", FLOAT, -1).build();
  }

  private static Batching trace(byte[] model) {
    ModelInput input =
        new ModelInput("x", ModelInput.Role.LATENT, NativeType.FLOAT, true, List.of(2, 6));
    return BatchTracing.of(OnnxFile.parse("the model", model), List.of(input), "y");
  }

  private static Mode mode(BiFunction<ModelBuilder, String, String> body) {
    return of(body).mode();
  }

  @Test
  void theModelsOfOtherTestsRunInBatches() {
    for (byte[] model :
        List.of(
            TestModels.mlp(),
            TestModels.conv(),
            TestModels.conditional(),
            TestModels.bytes(),
            TestModels.table())) {
      try (Generator generator = Generator.load(model, GeneratorOptions.defaults())) {
        assertThat(generator.info().batching()).isEqualTo(Batching.INVARIANT);
        assertThat(generator.info().batching()).hasToString("samples run in batches");
      }
    }
  }

  @Test
  void aReasonNamesTheNode() {
    assertThat(of((m, x) -> m.node("Elu", List.of(x))))
        .hasToString(
            "samples run one at a time: the node of 'elu0' (Elu) may round a sample differently in another batch");
  }

  @Test
  void shapesComputedFromTheBatchKeepRows() {
    assertThat(
            mode(
                (m, x) -> {
                  String shape = m.node("Shape", List.of(x));
                  String batch = m.node("Gather", List.of(shape, m.constant(new long[] {0})));
                  String front = m.node("Unsqueeze", List.of(batch, m.constant(new long[] {0}, 1)));
                  String all =
                      m.node(
                          "Concat",
                          List.of(front, m.constant(new long[] {12}, 1)),
                          integer("axis", 0));
                  String flat = m.node("Reshape", List.of(x, all));
                  return m.node("Gemm", List.of(flat, m.weight(1, 12, 3), m.weight(1, 3)));
                }))
        .isEqualTo(Mode.INVARIANT);
  }

  /** The batch's size must not decide how a row is cut, repeated, reshaped or resized. */
  @Test
  void sizesDoNotSteerWhatHappensWithinARow() {
    assertThat(
            mode(
                (m, x) ->
                    m.node(
                        "Slice",
                        List.of(
                            x,
                            m.constant(new long[] {0}, 1),
                            batch(m, x),
                            m.constant(new long[] {2}, 1)))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Split", List.of(x, batch(m, x)), integer("axis", 2))))
        .isEqualTo(Mode.MIXES);
    for (String operator : List.of("Tile", "Reshape", "Expand")) {
      assertThat(mode((m, x) -> m.node(operator, List.of(x, oneBatchRest(m, x)))))
          .as(operator)
          .isEqualTo(Mode.MIXES);
    }
    assertThat(
            mode(
                (m, x) -> {
                  String filled = m.node("ConstantOfShape", List.of(oneBatchRest(m, x)));
                  return m.node("Concat", List.of(x, filled), integer("axis", 2));
                }))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Resize", List.of(x, "", "", oneBatchRest(m, x)))))
        .isEqualTo(Mode.MIXES);
  }

  /** As exporters write view(n, -1, x.size(1)): the rest does not depend on the batch. */
  @Test
  void otherSizesThanTheBatchsMaySteer() {
    assertThat(
            mode(
                (m, x) -> {
                  String shape = m.node("Shape", List.of(x));
                  String second = m.node("Gather", List.of(shape, m.constant(new long[] {1}, 1)));
                  String all =
                      m.node(
                          "Concat",
                          List.of(batch(m, x), m.constant(new long[] {-1}, 1), second),
                          integer("axis", 0));
                  return m.node("Reshape", List.of(x, all));
                }))
        .isEqualTo(Mode.INVARIANT);
  }

  /** The size of the batch, as a vector of one. */
  private static String batch(ModelBuilder m, String x) {
    String shape = m.node("Shape", List.of(x));
    return m.node("Gather", List.of(shape, m.constant(new long[] {0}, 1)));
  }

  /** The vector 1, the size of the batch, 1. */
  private static String oneBatchRest(ModelBuilder m, String x) {
    return m.node(
        "Concat",
        List.of(m.constant(new long[] {1}, 1), batch(m, x), m.constant(new long[] {1}, 1)),
        integer("axis", 0));
  }

  @Test
  void sizesDoNotComputeSamples() {
    assertThat(
            mode(
                (m, x) -> {
                  String size = m.node("Size", List.of(x));
                  String real = m.node("Cast", List.of(size), integer("to", FLOAT));
                  return m.node("Div", List.of(x, real));
                }))
        .isEqualTo(Mode.MIXES);
  }

  @Test
  void whatMovesSamplesOutOfTheirRowsMixes() {
    assertThat(mode((m, x) -> m.node("Transpose", List.of(x), ints("perm", 1, 0, 2))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Transpose", List.of(x), ints("perm", 0, 2, 1))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Reshape", List.of(x, m.constant(new long[] {3, -1}, 2)))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Reshape", List.of(x, m.constant(new long[] {-1, 6}, 2)))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Concat", List.of(x, x), integer("axis", 0))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Concat", List.of(x, x), integer("axis", -3))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Concat", List.of(x, x), integer("axis", -1))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Flatten", List.of(x), integer("axis", 0))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Gather", List.of(x, m.constant(new long[] {0}, 1)))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("GatherElements", List.of(x, zeros(m, x)))))
        .isEqualTo(Mode.MIXES);
    assertThat(
            mode((m, x) -> m.node("GatherElements", List.of(x, zeros(m, x)), integer("axis", 1))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Softmax", List.of(x), integer("axis", 0))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("ReduceMax", List.of(x)))).isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("ReduceMean", List.of(x), ints("axes", 0))))
        .isEqualTo(Mode.MIXES);
  }

  private static String zeros(ModelBuilder m, String x) {
    String none = m.node("Mul", List.of(x, m.constant(new float[] {0})));
    return m.node("Cast", List.of(none), integer("to", 7));
  }

  @Test
  void whatCountsOrStretchesTheBatchMixes() {
    assertThat(
            mode(
                (m, x) -> {
                  List<String> outputs = List.of("pooled", "places");
                  m.nodeTo(outputs, "MaxPool", List.of(x), ints("kernel_shape", 2));
                  return m.node("Cast", List.of("places"), integer("to", FLOAT));
                }))
        .isEqualTo(Mode.MIXES);
    assertThat(resized(2, 1, 1)).isEqualTo(Mode.MIXES);
    assertThat(resized(1, 1, 2)).isEqualTo(Mode.INVARIANT);
    assertThat(
            mode(
                (m, x) -> {
                  String shape = m.node("Shape", List.of(x));
                  String one = m.constant(new long[] {1}, 1);
                  String all = m.node("Concat", List.of(one, shape), integer("axis", 0));
                  return m.node("Reshape", List.of(x, all));
                }))
        .isEqualTo(Mode.MIXES);
  }

  private static Mode resized(float... scales) {
    return mode((m, x) -> m.node("Resize", List.of(x, "", m.constant(scales, scales.length))));
  }

  @Test
  void constantsMayNotDifferFromRowToRow() {
    assertThat(mode((m, x) -> m.node("Add", List.of(x, m.weight(1, 1, 2, 6)))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Add", List.of(x, m.weight(1, 2, 6)))))
        .isEqualTo(Mode.INVARIANT);
    assertThat(mode((m, x) -> m.node("Add", List.of(x, m.weight(1, 4, 2, 6)))))
        .isEqualTo(Mode.MIXES);
    assertThat(mode((m, x) -> m.node("Add", List.of(x, m.weight(1, 4, 1, 2, 6)))))
        .isEqualTo(Mode.MIXES);
  }

  @Test
  void aLookUpGivesEverySampleItsRow() {
    ModelBuilder model = new ModelBuilder().input("x", INT64, -1);
    model.nodeTo("y", "Gather", List.of(model.weight(1, 3, 5), "x"));
    ModelInput label =
        new ModelInput("x", ModelInput.Role.LABEL, NativeType.INT64, true, List.of());
    byte[] bytes = model.output("y", FLOAT, -1, 5).build();
    assertThat(BatchTracing.of(OnnxFile.parse("the model", bytes), List.of(label), "y"))
        .isEqualTo(Batching.INVARIANT);
  }

  @Test
  void weightsThatACallerMayReplaceAreNotPacked() throws InvalidProtocolBufferException {
    byte[] plain = model(13, (m, x) -> m.node("MatMul", List.of(x, m.weight(1, 6, 3))));
    ModelProto.Builder changed = ModelProto.parseFrom(plain).toBuilder();
    GraphProto.Builder graph = changed.getGraphBuilder();
    graph.addInput(graph.getInput(0).toBuilder().setName(graph.getInitializer(0).getName()));
    assertThat(trace(plain)).isEqualTo(Batching.INVARIANT);
    assertThat(trace(changed.build().toByteArray()).mode()).isEqualTo(Mode.ROUNDS);
    assertThat(trace(changed.setIrVersion(3).build().toByteArray())).isEqualTo(Batching.INVARIANT);
  }

  @Test
  void operatorsInTrainingModeAreIrreproducible() {
    BiFunction<ModelBuilder, String, String> dropout =
        (m, x) ->
            m.node(
                "Dropout", List.of(x, m.constant(new float[] {0.5f}), m.bytes(9, new byte[] {1})));
    assertThat(mode(dropout)).isEqualTo(Mode.IRREPRODUCIBLE);
    assertThat(mode((m, x) -> m.node("Dropout", List.of(x)))).isEqualTo(Mode.INVARIANT);
    assertThat(
            mode(
                (m, x) ->
                    m.node(
                        "Dropout",
                        List.of(x, m.constant(new float[] {0.5f}), m.bytes(9, new byte[1])))))
        .isEqualTo(Mode.INVARIANT);
    BiFunction<ModelBuilder, String, String> normalized =
        (m, x) ->
            m.node(
                "BatchNormalization",
                List.of(x, m.weight(1, 2), m.weight(1, 2), m.weight(1, 2), m.weight(1, 2)),
                integer("training_mode", 1));
    assertThat(of(14, normalized).mode()).isEqualTo(Mode.IRREPRODUCIBLE);
    assertThat(of(14, normalized).reason()).contains("normalizes with the statistics of its batch");
  }

  @Test
  void onlyWhatTheSamplesDependOnCounts() {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 2, 6);
    model.nodeTo("noise", "RandomNormalLike", List.of("x"));
    model.nodeTo("y", "Tanh", List.of("x"));
    assertThat(trace(model.output("y", FLOAT, -1).output("noise", FLOAT, -1).build()))
        .isEqualTo(Batching.INVARIANT);
  }

  @Test
  void randomNumbersAreFoundInGraphsWithinNodes() throws InvalidProtocolBufferException {
    Consumer<GraphProto.Builder> random =
        graph ->
            graph.addNode(
                NodeProto.newBuilder().setOpType("RandomNormalLike").addInput("x").addOutput("r"));
    Consumer<GraphProto.Builder> dropout =
        graph ->
            graph
                .addInitializer(
                    TensorProto.newBuilder().setName("on").setDataType(9).addInt32Data(1))
                .addNode(
                    NodeProto.newBuilder()
                        .setOpType("Dropout")
                        .addInput("x")
                        .addInput("")
                        .addInput("on")
                        .addOutput("r"));
    Consumer<GraphProto.Builder> harmless =
        graph ->
            graph.addNode(NodeProto.newBuilder().setOpType("Tanh").addInput("x").addOutput("r"));
    assertThat(trace(withIf(random)).mode()).isEqualTo(Mode.IRREPRODUCIBLE);
    assertThat(trace(withIf(dropout)).mode()).isEqualTo(Mode.IRREPRODUCIBLE);
    assertThat(trace(withIf(harmless)).mode()).isEqualTo(Mode.MIXES);
  }

  private static byte[] withIf(Consumer<GraphProto.Builder> body)
      throws InvalidProtocolBufferException {
    ModelBuilder model = new ModelBuilder().input("x", FLOAT, -1, 2, 6);
    String always = model.bytes(9, new byte[] {1});
    GraphProto.Builder branch = GraphProto.newBuilder().setName("branch");
    body.accept(branch);
    branch.addOutput(ai.onnx.proto.OnnxMl.ValueInfoProto.newBuilder().setName("r"));
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setType(AttributeProto.AttributeType.GRAPH).setG(branch);
    model.nodeTo(
        "y",
        "If",
        List.of(always),
        attribute.setName("then_branch").build(),
        attribute.setName("else_branch").build());
    return model.output("y", FLOAT, -1).build();
  }

  @Test
  void functionsAreFollowed() throws InvalidProtocolBufferException {
    assertThat(trace(withFunction("Tanh"))).isEqualTo(Batching.INVARIANT);
    assertThat(trace(withFunction("Elu")).mode()).isEqualTo(Mode.ROUNDS);
    assertThat(trace(withFunction("RandomNormalLike")).mode()).isEqualTo(Mode.IRREPRODUCIBLE);
    assertThat(trace(withFunction("Unheard")).mode()).isEqualTo(Mode.MIXES);
  }

  private static byte[] withFunction(String operator) throws InvalidProtocolBufferException {
    ModelBuilder model = new ModelBuilder().opset(17).input("x", FLOAT, -1, 2, 6);
    model.nodeTo("y", "Own", List.of("x"));
    ModelProto.Builder built =
        ModelProto.parseFrom(model.output("y", FLOAT, -1).build()).toBuilder();
    built.getGraphBuilder().getNodeBuilder(0).setDomain("own");
    FunctionProto function =
        FunctionProto.newBuilder()
            .setName("Own")
            .setDomain("own")
            .addInput("a")
            .addOutput("b")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .addNode(NodeProto.newBuilder().setOpType(operator).addInput("a").addOutput("b"))
            .build();
    return built.addFunctions(function).build().toByteArray();
  }

  @Test
  void otherDomainsAreNotFollowed() throws InvalidProtocolBufferException {
    ModelProto.Builder model =
        ModelProto.parseFrom(model(13, (m, x) -> m.node("Gelu", List.of(x)))).toBuilder();
    model.getGraphBuilder().getNodeBuilder(0).setDomain("com.microsoft");
    assertThat(trace(model.build().toByteArray()).mode()).isEqualTo(Mode.MIXES);
  }
}
