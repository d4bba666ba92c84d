package dev.wgan.runtime;

import static dev.wgan.runtime.TextModels.dangers;
import static dev.wgan.runtime.TextModels.function;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Divisions of whole numbers are followed through types, functions and products. */
class DivisorRulesTest {
  private static final FunctionProto DIVIDE = function("Divide", "a, b", "q", "q = Div(a, b)");

  /** As PyTorch's exporter writes a module: a function that calls functions of a library. */
  private static final FunctionProto MODULE =
      function(
          "Module",
          "x",
          "out",
          """
          two = Constant() value_int=2
          like = CastLike(two, x)
          half = my:Divide(x, like)
          mean = ReduceMean(half)
          out = my:Divide(half, mean)
          """);

  /** Operators of other domains may be refused for themselves. */
  private static List<String> ofDivisions(List<String> dangers) {
    return dangers.stream().filter(danger -> !danger.contains("does not guard")).toList();
  }

  private static void assertAccepted(List<String> dangers) {
    assertThat(ofDivisions(dangers)).isEmpty();
  }

  private static void assertRefused(List<String> dangers) {
    assertThat(ofDivisions(dangers)).singleElement().asString().contains("which may be 0");
  }

  @Test
  void typesAreFollowedIntoFunctions() {
    assertAccepted(dangers("y = my:Divide(z, z)", DIVIDE));
    assertAccepted(dangers("y = my:Module(z)", MODULE, DIVIDE));
    assertRefused(dangers("y = my:Divide(i, i)", DIVIDE));
    assertThat(dangers("y = my:Module(i)", MODULE, DIVIDE)).isNotEmpty();
    // A function that nobody calls does nothing.
    assertAccepted(dangers("y = Identity(z)", DIVIDE));
  }

  @Test
  void bothKindsOfCallAreChecked() {
    String both = "f = my:Divide(z, z)\n y = my:Divide(i, i)";
    assertRefused(dangers(both, DIVIDE));
  }

  @Test
  void attributesOfTheCallAreBound() {
    FunctionProto cast =
        function("Convert", "a", "q", "c = Cast(a) to=@dtype\n q = Div(c, c)").toBuilder()
            .addAttribute("dtype")
            .build();
    assertAccepted(dangers("y = my:Convert(z) dtype=1", cast));
    assertRefused(dangers("y = my:Convert(z) dtype=7", cast));
    assertRefused(dangers("y = my:Convert(z) dtype=6", cast));
    FunctionProto byDefault =
        cast.toBuilder()
            .clearAttribute()
            .addAttributeProto(TextModels.attribute("dtype=7"))
            .build();
    assertRefused(dangers("y = my:Convert(z)", byDefault));
    assertAccepted(dangers("y = my:Convert(z) dtype=1", byDefault));
    FunctionProto outer =
        function("Outer", "a", "q", "q = my:Convert(a) dtype=@wanted").toBuilder()
            .addAttribute("wanted")
            .build();
    assertRefused(dangers("y = my:Outer(z) wanted=7", outer, cast));
    assertAccepted(dangers("y = my:Outer(z) wanted=1", outer, cast));
  }

  @Test
  void resultsOfFunctionsAreFollowed() {
    FunctionProto floor = function("Whole", "a", "q", "q = Cast(a) to=7");
    assertRefused(dangers("w = my:Whole(z)\n y = Div(w, w)", floor));
    FunctionProto sizes =
        function(
            "Height", "a", "q", "s = Shape(a)\n k = Constant() value_int=2\n q = Gather(s, k)");
    assertAccepted(dangers("h = my:Height(z)\n y = Div(i, h)", sizes));
    assertAccepted(
        dangers(
            "h = my:Height(z)\n k = Constant() value_int=-1\n m = Max(h, k)\n y = Div(i, m)",
            sizes));
  }

