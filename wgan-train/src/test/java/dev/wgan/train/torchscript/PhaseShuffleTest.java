package dev.wgan.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.PhaseShuffle;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseShuffleTest {
  private static final NetworkSpec NETWORK =
      NetworkSpec.of(InputSpec.sample(Shape.of(1, 5)), new PhaseShuffle(2));

  /** All shifts of 1 2 3 4 5 by up to two places, the missing numbers mirrored at the ends. */
  @Test
  void shiftsByUpToItsPlacesWhileTraining() {
    Set<List<Float>> seen = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int seed = 0; seed < 64; seed++) {
      seen.add(shuffled(true, seed));
    }
    assertThat(seen)
        .containsExactly(
            List.of(1f, 2f, 3f, 4f, 5f),
            List.of(2f, 1f, 2f, 3f, 4f),
            List.of(2f, 3f, 4f, 5f, 4f),
            List.of(3f, 2f, 1f, 2f, 3f),
            List.of(3f, 4f, 5f, 4f, 3f));
  }

  @Test
  void isTheIdentityInEvaluation() {
    for (int seed = 0; seed < 8; seed++) {
      assertThat(shuffled(false, seed)).containsExactly(1f, 2f, 3f, 4f, 5f);
    }
  }

  @Test
  void isRefusedByTheExport(@TempDir Path folder) {
    Path file = folder.resolve("network.onnx");
    assertThatThrownBy(
            () ->
                OnnxExporter.of(ExportOptions.defaults())
                    .export(NETWORK, Weights.of(Map.of()), file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("0 (phase_shuffle) is a layer for the training of critics");
    assertThat(file).doesNotExist();
  }

  private static List<Float> shuffled(boolean training, int seed) {
    ScriptNetwork network = ScriptNetwork.of("network", NETWORK);
    String source =
        network.source()
            + """
            def run(self: __torch__.Program, w: List[Tensor], b: List[Tensor], x: Tensor) -> Tensor:
              return %s[0]
            """
                .formatted(
                    network.call(
                        "w",
                        "b",
                        training,
                        NamedTensors.variables(List.of("sample")).with("sample", "x")));
    try (NDManager manager = NDManager.newBaseManager();
        TorchProgram program = TorchProgram.compile(source)) {
      TorchProgram.seed(seed);
      NDArray x =
          manager.create(new float[] {1, 2, 3, 4, 5}, new ai.djl.ndarray.types.Shape(1, 1, 5));
      float[] y =
          program
              .call("run", manager)
              .list(new NDList(manager.create(0f)))
              .list(new NDList(manager.create(0f)))
              .tensor(x)
              .run()
              .get(0)
              .toFloatArray();
      return List.of(y[0], y[1], y[2], y[3], y[4]);
    }
  }
}
