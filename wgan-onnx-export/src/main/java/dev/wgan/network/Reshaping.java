package dev.wgan.network;

import java.util.List;

/** A layer that moves elements without computing. */
public sealed interface Reshaping extends LayerSpec {
  /** Turns a sample into one vector. */
  record Flatten() implements Reshaping {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return Shape.of(in.elements());
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.flatten(this, site);
    }
  }

  /**
   * Gives the elements of a sample another shape, in row-major order.
   *
   * @param shape the new shape of a sample, with equally many elements
   */
  record Reshape(Shape shape) implements Reshaping {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (in.elements() != shape.elements()) {
        throw new NetworkException(
            "is given %s of %s elements: its shape %s has %s"
                .formatted(in, in.elements(), shape, shape.elements()));
      }
      return shape;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.reshape(this, site);
    }
  }

  /**
   * Turns {@code factor^2} channels into one of larger height and width (Shi et al. 2016).
   *
   * @param factor the growth of height and width
   */
  record PixelShuffle(int factor) implements Reshaping {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public PixelShuffle {
      Checks.positive("factor", factor);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.rank(in, 3, "[channels, height, width]");
      long square = (long) factor * factor;
      if (in.dim(0) % square != 0) {
        throw new NetworkException(
            "is given %s: expected a multiple of %s channels".formatted(in, square));
      }
      return Shape.of(
          (int) (in.dim(0) / square),
          Checks.extent(in, 1, (long) in.dim(1) * factor),
          Checks.extent(in, 2, (long) in.dim(2) * factor));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.pixelShuffle(this, site);
    }
  }

  /**
   * Adds a margin to the spatial dimensions.
   *
   * @param mode the values of the margin
   * @param before its width before each spatial dimension
   * @param after its width after each spatial dimension
   */
  record Pad(Mode mode, List<Integer> before, List<Integer> after) implements Reshaping {
    /** The values of a margin. */
    public enum Mode {
      /** Zeros. */
      ZERO,
      /** The values inside, mirrored at the outermost one. */
      REFLECT
    }

    /**
     * Checks the widths.
     *
     * @throws NetworkException if they are negative or do not fit each other
     */
    public Pad {
      if (before.isEmpty() || before.size() > 2) {
        throw new NetworkException(
            "before is %s: expected one width or two, one per spatial dimension".formatted(before));
      }
      before = Checks.spatial("before", before, before.size(), 0);
      after = Checks.spatial("after", after, before.size(), 0);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.rank(in, before.size() + 1, "channels and " + before.size() + " spatial dimensions");
      Shape out = in;
      for (int i = 0; i < before.size(); i++) {
        int extent = in.dim(i + 1);
        if (mode == Mode.REFLECT && Math.max(before.get(i), after.get(i)) >= extent) {
          throw new NetworkException(
              "is given %s: a reflected margin is narrower than what it reflects".formatted(in));
        }
        long padded = (long) before.get(i) + extent + after.get(i);
        out = out.with(i + 1, Checks.extent(in, i + 1, padded));
      }
      return out;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.pad(this, site);
    }
  }

  /**
   * An exchange of the first two dimensions: a sequence {@code [features, frames]} becomes {@code
   * [frames, features]}, and a film {@code [frames, channels, height, width]} becomes {@code
   * [channels, frames, height, width]}.
   */
  record Swap() implements Reshaping {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (in.rank() < 2) {
        throw new NetworkException("is given %s: expected two dimensions or more".formatted(in));
      }
      return in.with(0, in.dim(1)).with(1, in.dim(0));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.swap(this, site);
    }
  }
}
