package dev.wgan.train.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.wgan.network.Conv3d;
import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Conv3dTest {
  private static final int BATCH = 2;

  static Stream<NetworkSpec> layers() {
    return Stream.of(
        network(1, 2, List.of(3, 4, 4), List.of(2, 2, 2), List.of(1, 1, 1), true, 4, 8, 8),
        network(3, 2, List.of(1, 2, 3), List.of(1, 2, 1), List.of(0, 1, 2), false, 3, 5, 4),
        network(2, 4, List.of(2, 1, 3), List.of(1, 1, 2), List.of(1, 0, 0), true, 1, 2, 7));
  }

  private static NetworkSpec network(
      int in,
      int out,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> padding,
      boolean bias,
      int frames,
      int height,
      int width) {
    return NetworkSpec.of(
        InputSpec.sample(Shape.of(in, frames, height, width)),
        new Conv3d(in, out, kernel, stride, padding, bias));
  }

  /** The definition in plain Java, and PyTorch. */
  @ParameterizedTest
  @MethodSource("layers")
  void isPyTorchs(NetworkSpec network) {
    Conv3d layer = (Conv3d) network.layers().get(0);
    Random random = new Random(3);
    Shape weightShape = network.parameters().get(0).shape();
    float[] weight = normal(random, weightShape.elements());
    float[] bias = normal(random, layer.out());
    Weights weights =
        Weights.of(
            layer.bias()
                ? Map.of(
                    "0.weight", Tensor.of(weightShape, weight),
                    "0.bias", Tensor.of(Shape.of(layer.out()), bias))
                : Map.of("0.weight", Tensor.of(weightShape, weight)));
    Shape in = network.inputs().get(0).shape();
    float[] x = normal(random, BATCH * in.elements());
    float[] defined =
        ReferenceNetwork.run(network, weights, Map.of("sample", Values.of(BATCH, in, x)))
            .toFloats();
    float[] torch = torch(network, weight, bias, x);
    assertThat(defined).hasSize(BATCH * network.outputShape().elements()).hasSameSizeAs(torch);
    for (int i = 0; i < torch.length; i++) {
      assertThat(torch[i]).isCloseTo(defined[i], within(1e-5f));
    }
  }

  @Test
  void isRefusedByTheExport(@TempDir Path folder) {
    NetworkSpec network = layers().findFirst().orElseThrow();
    Path file = folder.resolve("network.onnx");
    Weights weights =
        Weights.of(
            Map.of(
                "0.weight", Tensor.of(Shape.of(2, 1, 3, 4, 4), new float[96]),
                "0.bias", Tensor.of(Shape.of(2), new float[2])));
    assertThatThrownBy(
            () -> OnnxExporter.of(ExportOptions.defaults()).export(network, weights, file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("0 (conv3d) is a layer for the training of critics");
    assertThat(file).doesNotExist();
  }

  private static float[] normal(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static float[] torch(NetworkSpec network, float[] weight, float[] bias, float[] x) {
    ScriptNetwork script = ScriptNetwork.of("network", network);
    String source =
        script.source()
            + """
            def run(self: __torch__.Program, w: List[Tensor], b: List[Tensor], x: Tensor) -> Tensor:
              return %s[0]
            """
                .formatted(
                    script.call(
                        "w",
                        "b",
                        true,
                        NamedTensors.variables(List.of("sample")).with("sample", "x")));
    try (NDManager manager = NDManager.newBaseManager();
        TorchProgram program = TorchProgram.compile(source)) {
      Shape in = network.inputs().get(0).shape();
      NDArray sample = manager.create(x, new ai.djl.ndarray.types.Shape(in.batch(BATCH)));
      NDArray kernel =
          manager.create(
              weight,
              new ai.djl.ndarray.types.Shape(
                  network.parameters().get(0).shape().dims().stream()
                      .mapToLong(Integer::longValue)
                      .toArray()));
      return program
          .call("run", manager)
          .list(new NDList(kernel, manager.create(bias)))
          .list(new NDList(manager.create(0f)))
          .tensor(sample)
          .run()
          .get(0)
          .toFloatArray();
    }
  }
}
