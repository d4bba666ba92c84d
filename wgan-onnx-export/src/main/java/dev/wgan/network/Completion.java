package dev.wgan.network;

/**
 * A layer that completes an image: it reads a mask, another input of the network of shape {@code
 * [1, height, width]} in which 1 marks a hole and 0 a given pixel.
 */
public sealed interface Completion extends LayerSpec {
  /**
   * Fills the holes of its input with averages of the given pixels around them (push and pull,
   * Gortler et al. 1996, "The Lumigraph", section 3.4.1).
   *
   * <p>The values inside the holes are not read. Each level halves the resolution: a coarse pixel
   * is the mean of the given pixels below it, and counts as given by the number of these, up to 1.
   * From the coarsest level down, {@code fill = w x + (1 - w) up(coarser fill)}, where {@code w} is
   * 1 for a given pixel and {@code up} is bilinear. At each level, the pixels that are not given
   * then become the means of their four neighbours, as many times as there are sweeps, which comes
   * near the smoothest surface through the given pixels.
   *
   * @param mask the name of the input that holds the mask
   * @param levels the number of halvings, 1 to 12; height and width are multiples of {@code
   *     2^levels}, and wider holes have a centre without a colour, which is 0
   * @param sweeps the number of sweeps at each level, 0 to 64
   */
  record PyramidFill(String mask, int levels, int sweeps) implements Completion {
    /** The divisor of a mean over no given pixel, whose numerator is 0. */
    public static final double LEAST_WEIGHT = 1e-6;

    private static final int MOST = 12;
    private static final int MOST_SWEEPS = 64;

    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public PyramidFill {
      if (levels < 1 || levels > MOST) {
        throw new NetworkException(
            "levels is %s: expected a number from 1 to %s".formatted(levels, MOST));
      }
      if (sweeps < 0 || sweeps > MOST_SWEEPS) {
        throw new NetworkException(
            "sweeps is %s: expected a number from 0 to %s".formatted(sweeps, MOST_SWEEPS));
      }
    }

    /**
     * Returns the number that divides height and width.
     *
     * @return {@code 2^levels}
     */
    public int multiple() {
      return 1 << levels;
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      requireMask(mask, in, inputs);
      if (in.dim(1) % multiple() != 0 || in.dim(2) % multiple() != 0) {
        throw new NetworkException(
            "is given %s: expected height and width to be multiples of %s, for %s levels"
                .formatted(in, multiple(), levels));
      }
      return in;
    }

    @Override
    public long multiplications(Shape in, Shape out) {
      return Checks.product(out.elements(), 8 + 8L * sweeps);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.pyramidFill(this, site);
    }
  }

  /**
   * {@code mask x + (1 - mask) image}: its input inside the holes, and another input of the network
   * outside of them.
   *
   * @param mask the name of the input that holds the mask
   * @param image the name of the input that holds the given pixels
   */
  record Blend(String mask, String image) implements Completion {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      requireMask(mask, in, inputs);
      Shape given = inputs.get(image).shape();
      if (!given.equals(in)) {
        throw new NetworkException(
            "is given %s where its image '%s' is %s: expected one shape"
                .formatted(in, image, given));
      }
      return in;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.blend(this, site);
    }
  }

  private static void requireMask(String mask, Shape in, Inputs inputs) {
    Checks.rank(in, 3, "[channels, height, width]");
    Shape expected = in.with(0, 1);
    Shape found = inputs.get(mask).shape();
    if (!found.equals(expected)) {
      throw new NetworkException(
          "is given %s and a mask '%s' of shape %s: expected a mask of shape %s"
              .formatted(in, mask, found, expected));
    }
  }
}
