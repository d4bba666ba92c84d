package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The option that accepts operators that ONNX Runtime does not guard, and what it leaves. */
class UnguardedOperatorsTest {
  private static final GeneratorOptions ACCEPTED =
      GeneratorOptions.of(o -> o.unguardedOperators(true));

  /** The latents [4, 4] through one operator of {@code com.microsoft}. */
  private static ModelProto.Builder model(String operator) throws InvalidProtocolBufferException {
    ModelBuilder built = new ModelBuilder().input("z", FLOAT, -1, 4, 4);
    built.nodeTo("y", operator, List.of("z")).output("y", FLOAT, -1, 4, 4);
    ModelProto.Builder model = ModelProto.parseFrom(built.build()).toBuilder();
    model.addOpsetImport(
        OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1).build());
    model.getGraphBuilder().getNodeBuilder(0).setDomain("com.microsoft");
    return model;
  }

  private static void refuses(ModelProto.Builder model, GeneratorOptions options, String reason) {
    byte[] bytes = model.build().toByteArray();
    assertThatThrownBy(() -> Generator.load(bytes, options))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("unguardedOperators");
  }

  @Test
  void anUnguardedOperatorRunsIfItIsAccepted() throws InvalidProtocolBufferException {
    byte[] bytes = model("Trilu").build().toByteArray();
    assertThatThrownBy(() -> Generator.load(bytes, GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("is the operator com.microsoft:Trilu, which ONNX Runtime does not")
        .hasMessageEndingWith(
            "; the option unguardedOperators accepts that it could end the process");
    try (Generator generator = Generator.load(bytes, ACCEPTED)) {
      float[] upper = generator.sample(1, 42L).get(0);
      assertThat(upper[4]).isZero();
      assertThat(upper[1]).isNotZero();
    }
    assertThat(ModelChecks.dangers("model", bytes)).hasSize(1);
    assertThat(ModelChecks.dangers("model", bytes, ACCEPTED)).isEmpty();
    assertThat(ImageOptions.of(ACCEPTED).loading().unguardedOperators()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGuardedOperatorRunsEitherWay(boolean accepted) throws InvalidProtocolBufferException {
    byte[] bytes = model("Gelu").build().toByteArray();
    GeneratorOptions options = GeneratorOptions.of(o -> o.unguardedOperators(accepted));
    try (Generator generator = Generator.load(bytes, options)) {
      assertThat(generator.sample(2, 42L).toArray()).hasSize(32);
    }
  }

  /** FastGelu ends the process on nothing; what the If gives is known only after a run. */
  @Test
  void theSizesOfAnAcceptedOperatorNeedNotBeKnown() throws InvalidProtocolBufferException {
    ModelBuilder built = new ModelBuilder().input("z", FLOAT, -1, 4);
    String chosen = built.node("Cast", List.of("z"), ModelBuilder.integer("to", StoredTensor.BOOL));
    String hidden = built.hidden(chosen, "z", built.weight(1, 1, 1, 1, 4));
    built.nodeTo("y", "FastGelu", List.of(hidden)).output("y", FLOAT, -1, 4);
    ModelProto.Builder model = ModelProto.parseFrom(built.build()).toBuilder();
    int last = model.getGraph().getNodeCount() - 1;
    model.getGraphBuilder().getNodeBuilder(last).setDomain("com.microsoft");
    OnnxFile file = OnnxFile.parse("model", model.build().toByteArray());
    assertThat(GraphGuard.dangers(file)).singleElement().asString().contains("FastGelu");
    assertThat(GraphGuard.dangers(file, true)).isEmpty();
    assertThatThrownBy(() -> GraphGuard.check("model", file, GeneratorOptions.defaults()))
        .hasMessageContaining("the option unguardedOperators");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everythingElseIsRefusedEitherWay(boolean accepted) throws InvalidProtocolBufferException {
    GeneratorOptions options = GeneratorOptions.of(o -> o.unguardedOperators(accepted));
    ModelProto.Builder clash = model("Gelu");
    clash.addFunctions(FunctionProto.newBuilder().setDomain("com.microsoft").setName("Gelu"));
    refuses(clash, options, "has the domain of built-in operators");
    ModelProto.Builder removed = model("ImageScaler");
    removed.getGraphBuilder().getNodeBuilder(0).clearDomain();
    refuses(removed, options, "is the operator ImageScaler");
    ModelProto.Builder both = model("Trilu");
    both.getGraphBuilder().addNode(removed.getGraph().getNode(0));
    refuses(both, options, accepted ? "ImageScaler" : "Trilu");
  }
}
