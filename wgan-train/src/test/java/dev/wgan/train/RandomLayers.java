package dev.wgan.train;

import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Normalization;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;

/** Layers with numbers drawn at random, on samples of random shapes: those that fit each other. */
final class RandomLayers {
  private final Random random;

  private RandomLayers(long seed) {
    random = new Random(seed);
  }

  static List<LayerCase> of(int n, long seed) {
    RandomLayers layers = new RandomLayers(seed);
    List<LayerCase> cases = new ArrayList<>();
    while (cases.size() < n) {
      Shape in = layers.shape();
      layers.drawn(in, cases.size() % 9).ifPresent(cases::add);
    }
    return cases;
  }

  /** Nothing if the drawn numbers do not fit the shape. */
  private Optional<LayerCase> drawn(Shape in, int type) {
    try {
      LayerSpec layer = layer(in, type);
      LayerCase drawn = new LayerCase(in + " " + layer, in, List.of(), List.of(layer));
      int size = drawn.network(InputSpec.sample(in)).outputShape().elements();
      return size < 4000 ? Optional.of(drawn) : Optional.empty();
    } catch (NetworkException e) {
      return Optional.empty();
    }
  }

  private Shape shape() {
    int channels = 2 * between(1, 3);
    return random.nextBoolean()
        ? Shape.of(channels, between(1, 12))
        : Shape.of(channels, between(1, 9), between(1, 9));
  }

  private LayerSpec layer(Shape in, int type) {
    int dims = in.rank() - 1;
    int channels = in.dim(0);
    int groups = random.nextBoolean() ? 1 : 2;
    List<Integer> kernel = each(dims, () -> between(1, 4));
    List<Integer> stride = each(dims, () -> between(1, 3));
    List<Integer> padding = each(dims, () -> between(0, 2));
    List<Integer> dilation = each(dims, () -> between(1, 2));
    // ONNX Runtime wants less output padding than stride, whatever the dilation.
    List<Integer> more = stride.stream().map(step -> between(0, Math.min(1, step - 1))).toList();
    boolean flag = random.nextBoolean();
    return switch (type) {
      case 0 -> new Conv(channels, 4, kernel, stride, padding, dilation, groups, flag);
      case 1 ->
          new ConvTranspose(channels, 4, kernel, stride, padding, more, dilation, groups, flag);
      case 2 -> new Pooling.AvgPool(kernel, stride, padding, random.nextBoolean(), flag);
      case 3 -> new Pooling.MaxPool(kernel, stride, padding, flag);
      case 4 -> {
        List<Upsample.Mode> modes = List.of(Upsample.Mode.values());
        Upsample.Mode mode = modes.get(between(0, 2));
        yield new Upsample(stride, mode, flag && mode != Upsample.Mode.NEAREST);
      }
      case 5 ->
          new Reshaping.Pad(
              flag ? Reshaping.Pad.Mode.ZERO : Reshaping.Pad.Mode.REFLECT, padding, kernel);
      case 6 -> new Linear(in.dim(dims), between(1, 7), flag);
      case 7 -> new Normalization.GroupNorm(groups, channels, 1e-5, flag);
      default -> new Normalization.LayerNorm(in, 1e-5, flag);
    };
  }

  private int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  private static List<Integer> each(int dims, IntSupplier draw) {
    List<Integer> drawn = new ArrayList<>(Collections.nCopies(dims, 0));
    drawn.replaceAll(i -> draw.getAsInt());
    return drawn;
  }
}
