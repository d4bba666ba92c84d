package dev.wgan.network;

import java.util.List;

/** A layer that summarises windows of the spatial dimensions. */
public sealed interface Pooling extends LayerSpec {
  /**
   * The mean of each window.
   *
   * @param kernel extents of the window
   * @param stride steps of the window
   * @param padding zeros added on both sides, at most half the window
   * @param ceilMode whether a window that hangs over the end counts
   * @param countIncludePad whether added zeros count in the mean
   */
  record AvgPool(
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> padding,
      boolean ceilMode,
      boolean countIncludePad)
      implements Pooling {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public AvgPool {
      PoolArithmetic.check(kernel, stride, padding);
      kernel = List.copyOf(kernel);
      stride = List.copyOf(stride);
      padding = List.copyOf(padding);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return PoolArithmetic.infer(in, kernel, stride, padding, ceilMode);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.avgPool(this, site);
    }
  }

  /**
   * The largest value of each window.
   *
   * @param kernel extents of the window
   * @param stride steps of the window
   * @param padding the overhang of a window on both sides, at most half the window
   * @param ceilMode whether a window that hangs over the end counts
   */
  record MaxPool(
      List<Integer> kernel, List<Integer> stride, List<Integer> padding, boolean ceilMode)
      implements Pooling {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public MaxPool {
      PoolArithmetic.check(kernel, stride, padding);
      kernel = List.copyOf(kernel);
      stride = List.copyOf(stride);
      padding = List.copyOf(padding);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      return PoolArithmetic.infer(in, kernel, stride, padding, ceilMode);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.maxPool(this, site);
    }
  }

  /** The mean of each channel; the spatial dimensions are gone. */
  record GlobalAvgPool() implements Pooling {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (in.rank() < 2) {
        throw new NetworkException("is given %s: expected spatial dimensions".formatted(in));
      }
      return Shape.of(in.dim(0));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.globalAvgPool(this, site);
    }
  }
}
