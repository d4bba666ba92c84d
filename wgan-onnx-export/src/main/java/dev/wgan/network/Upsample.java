package dev.wgan.network;

import java.util.List;

/**
 * Grows the spatial dimensions by whole factors.
 *
 * @param scale the factor of each spatial dimension
 * @param mode the interpolation between the input's values
 * @param alignCorners whether the outermost values stay in place (bilinear and bicubic only)
 */
public record Upsample(List<Integer> scale, Mode mode, boolean alignCorners) implements LayerSpec {
  /** The interpolation between the input's values. */
  public enum Mode {
    /** The nearest value. */
    NEAREST,
    /** Linear in each dimension: linear in one dimension, bilinear in two. */
    LINEAR,
    /** Cubic convolution with a = -0.75; two dimensions only. */
    CUBIC
  }

  /**
   * Checks the numbers.
   *
   * @throws NetworkException if they are out of range or do not fit each other
   */
  public Upsample {
    if (scale.isEmpty() || scale.size() > 2 || (mode == Mode.CUBIC && scale.size() != 2)) {
      throw new NetworkException(
          "scale is %s: expected a factor per spatial dimension, two for cubic".formatted(scale));
    }
    scale = Checks.spatial("scale", scale, scale.size(), 1);
    if (alignCorners && mode == Mode.NEAREST) {
      throw new NetworkException("align_corners is true: nearest has no corners to align");
    }
  }

  /**
   * Doubles height and width by repeating pixels.
   *
   * @return the layer
   */
  public static Upsample nearest2x() {
    return new Upsample(List.of(2, 2), Mode.NEAREST, false);
  }

  @Override
  public Shape infer(Shape in, Inputs inputs) {
    Checks.rank(in, scale.size() + 1, "channels and " + scale.size() + " spatial dimensions");
    Shape out = in;
    for (int i = 0; i < scale.size(); i++) {
      out = out.with(i + 1, Checks.extent(in, i + 1, (long) in.dim(i + 1) * scale.get(i)));
    }
    return out;
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.upsample(this, site);
  }
}
