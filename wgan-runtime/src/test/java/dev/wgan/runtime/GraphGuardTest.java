package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphs that would end the process are refused before ONNX Runtime sees them; sound ones load. */
class GraphGuardTest {
  private static void assertRefused(byte[] model, String message) {
    assertThatThrownBy(() -> Generator.load(model, GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith("the model is refused, since running it could end the process: ")
        .hasMessageContaining(message);
  }

  private static List<String> dangers(ModelProto.Builder model) {
    return GraphGuard.dangers(OnnxFile.parse("model", model.build().toByteArray()));
  }

  private static AttributeProto attribute(String text) {
    String name = text.substring(0, text.indexOf('='));
    String value = text.substring(text.indexOf('=') + 1);
    if (value.startsWith("'")) {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(value.substring(1, value.length() - 1)))
          .build();
    }
    if (value.startsWith("f")) {
      return AttributeProto.newBuilder()
          .setName(name)
          .setType(AttributeProto.AttributeType.FLOAT)
          .setF(Float.parseFloat(value.substring(1)))
          .build();
    }
    long[] numbers = Arrays.stream(value.split(",", -1)).mapToLong(Long::parseLong).toArray();
    return name.endsWith("s") || numbers.length > 1
        ? ModelBuilder.ints(name, numbers)
        : ModelBuilder.integer(name, numbers[0]);
  }

  private static NodeProto node(String operator, String... attributes) {
    NodeProto.Builder node =
        NodeProto.newBuilder().setName("n").setOpType(operator).addInput("x").addOutput("y");
    for (String text : attributes) {
      node.addAttribute(attribute(text));
    }
    return node.build();
  }

  private static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(20))
        .setGraph(graph);
  }

  @Test
  void theModelThatKilledTheProcessIsRefused() throws IOException {
    try (InputStream in = GraphGuardTest.class.getResourceAsStream("/hostile/group_zero.onnx")) {
      assertRefused(
          Objects.requireNonNull(in).readAllBytes(), "(ConvTranspose) has group 0: expected 1 or");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Conv; group=0; has group 0: expected 1 or more",
        "Conv; group=-1; has group -1",
        "ConvTranspose; strides=2,0; has strides 0: expected 1 or more",
        "FusedConv; dilations=0,1; has dilations 0",
        "Conv; kernel_shape=3,-3; has kernel_shape -3",
        "Conv; kernel_shape=3,1099511627776; has kernel_shape 1099511627776",
        "Conv; pads=0,0,-1,0; has pads -1: expected 0 to",
        "MaxPool; kernel_shape=2,2 strides=2; has 1 values of strides: expected 2",
        "MaxPool; kernel_shape=2,2 pads=1,1; has 2 values of pads: expected 4",
        "ConvTranspose; output_shape=0,4; has output_shape 0",
        "ConvTranspose; output_padding=-1,0; has output_padding -1",
        "DepthToSpace; blocksize=1099511627776; has blocksize 1099511627776: expected 1 or more",
        "SpaceToDepth; blocksize=0; has blocksize 0",
        "LRN; size=0; has size 0",
        "LpPool; p=0; has p 0",
        "GroupNormalization; num_groups=0; has num_groups 0",
        "Split; num_outputs=0; has num_outputs 0",
        "LayerNormalization; axis=9223372036854775807; has axis 9223372036854775807: expected -64",
        "Transpose; perm=0,-1; has perm -1: expected 0 to 63",
        "Attention; num_heads=0; has num_heads 0",
        "LSTM; hidden_size=-64; has hidden_size -64",
        "Einsum; equation='nearest,x'; has the equation 'nearest,x': expected a term of letters",
        "Einsum; equation='ij->k'; has the equation 'ij->k'",
        "Einsum; equation='i1'; has the equation 'i1'",
        "RandomUniformLike; high=f-Infinity; draws from 0.0 to -Infinity",
        "RandomUniform; low=fNaN; draws from NaN to 1.0",
        "RandomNormal; scale=f-1; and scale -1.0",
        "RandomNormalLike; scale=f0; and scale 0.0",
        "EPContext; embed_mode=0; a program that was compiled for one device"
      })
  void settingsThatEndTheProcessAreNamed(String operator, String attributes, String message) {
    NodeProto node = node(operator, attributes.split(" ", -1));
    assertThat(dangers(model(GraphProto.newBuilder().addNode(node))))
        .singleElement()
        .asString()
        .startsWith("node 'n' (" + operator + ")")
        .contains(message);
    AttributeProto.Builder inner =
        AttributeProto.newBuilder().setName("body").setG(GraphProto.newBuilder().addNode(node));
    NodeProto outer = NodeProto.newBuilder().setOpType("Loop").addAttribute(inner).build();
    assertThat(dangers(model(GraphProto.newBuilder().addNode(outer)))).hasSize(1);
    FunctionProto function = FunctionProto.newBuilder().setName("F").addNode(node).build();
    assertThat(dangers(model(GraphProto.newBuilder()).addFunctions(function))).hasSize(1);
  }

  @Test
  void settingsThatAFunctionIsCalledWithAreFollowed() {
    NodeProto body =
        NodeProto.newBuilder()
            .setOpType("Conv")
            .addAttribute(AttributeProto.newBuilder().setName("group").setRefAttrName("g"))
            .build();
    FunctionProto.Builder function =
        FunctionProto.newBuilder().setDomain("own").setName("F").addNode(body);
    NodeProto call =
        NodeProto.newBuilder()
            .setDomain("own")
            .setOpType("F")
            .addAttribute(ModelBuilder.integer("g", 0))
            .build();
    ModelProto.Builder called = model(GraphProto.newBuilder().addNode(call)).addFunctions(function);
    assertThat(dangers(called)).singleElement().asString().contains("has group 0");
    ModelProto.Builder byDefault =
        model(GraphProto.newBuilder())
            .addFunctions(function.addAttributeProto(ModelBuilder.integer("g", -2)));
    assertThat(dangers(byDefault)).singleElement().asString().contains("has group -2");
  }

  private static byte[] divided(String operator, ModelBuilder model, String divisor) {
    String shape = model.node("Shape", List.of("z"));
    String quotient = model.node(operator, List.of(shape, divisor));
    model.nodeTo("y", "Reshape", List.of("z", quotient));
    return model.output("y", ModelBuilder.FLOAT, -1, -1).build();
  }

  private static ModelBuilder latent() {
    return new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 4);
  }

  @ParameterizedTest
  @CsvSource({"Div, 0", "Mod, 0", "Div, -1"})
  void wholeNumbersAreNotDividedByZero(String operator, long by) {
    ModelBuilder model = latent();
    String constant = model.constant(new long[] {1, by}, 2);
    assertRefused(divided(operator, model, constant), "by the constant " + by + ": expected");
  }

  @Test
  void aComputedDivisorMustBeADimension() {
    ModelBuilder given = latent().input("by", ModelBuilder.INT64, 2);
    assertRefused(divided("Div", given, "by"), "by 'by', which may be 0");
    ModelBuilder cut = latent();
    String none = cut.constant(new long[] {0}, 1);
    String empty = cut.node("Slice", List.of("z", none, none, none));
    assertRefused(divided("Mod", cut, cut.node("Shape", List.of(empty))), "which may be 0");
    ModelBuilder difference = latent();
    String shape = difference.node("Shape", List.of("z"));
    String zero = difference.node("Sub", List.of(shape, shape));
    assertRefused(divided("Div", difference, zero), "which may be 0");
    ModelBuilder overflowing = latent();
    String minusOne =
        overflowing.node(
            "Mul",
            List.of(
                overflowing.constant(new long[] {4294967295L}, 1),
                overflowing.constant(new long[] {4294967297L}, 1)));
    assertRefused(divided("Div", overflowing, minusOne), "which may be 0");
    ModelBuilder sound = latent();
    String tanh = sound.node("Tanh", List.of("z"));
    String ones = divisorOfOnes(sound, sound.node("Shape", List.of(tanh)));
    assertThat(GraphGuard.dangers(OnnxFile.parse("m", divided("Div", sound, ones)))).isEmpty();
  }

  /** A shape times constants: what exporters write. */
  private static String divisorOfOnes(ModelBuilder model, String shape) {
    String wide = model.node("Mul", List.of(shape, model.constant(new long[] {2}, 1)));
    return model.node("Gather", List.of(wide, model.constant(new long[] {0, 1}, 2)));
  }

  @Test
  void floatsMayBeDividedByAnything() {
    ModelBuilder model = latent();
    model.nodeTo("y", "Div", List.of("z", model.constant(new float[] {0}, 1)));
    byte[] bytes = model.output("y", ModelBuilder.FLOAT, -1, 4).build();
    assertThat(GraphGuard.dangers(OnnxFile.parse("m", bytes))).isEmpty();
  }

  @Test
  void constantsThatAskForAbsurdSizesAreNamed() {
    ModelBuilder shape = latent();
    String large = shape.constant(new long[] {1 << 20, 1 << 20}, 2);
    shape.nodeTo("y", "ConstantOfShape", List.of(large));
    assertRefused(
        shape.output("y", 1, -1, -1).build(), "makes a value of shape [1048576, 1048576]");
    ModelBuilder tile = latent();
    tile.nodeTo("y", "Tile", List.of("z", tile.constant(new long[] {1, 1L << 40}, 2)));
    assertRefused(tile.output("y", 1, -1, -1).build(), "has the constant 1099511627776");
    ModelBuilder resize = latent();
    resize.nodeTo("y", "Resize", List.of("z", "", resize.constant(new float[] {1, -2}, 2)));
    assertRefused(resize.output("y", 1, -1, -1).build(), "has the constant -2 as a scale or size");
    ModelBuilder range = latent();
    String zero = range.constant(new long[] {0});
    String most = range.constant(new long[] {1L << 50});
    range.nodeTo("y", "Range", List.of(zero, most, range.constant(new long[] {1})));
    assertRefused(range.output("y", ModelBuilder.INT64, -1).build(), "counts from 0 to 1125899906");
  }

  @Test
  void aTensorWithFewerValuesThanItsDimensionsIsNamed() {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("t").setDataType(7);
    tensor.addDims(1L << 40).addInt64Data(0);
    GraphProto.Builder graph = GraphProto.newBuilder().addInitializer(tensor);
    assertThat(dangers(model(graph)))
        .singleElement()
        .asString()
        .contains("the tensor 't' has the dimensions [1099511627776]: expected as many");
  }

  @Test
  void anEmptyFourierTransformIsNamed() {
    ModelBuilder model = new ModelBuilder().input("z", ModelBuilder.FLOAT, 1, 0, 1);
    model.nodeTo("y", "DFT", List.of("z"));
    assertRefused(model.output("y", ModelBuilder.FLOAT, -1).build(), "given 'z', which is empty");
  }

  @Test
  void inputsThatEndTheProcessAreNamed() {
    NodeProto max = NodeProto.newBuilder().setOpType("Max").addInput("x").addInput("").build();
    assertThat(dangers(model(GraphProto.newBuilder().addNode(max))))
        .singleElement()
        .asString()
        .contains("has an input with an empty name");
    ModelBuilder ranks = latent().input("w", ModelBuilder.FLOAT, 1, 4);
    ranks.nodeTo("y", "RNN", List.of("z", "w", "w"), ModelBuilder.integer("hidden_size", 4));
    assertRefused(ranks.output("y", 1, -1).build(), "takes 'z' with 3 dimensions: the model");
    ModelBuilder hidden = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 1, 4);
    String w = hidden.weight(1, 1, 4, 4);
    hidden.nodeTo("y", "RNN", List.of("z", w, w), ModelBuilder.integer("hidden_size", 5));
    assertRefused(hidden.output("y", 1, -1).build(), "has hidden_size 5: expected the 4 of its");
  }

  @ParameterizedTest
  @CsvSource({"0,true", "2,false"})
  void ngramsWithoutAPlaceAreNamed(long second, boolean sound) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName("n")
            .setOpType("TfIdfVectorizer")
            .addAttribute(ModelBuilder.ints("ngram_counts", 0, second))
            .addAttribute(ModelBuilder.ints("ngram_indexes", 0, 1, 2))
            .addAttribute(ModelBuilder.ints("pool_int64s", 5, 6, 7, 8, 6, 7));
    List<String> dangers = dangers(model(GraphProto.newBuilder().addNode(node)));
    if (sound) {
      assertThat(dangers).isEmpty();
    } else {
      assertThat(dangers)
          .containsExactly(
              "node 'n' (TfIdfVectorizer) has 3 ngram_indexes: expected one for each n-gram of its"
                  + " pool");
    }
  }

  @Test
  void weightsThatAreTooManyToBeReadAreNamed() {
    AttributeProto.Builder weights =
        AttributeProto.newBuilder().setName("weights").setType(AttributeProto.AttributeType.FLOATS);
    for (int i = 0; i <= 16384; i++) {
      weights.addFloats(1);
    }
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName("n")
            .setOpType("TfIdfVectorizer")
            .addAttribute(ModelBuilder.ints("ngram_counts", 0))
            .addAttribute(ModelBuilder.ints("ngram_indexes", 20000))
            .addAttribute(ModelBuilder.ints("pool_int64s", 5))
            .addAttribute(weights);
    assertThat(dangers(model(GraphProto.newBuilder().addNode(node))))
        .singleElement()
        .asString()
        .contains("has weights that are not a list of numbers, or are too many");
  }

  /** ONNX Runtime would infer a rank of two billion, one dimension after the other. */
  @Test
  void aListOfSizesThatIsTooLongIsNamed() {
    ModelBuilder model = latent().input("sizes", ModelBuilder.INT64, Integer.MAX_VALUE);
    model.nodeTo("y", "Reshape", List.of("z", "sizes"));
    assertRefused(
        model.output("y", ModelBuilder.FLOAT, -1).build(),
        "the value 'sizes' is declared as a list of 2147483647 whole numbers");
  }

  @Test
  void programsThatLoadModelsThemselvesCanCheckThem() throws IOException {
    ModelChecks.requireSafe("mlp", Foreign.bytes("mlp.onnx"));
    assertThat(ModelChecks.dangers("mlp", Foreign.bytes("mlp.onnx"))).isEmpty();
    ModelBuilder outside = latent();
    outside.nodeTo("y", "MatMul", List.of("z", outside.external("w.bin", 4, 2)));
    byte[] bytes = outside.output("y", ModelBuilder.FLOAT, -1, 2).build();
    assertThatThrownBy(() -> ModelChecks.requireSafe("it", bytes))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("it keeps weights in the file 'w.bin': expected them within the model");
    assertThatThrownBy(() -> ModelChecks.requireSafe("it", new byte[] {1}))
        .isInstanceOf(ModelLoadException.class);
  }

  @Test
  void soundModelsAreNotRefused() throws IOException {
    List<byte[]> models = new ArrayList<>(HazardModels.all());
    for (String name : List.of("dcgan", "fixed-batch", "mlp")) {
      models.add(Foreign.bytes(name + ".onnx"));
    }
    for (byte[] model : models) {
      assertThat(GraphGuard.dangers(OnnxFile.parse("m", model))).isEmpty();
    }
  }
}
