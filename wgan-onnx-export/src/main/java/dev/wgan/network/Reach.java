package dev.wgan.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The surroundings that a pixel of a network's output depends on. A network whose reach is bounded
 * runs on images of any size, and on parts of an image that overlap by the radius.
 *
 * <p>Immutable and thread-safe.
 *
 * @param radius pixels of the input in each direction: an upper bound
 * @param multiple height and width of the input are multiples of this number
 */
public record Reach(int radius, int multiple) {
  /** Sizes that are tried, in multiples, in addition to the network's own. */
  private static final int TRIED = 5;

  /** Rounding of the sums of thirds. */
  private static final double SLACK = 1e-6;

  /**
   * Determines the reach of a network from images to an image.
   *
   * @param network the network
   * @return its reach; empty if an input is not an image or a mask, or a layer has a fixed size or
   *     reads the whole image
   */
  public static Optional<Reach> of(NetworkSpec network) {
    boolean images =
        network.inputs().stream()
            .allMatch(
                input ->
                    input.shape().rank() == 3
                        && (input.role() == InputSpec.Role.IMAGE
                            || input.role() == InputSpec.Role.MASK));
    if (!images) {
      return Optional.empty();
    }
    Walk walk = new Walk();
    Optional<Place> end = walk.chain(network.layers(), new Place(0, 1));
    if (end.isEmpty()) {
      return Optional.empty();
    }
    int radius = (int) Math.ceil(end.get().radius() - SLACK);
    Reach reach = new Reach(radius, walk.multiple);
    return reach.scales(network) ? Optional.of(reach) : Optional.empty();
  }

  /** Checks that the output grows in proportion to the input. */
  private boolean scales(NetworkSpec network) {
    Shape in = network.inputs().get(0).shape();
    Shape out = network.outputShape();
    int height = (in.dim(1) / multiple + TRIED) * multiple;
    int width = (in.dim(2) / multiple + TRIED + 1) * multiple;
    try {
      Shape larger = network.resized(height, width).outputShape();
      return out.rank() == 3
          && (long) larger.dim(1) * in.dim(1) == (long) height * out.dim(1)
          && (long) larger.dim(2) * in.dim(2) == (long) width * out.dim(2);
    } catch (NetworkException e) {
      return false; // a layer depends on the size
    }
  }

  /**
   * The state after some layers.
   *
   * @param radius pixels of the input that a value depends on, in each direction
   * @param step pixels of the input per value
   */
  private record Place(double radius, double step) {
    Place wider(double values) {
      return new Place(radius + values * step, step);
    }

    Place coarser(double factor) {
      return new Place(radius, step * factor);
    }
  }

  private static final class Walk {
    private int multiple = 1;

    private Optional<Place> chain(List<LayerSpec> layers, Place start) {
      Optional<Place> place = Optional.of(start);
      for (LayerSpec layer : layers) {
        place = place.flatMap(before -> after(layer, before));
      }
      return place;
    }

    /** The state after a layer; empty if the layer is not local. */
    private Optional<Place> after(LayerSpec layer, Place at) {
      if (layer instanceof Conv conv) {
        return Optional.of(
            windows(at, conv.kernel(), conv.stride(), conv.padding(), conv.dilation()));
      } else if (layer instanceof ConvTranspose conv) {
        return Optional.of(transposed(conv, at));
      } else if (layer instanceof Pooling.AvgPool pool) {
        return Optional.of(windows(at, pool.kernel(), pool.stride(), pool.padding(), ONES));
      } else if (layer instanceof Pooling.MaxPool pool) {
        return Optional.of(windows(at, pool.kernel(), pool.stride(), pool.padding(), ONES));
      } else if (layer instanceof Upsample up) {
        return up.alignCorners() ? Optional.empty() : upsampled(up, at);
      } else if (layer instanceof Reshaping.PixelShuffle shuffle) {
        return Optional.of(at.coarser(1.0 / shuffle.factor()));
      } else if (layer instanceof Reshaping.Pad pad) {
        return Optional.of(at.wider(Math.max(largest(pad.before()), largest(pad.after()))));
      } else if (layer instanceof Completion.PyramidFill fill) {
        divides(at.step() * fill.multiple());
        int pyramid = 3 * fill.multiple() - 3;
        return Optional.of(at.wider(pyramid + fill.sweeps() * (fill.multiple() - 1)));
      } else if (layer instanceof Composite composite) {
        return composite(composite, at);
      }
      return pointwise(layer) ? Optional.of(at) : Optional.empty();
    }

    private static final List<Integer> ONES = List.of(1, 1);

    private static boolean pointwise(LayerSpec layer) {
      return layer instanceof Activation
          || layer instanceof Scale
          || layer instanceof Dropout
          || layer instanceof Completion.Blend
          || layer instanceof Normalization.BatchNorm
          || layer instanceof Normalization.ConditionalBatchNorm
          || layer instanceof Normalization.PixelNorm;
    }

    private Optional<Place> composite(Composite composite, Place at) {
      if (composite instanceof Composite.Input) {
        return Optional.of(new Place(0, 1));
      }
      if (composite instanceof Composite.PerFrame) {
        return Optional.empty(); // the first dimension would be frames, not channels
      }
      double radius = composite instanceof Composite.Skip ? at.radius() : 0;
      double step = at.step();
      for (Map.Entry<String, List<LayerSpec>> entry : composite.chains().entrySet()) {
        Optional<Place> end = chain(entry.getValue(), at);
        if (end.isEmpty()) {
          return Optional.empty();
        }
        radius = Math.max(radius, end.get().radius());
        step = end.get().step();
      }
      return Optional.of(new Place(radius, step));
    }

    private Place windows(
        Place at,
        List<Integer> kernel,
        List<Integer> stride,
        List<Integer> padding,
        List<Integer> dilation) {
      int reach = 0;
      for (int i = 0; i < kernel.size(); i++) {
        int span = dilation.get(i) * (kernel.get(i) - 1);
        int before = padding.get(i) + stride.get(i) - 1;
        reach = Math.max(reach, Math.max(before, span - padding.get(i)));
      }
      int factor = largest(stride);
      divides(at.step() * factor);
      return at.wider(reach).coarser(factor);
    }

    private static Place transposed(ConvTranspose conv, Place at) {
      double reach = 0;
      for (int i = 0; i < conv.kernel().size(); i++) {
        int span = conv.dilation().get(i) * (conv.kernel().get(i) - 1);
        int farthest = Math.max(conv.padding().get(i), span - conv.padding().get(i));
        reach = Math.max(reach, Math.ceil((double) farthest / conv.stride().get(i)));
      }
      return at.wider(reach).coarser(1.0 / largest(conv.stride()));
    }

    private static Optional<Place> upsampled(Upsample up, Place at) {
      int neighbours =
          switch (up.mode()) {
            case NEAREST -> 0;
            case LINEAR -> 1;
            case CUBIC -> 2;
          };
      return Optional.of(at.wider(neighbours).coarser(1.0 / largest(up.scale())));
    }

    private static int largest(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** Makes the multiple one of a step, if that is a whole number of input pixels. */
    private void divides(double step) {
      int whole = (int) Math.round(step);
      int a = multiple;
      int b = Math.max(1, whole);
      while (b != 0) {
        int rest = a % b;
        a = b;
        b = rest;
      }
      multiple = multiple / a * Math.max(1, whole);
    }
  }
}