  @Test
  void graphsWithinFunctionsAreFollowed() {
    GraphProto.Builder then =
        GraphProto.newBuilder()
            .addAllNode(TextModels.nodes("c = Cast(a) to=@dtype\n t = Div(c, c)"))
            .addOutput(TextModels.value("t", 0));
    NodeProto branch =
        TextModels.nodes("q = If(cond)").get(0).toBuilder()
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("then_branch")
                    .setType(AttributeProto.AttributeType.GRAPH)
                    .setG(then))
            .build();
    FunctionProto function =
        FunctionProto.newBuilder()
            .setDomain("my")
            .setName("F")
            .addInput("cond")
            .addInput("a")
            .addOutput("q")
            .addAttribute("dtype")
            .addNode(branch)
            .build();
    assertAccepted(dangers("y = my:F(z, z) dtype=1", function));
    assertRefused(dangers("y = my:F(z, z) dtype=7", function));
    assertThat(dangers("q = my:F(z, z) dtype=7\n y = Div(q, i)", function)).hasSize(2);
  }

  @Test
  void aFunctionThatCallsItselfIsRefused() {
    FunctionProto itself = function("F", "a", "q", "q = my:F(a)");
    assertThat(dangers("y = my:F(z)", itself))
        .singleElement()
        .asString()
        .contains("(F) calls its own function within itself: expected a model without that");
  }

  @Test
  void functionsWithinTooManyFunctionsAreRefused() {
    FunctionProto[] nested = new FunctionProto[100];
    for (int i = 0; i < nested.length; i++) {
      nested[i] = function("F" + i, "a", "q", "q = my:F" + (i + 1) + "(a)");
    }
    assertThat(dangers("y = my:F0(z)", nested))
        .singleElement()
        .asString()
        .contains("lies within more than 64 functions and graphs");
  }

  @Test
  void functionsThatMakeTooManyNodesAreRefused() {
    FunctionProto[] doubling = new FunctionProto[40];
    for (int i = 0; i < doubling.length; i++) {
      String inner = i == 0 ? "Identity" : "my:F" + (i - 1);
      doubling[i] = function("F" + i, "a", "q", "b = %s(a)\n q = %s(b)".formatted(inner, inner));
    }
    assertThat(dangers("y = my:F39(z)", doubling))
        .singleElement()
        .asString()
        .contains("make more than 1000000 nodes of it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w = ai.onnx.ml:LabelEncoder(z) values_int64s=1",
        "w, p = ai.onnx.ml:TreeEnsembleClassifier(z)",
        "w = ai.onnx.ml:ArrayFeatureExtractor(i, i)",
        "w = ai.onnx.ml:Imputer(i)",
        "w = com.microsoft:Trilu(i)",
        "w = Multinomial(z)",
        "w, j = TopK(i, i)",
        "v, w = TopK(z, i)",
        "w = NonMaxSuppression(z, z)",
        "w = ConvInteger(z, z)",
        "w = Sub(i, i)",
        "w = Identity(i)",
        "s = Shape(z)\n w = Sub(s, s)",
        "s = SequenceConstruct(i)\n w = SequenceAt(s, i)",
      })
  void whatGivesWholeNumbersIsKnown(String nodes) {
    assertRefused(dangers(nodes + "\n y = Div(w, w)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "w = ai.onnx.ml:Scaler(z)",
        "w = ai.onnx.ml:LabelEncoder(i) values_floats=1",
        "l, w = ai.onnx.ml:TreeEnsembleClassifier(z)",
        "w = com.microsoft:Gelu(z)",
        "w = com.microsoft.nchwc:Conv(z, z)",
        "w = DequantizeLinear(i, z)",
        "w = RandomNormal()",
        "n = Constant() value_int=8\n w = HannWindow(n)",
        "w = Cast(i) to=10",
        "b = Equal(i, i)\n w = Where(b, z, z)",
        "s = SequenceConstruct(z)\n w = SequenceAt(s, i)",
        // Shorter and unsigned types are widened: nothing traps, and 0 is reported.
        "w = Cast(i) to=3",
        "w = Cast(i) to=5",
        "w = Cast(i) to=12",
        "w = Cast(i) to=13",
      })
  void whatGivesOtherNumbersIsKnown(String nodes) {
    assertAccepted(dangers(nodes + "\n y = Div(w, w)"));
  }

  @Test
  void anUnknownTypeMayBeWhole() {
    String nodes = "w = elsewhere:Op(z)\n y = Div(w, w)";
    assertThat(dangers(nodes))
        .singleElement()
        .asString()
        .contains("divides by 'w'", "it is not known that it divides floats", "type of 'w' among");
    GraphProto.Builder declared =
        TextModels.graph(nodes).addValueInfo(TextModels.value("w", ModelBuilder.FLOAT));
    assertAccepted(dangers(declared));
    assertAccepted(dangers("w = elsewhere:Op(z)\n two = Constant() value_int=2\n y = Div(w, two)"));
  }

  private static final String SIZES =
      """
      s = Shape(z)
      k0 = Constant() value_int=0
      k1 = Constant() value_int=1
      k2 = Constant() value_int=2
      k3 = Constant() value_int=3
      n = Gather(s, k0)
      c = Gather(s, k1)
      h = Gather(s, k2)
      w = Gather(s, k3)
      small = Constant() value_int=65536
      minus = Constant() value_int=-1
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d = Mul(n, c)",
        "e = Mul(h, w)\n d = Mul(e, c)",
        "e = Mul(h, w)\n f = Mul(e, c)\n d = Mul(f, n)",
        "d = Mul(n, small)",
        "d = Mul(small, small)",
        "e = Mul(small, small)\n d = Mul(e, small)",
        "d = Cast(h) to=6",
        "e = Mul(small, k2)\n d = Cast(e) to=6",
        "d = Size(z)",
        "d = ReduceProd(s)",
        "d = ReduceSum(s)",
        "e = Concat(h, w) axis=0\n d = ReduceMax(e)",
        "d = Max(i, k1)",
        "d = Clip(i, k2, small)",
        "d = Neg(small)",
        "e = Unsqueeze(h, k0)\n f = Squeeze(e)\n d = Add(f, k3)",
        "d = Shape(z) start=1 end=2",
        "e = Shape(z) start=2\n d = ReduceProd(e)",
        "e = Slice(s, k2, k3)\n f = Mul(e, w)\n d = Mul(f, k3)",
        "e = Div(small, k2)\n f = Max(e, k1)\n d = Sub(f, minus)"
      })
  void divisorsThatCannotTrapAreAccepted(String nodes) {
    boolean narrow = nodes.contains("to=6");
    String dividend = narrow ? "q = Cast(i) to=6\n" : "q = Identity(i)\n";
    assertAccepted(dangers(SIZES + nodes + "\n" + dividend + "y = Div(q, d)"));
    assertAccepted(dangers(SIZES + nodes + "\n" + dividend + "y = Mod(q, d)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // 65536 to the fourth is 0 in 64 bits.
        "e = Mul(small, small)\n d = Mul(e, e)",
        // 65535, 641 * 65537 and 6700417 make -1, and so could three dimensions.
        "e = Mul(h, h)\n d = Mul(e, h)",
        "e = Mul(h, h)\n f = Cast(e) to=6\n d = Cast(f) to=7",
        "e = Mul(small, small)\n f = Cast(e) to=6\n d = Cast(f) to=7",
        "e = Cast(small) to=3\n d = Cast(e) to=7",
        "e = Cast(h) to=5\n d = Cast(e) to=7",
        "e = Expand(small, s)\n d = ReduceProd(e)",
        "e = Tile(small, s)\n f = Mul(e, h)\n d = ReduceSum(f)",
        "d = Mul(n, minus)",
        "d = Min(i, k1)",
        "d = Sub(h, w)",
        "e = Cast(i) to=13\n d = Cast(e) to=7",
        "e = Cast(h) to=1\n d = Cast(e) to=7",
        "d = ai.onnx.ml:ArrayFeatureExtractor(i, k1)"
      })
  void divisorsThatMayTrapAreRefused(String nodes) {
    assertRefused(dangers(SIZES + nodes + "\n y = Div(i, d)"));
  }

  @Test
  void thirtyTwoBitsOverflowEarlier() {
    String product =
        SIZES + "e = Cast(h) to=6\n f = Cast(w) to=6\n d = Mul(e, f)\n q = Cast(i) to=6\n";
    assertRefused(dangers(product + "y = Div(q, d)"));
  }

  /**
   * In a JVM of its own: what is said of ONNX Runtime above would end this one if it were wrong.
   */
  @Test
  void onnxRuntimeReportsDivisionsByZeroInEveryWidth() throws IOException, InterruptedException {
    ChildJvm child = ChildJvm.run(DivisionMain.class, List.of("-Xmx64m"));
    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output().lines().filter(line -> line.matches("(Div|Mod) of type .* by zero")))
        .hasSize(16);
  }
}
