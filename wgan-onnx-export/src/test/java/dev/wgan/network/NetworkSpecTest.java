package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  /** The article's generator. */
  private static final NetworkSpec ARTICLE =
      NetworkSpec.of(
          InputSpec.latent(100),
          new Linear(100, 256),
          new Activation.Relu(),
          new Linear(256, 784),
          new Activation.Tanh(),
          new Reshaping.Reshape(Shape.of(1, 28, 28)));

  @Test
  void namesParametersAsPyTorchDoes() {
    assertThat(ARTICLE.parameters())
        .extracting(parameter -> parameter.name() + parameter.shape())
        .containsExactly("0.weight[256×100]", "0.bias[256]", "2.weight[784×256]", "2.bias[784]");
    assertThat(ARTICLE.outputShape()).isEqualTo(Shape.of(1, 28, 28));
  }

  @Test
  void saysWhichLayerDoesNotFit() {
    assertThatThrownBy(
            () ->
                NetworkSpec.of(
                    InputSpec.latent(100),
                    new Linear(100, 256),
                    new Activation.Relu(),
                    new Linear(128, 784)))
        .isInstanceOf(NetworkException.class)
        .hasMessage("2 (linear) is given [256]: expected 128 features in the last dimension");
  }

  @Test
  void saysWhichLayerInsideACompositeDoesNotFit() {
    LayerSpec inner = new Composite.Skip(List.of(Conv.of2d(5, 3, 3, 1, 1)));
    LayerSpec block = new Composite.Residual(List.of(new Activation.Relu(), inner), List.of());
    assertThatThrownBy(() -> NetworkSpec.of(InputSpec.sample(Shape.of(4, 8, 8)), block))
        .hasMessage(
            "0.body.1.body.0 (conv) is given [4×8×8]: expected 5 channels as the first dimension");
  }

  @Test
  void readsWhatItWrites() {
    NetworkSpec network =
        new NetworkSpec(
            List.of(InputSpec.latent(8), InputSpec.label(3)),
            List.of(
                new Composite.Concat(
                    List.of(
                        List.of(),
                        List.of(new Composite.Input("label"), new LabelEmbedding(3, 4)))),
                new Linear(12, 32, false),
                new Reshaping.Reshape(Shape.of(2, 4, 4)),
                new Normalization.ConditionalBatchNorm(2, 3, 1e-5, 0.1, "label"),
                new Composite.Residual(
                    List.of(Upsample.nearest2x(), Conv.of2d(2, 3, 3, 1, 1)),
                    List.of(ConvTranspose.of2d(2, 3, 4, 2, 1).withBias(false))),
                new Normalization.LayerNorm(Shape.of(3, 8, 8), 1e-5, true),
                new Pooling.AvgPool(List.of(2, 2), List.of(2, 2), List.of(0, 0), false, true)));
    assertThat(NetworkJson.parse(NetworkJson.write(network), "test")).isEqualTo(network);
  }

  @Test
  void completesWhatJsonLeavesOut() {
    String json =
        """
        {"inputs": [{"name": "latent", "role": "latent", "shape": [16, 4, 4]}],
         "layers": [
           {"type": "conv_transpose", "in": 16, "out": 8, "kernel": 4, "stride": 2, "padding": 1},
           {"type": "batch_norm", "features": 8},
           {"type": "leaky_relu", "slope": 0.2},
           {"type": "conv", "in": 8, "out": 1, "kernel": [3, 3], "padding": 1},
           {"type": "tanh"}]}
        """;
    NetworkSpec network = NetworkJson.parse(json, "test");
    assertThat(network.layers())
        .containsExactly(
            ConvTranspose.of2d(16, 8, 4, 2, 1),
            new Normalization.BatchNorm(8, 1e-5, 0.1, true),
            new Activation.LeakyRelu(0.2),
            Conv.of2d(8, 1, 3, 1, 1),
            new Activation.Tanh());
    assertThat(network.outputShape()).isEqualTo(Shape.of(1, 8, 8));
  }

  @Test
  void refusesJsonThatSaysTooMuchOrTwice() {
    String start = "{\"inputs\": [{\"name\": \"latent\", \"role\": \"latent\", \"shape\": [4]}], ";
    assertThatThrownBy(
            () ->
                NetworkJson.parse(
                    start
                        + "\"layers\": [{\"type\": \"linear\", \"in\": 4, \"out\": 4, \"outt\": 3}]}",
                    "g.json"))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("g.json")
        .hasMessageContaining("outt");
    assertThatThrownBy(
            () ->
                NetworkJson.parse(
                    start + "\"layers\": [{\"type\": \"relu\", \"type\": \"tanh\"}]}", "g.json"))
        .hasMessageContaining("Duplicate");
  }

  @Test
  void listsEveryLayerThatDoesNotFit() {
    assertThatThrownBy(
            () ->
                NetworkSpec.of(
                    InputSpec.latent(100),
                    new Linear(64, 256),
                    new Activation.Relu(),
                    new Linear(128, 72),
                    new Reshaping.Reshape(Shape.of(2, 6, 6)),
                    new Composite.Skip(List.of(Conv.of2d(3, 5, 3, 1, 1))),
                    new Normalization.BatchNorm(8, 1e-5, 0.1, true)))
        .hasMessage(
            "4 layers do not fit: 0 (linear) is given [100]: expected 64 features in the last"
                + " dimension; 2 (linear) is given [256]: expected 128 features in the last"
                + " dimension; 4.body.0 (conv) is given [2×6×6]: expected 3 channels as the first dimension; 5"
                + " (batch_norm) is given [7×6×6]: expected 8 channels as the first dimension");
  }

  @Test
  void listsEverythingInJsonThatIsNoLayerAndWhatToUseInstead() {
    String json =
        """
        {"inputs": [{"name": "latent", "role": "latent", "shape": [4]}],
         "layers": [
           {"type": "Dense", "in": 4, "out": 4},
           {"type": "residual", "body": [{"type": "BatchNorm1d", "features": 4}, {"type": "linear", "in": 4}]},
           {"type": "leaky_relu", "slop": 0.2},
           {"type": "concat", "branches": [[], [{"type": "attention"}]]},
           {"type": "dropout", "p": 2},
           7]}
        """;
    assertThatThrownBy(() -> NetworkJson.parse(json, "g.json"))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("g.json: layers[0] has the type 'Dense': use linear; ")
        .hasMessageContaining("layers[1].body[0] has the type 'BatchNorm1d': use batch_norm; ")
        .hasMessageContaining("layers[1].body[1] (linear) lacks the field 'out'; ")
        .hasMessageContaining(
            "layers[2] (leaky_relu) has the unknown field 'slop': expected slope; ")
        .hasMessageContaining("layers[3].branches[1][0] has the type 'attention': expected one of")
        .hasMessageContaining("layers[4] (dropout) p is 2.0: expected a number from 0.0 to")
        .hasMessageContaining("layers[5] is 7: expected an object with a type");
  }
}
