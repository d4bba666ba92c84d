package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.onnx.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reach is compared with the pixels that a network's output really depends on. */
class ReachTest {
  private static final int MARGIN = 3;

  @Test
  void countsDilationAndDepth() {
    Conv dilated =
        new Conv(2, 2, List.of(3, 3), List.of(1, 1), List.of(2, 2), List.of(2, 2), 1, true);
    assertThat(reach(image(), dilated, Conv.of2d(2, 2, 5, 1, 2))).isEqualTo(new Reach(4, 1));
  }

  @Test
  void countsStridesInPixelsOfTheInput() {
    Reach reach =
        reach(
            image(),
            Conv.of2d(2, 2, 4, 2, 1),
            Conv.of2d(2, 2, 3, 1, 1),
            new Upsample(List.of(2, 2), Upsample.Mode.LINEAR, false));
    assertThat(reach.multiple()).isEqualTo(2);
    assertThat(reach.radius()).isBetween(5, 7);
  }

  @Test
  void aPyramidReachesThreeTimesItsCoarsestPixel() {
    assertThat(reach(image(), new Completion.PyramidFill("mask", 3, 2)))
        .isEqualTo(new Reach(21 + 2 * 7, 8));
  }

  @Test
  void networksThatReadTheWholeImageHaveNone() {
    assertThat(Reach.of(network(image(), new Normalization.InstanceNorm(2, 1e-5, false))))
        .isEmpty();
    assertThat(Reach.of(network(image(), new Reshaping.Flatten(), new Linear(2 * 32 * 32, 3))))
        .isEmpty();
    assertThat(Reach.of(network(image(), new Pooling.GlobalAvgPool()))).isEmpty();
    assertThat(Reach.of(NetworkSpec.of(InputSpec.latent(4), new Linear(4, 4)))).isEmpty();
    assertThat(Reach.of(network(image(), new Upsample(List.of(2, 2), Upsample.Mode.LINEAR, true))))
        .isEmpty();
  }

  /** A pixel that is farther away than the radius has no influence; one within it may have. */
  @Test
  void noPixelBeyondTheRadiusHasAnInfluence() {
    List<List<LayerSpec>> chains =
        List.of(
            List.of(Conv.of2d(2, 2, 3, 1, 1)),
            List.of(Conv.of2d(2, 3, 4, 2, 1), ConvTranspose.of2d(3, 2, 4, 2, 1)),
            List.of(new Upsample(List.of(2, 2), Upsample.Mode.CUBIC, false)),
            List.of(Conv.of2d(2, 8, 3, 1, 1), new Reshaping.PixelShuffle(2)),
            List.of(
                new Completion.PyramidFill("mask", 2, 1),
                new Composite.Residual(
                    List.of(Conv.of2d(2, 2, 5, 2, 2), Upsample.nearest2x()), List.of())),
            List.of(
                new Pooling.AvgPool(List.of(3, 3), List.of(2, 2), List.of(1, 1), false, true),
                Upsample.nearest2x()),
            List.of(
                new Reshaping.Pad(Reshaping.Pad.Mode.REFLECT, List.of(2, 2), List.of(2, 2)),
                Conv.of2d(2, 2, 5, 1, 0)));
    for (List<LayerSpec> layers : chains) {
      NetworkSpec network = network(Shape.of(2, 32, 32), layers.toArray(LayerSpec[]::new));
      Reach reach = Reach.of(network).orElseThrow();
      int farthest = farthest(network);
      assertThat(farthest).as("%s", layers).isLessThanOrEqualTo(reach.radius());
      assertThat(farthest).as("%s", layers).isGreaterThanOrEqualTo(reach.radius() / MARGIN);
    }
  }

  /** The largest distance of an input pixel that changes some output pixel, by changing each. */
  private static int farthest(NetworkSpec network) {
    Weights weights = Networks.weights(network, 1);
    Map<String, Values> inputs = new LinkedHashMap<>();
    Random random = new Random(2);
    for (InputSpec input : network.inputs()) {
      float[] values = new float[input.shape().elements()];
      for (int i = 0; i < values.length; i++) {
        boolean mask = input.role() == InputSpec.Role.MASK;
        values[i] = mask ? (random.nextInt(10) > 0 ? 1 : 0) : (float) random.nextGaussian();
      }
      inputs.put(input.name(), Values.of(1, input.shape(), values));
    }
    float[] before = ReferenceNetwork.run(network, weights, inputs).toFloats();
    Shape out = network.outputShape();
    int factor = out.dim(1) / 32;
    int farthest = 0;
    for (int column = 0; column < 32; column++) {
      float[] changed = Objects.requireNonNull(inputs.get("image")).toFloats();
      changed[16 * 32 + column] += 1;
      Map<String, Values> other = new LinkedHashMap<>(inputs);
      other.put("image", Values.of(1, Shape.of(2, 32, 32), changed));
      float[] after = ReferenceNetwork.run(network, weights, other).toFloats();
      for (int i = 0; i < after.length; i++) {
        if (after[i] != before[i]) {
          int x = i % out.dim(2) / factor;
          farthest = Math.max(farthest, Math.abs(x - column));
        }
      }
    }
    return farthest;
  }

  private static Shape image() {
    return Shape.of(2, 32, 32);
  }

  private static Reach reach(Shape image, LayerSpec... layers) {
    return Reach.of(network(image, layers)).orElseThrow();
  }

  private static NetworkSpec network(Shape image, LayerSpec... layers) {
    return new NetworkSpec(
        List.of(InputSpec.image(image), InputSpec.mask(image.dim(1), image.dim(2))),
        List.of(layers));
  }
}
