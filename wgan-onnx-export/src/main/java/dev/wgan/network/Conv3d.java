package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Cross-correlation over frames, height and width of a film {@code [channels, frames, height,
 * width]}. A layer for the training of critics: the export refuses it.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel extents of the kernel over frames, height and width
 * @param stride steps of the kernel
 * @param padding zeros added on both sides
 * @param bias whether a bias is added
 */
public record Conv3d(
    int in,
    int out,
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> padding,
    boolean bias)
    implements LayerSpec {
  private static final int DIMENSIONS = 3;

  /**
   * Checks the numbers.
   *
   * @throws NetworkException if they are out of range or do not fit each other
   */
  public Conv3d {
    Checks.positive("in", in);
    Checks.positive("out", out);
    kernel = Checks.spatial("kernel", kernel, DIMENSIONS, 1);
    stride = Checks.spatial("stride", stride, DIMENSIONS, 1);
    padding = Checks.spatial("padding", padding, DIMENSIONS, 0);
  }

  @Override
  public Shape infer(Shape shape, Inputs inputs) {
    Checks.rank(shape, DIMENSIONS + 1, "[channels, frames, height, width]");
    Checks.channels(shape, in);
    Shape result = shape.with(0, out);
    for (int i = 0; i < DIMENSIONS; i++) {
      long room = shape.dim(i + 1) + 2L * padding.get(i) - kernel.get(i);
      long extent = Math.floorDiv(room, stride.get(i)) + 1;
      result = result.with(i + 1, Checks.extent(shape, i + 1, extent));
    }
    return result;
  }

  @Override
  public List<ParameterSpec> parameters() {
    long fanIn = in * ConvArithmetic.product(kernel);
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(ParameterSpec.uniform("weight", ConvArithmetic.weight(out, in, kernel), fanIn));
    if (bias) {
      parameters.add(ParameterSpec.uniform("bias", Shape.of(out), fanIn));
    }
    return parameters;
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return Checks.product(result.elements(), in, ConvArithmetic.product(kernel));
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.conv3d(this, site);
  }
}
