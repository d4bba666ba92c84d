package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.Upsample.Mode;
import dev.wgan.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, texts and links that nobody writes in good faith. */
class UntrustedTest {
  @Test
  void numbersBeyondAllBoundsAreRefusedByTheLayer() {
    Inputs inputs = new Inputs(List.of(InputSpec.latent(1)));
    Shape image = Shape.of(4, 8, 8);
    List<LayerSpec> absurd =
        List.of(
            new Reshaping.PixelShuffle(65536),
            new Reshaping.PixelShuffle(Integer.MAX_VALUE),
            new Upsample(List.of(1 << 30, 1 << 30), Mode.NEAREST, false),
            Conv.of2d(4, 1 << 30, 1, 1, 1 << 29),
            ConvTranspose.of2d(4, 4, 46341, 1 << 30, 0),
            new Reshaping.Pad(
                Reshaping.Pad.Mode.ZERO,
                List.of(Integer.MAX_VALUE, 1),
                List.of(Integer.MAX_VALUE, 1)));
    for (LayerSpec layer : absurd) {
      assertThatThrownBy(() -> layer.infer(image, inputs))
          .as(layer.toString())
          .isInstanceOf(NetworkException.class);
    }
    assertThatThrownBy(() -> Conv.of2d(4, 4, 1 << 20, 1, 0).parameters())
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("more elements than one array holds");
    assertThatThrownBy(() -> Chain.concat(List.of(Shape.of(1 << 30), Shape.of(1 << 30))))
        .isInstanceOf(NetworkException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{\"inputs\":null,\"layers\":null}",
        "{\"inputs\":[null],\"layers\":[null]}",
        "{\"inputs\":[],\"inputs\":[],\"layers\":[]}",
        "{\"inputs\":[],\"layers\":[],\"more\":1}",
        "{} {}"
      })
  void textThatIsNoNetworkIsRefused(String json) {
    assertThatThrownBy(() -> NetworkJson.parse(json, "the text"))
        .isInstanceOf(NetworkException.class)
        .hasMessageStartingWith("the text");
  }

  @Test
  void depthIsBounded() {
    for (String open : List.of("[", "{\"a\":")) {
      assertThatThrownBy(() -> NetworkJson.parse(open.repeat(100_000), "the text"))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("depth");
    }
  }

  @Test
  void aLinkOutOfTheRunFolderIsRefused(@TempDir Path folder) throws IOException {
    RunFolder run = new RunFolder(Files.createDirectories(folder.resolve("run")));
    Path secret = Files.writeString(folder.resolve("secret.json"), "{}");
    Files.createSymbolicLink(run.config(), secret);
    Files.createDirectories(run.checkpoint(1).path());
    assertThatThrownBy(() -> run.inside(run.config()))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("outside the run folder: refused");
    assertThatThrownBy(() -> run.inside(run.path().resolve("../secret.json")))
        .isInstanceOf(NetworkException.class);
    assertThat(run.inside(run.generator())).isEqualTo(run.generator());
  }
}
