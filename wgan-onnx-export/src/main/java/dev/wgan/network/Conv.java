package dev.wgan.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cross-correlation over one or two spatial dimensions, as many as {@code kernel} has.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel extents of the kernel
 * @param stride steps of the kernel
 * @param padding zeros added on both sides
 * @param dilation spacing of the kernel's elements
 * @param groups independent blocks of channels
 * @param bias whether a bias is added
 */
public record Conv(
    int in,
    int out,
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> dilation,
    int groups,
    boolean bias)
    implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @throws NetworkException if they are out of range or do not fit each other
   */
  public Conv {
    ConvArithmetic.check(in, out, kernel, groups);
    kernel = Checks.spatial("kernel", kernel, kernel.size(), 1);
    stride = Checks.spatial("stride", stride, kernel.size(), 1);
    padding = Checks.spatial("padding", padding, kernel.size(), 0);
    dilation = Checks.spatial("dilation", dilation, kernel.size(), 1);
  }

  /**
   * Creates a square two-dimensional convolution with bias, without dilation and groups.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel extent of the kernel
   * @param stride step of the kernel
   * @param padding zeros added on each side
   * @return the layer
   */
  public static Conv of2d(int in, int out, int kernel, int stride, int padding) {
    return of(2, in, out, kernel, stride, padding);
  }

  /**
   * Creates a one-dimensional convolution with bias, without dilation and groups.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel extent of the kernel
   * @param stride step of the kernel
   * @param padding zeros added on each side
   * @return the layer
   */
  public static Conv of1d(int in, int out, int kernel, int stride, int padding) {
    return of(1, in, out, kernel, stride, padding);
  }

  private static Conv of(int dims, int in, int out, int kernel, int stride, int padding) {
    return new Conv(
        in,
        out,
        Collections.nCopies(dims, kernel),
        Collections.nCopies(dims, stride),
        Collections.nCopies(dims, padding),
        Collections.nCopies(dims, 1),
        1,
        true);
  }

  /**
   * Returns this layer with or without a bias.
   *
   * @param wanted whether a bias is added
   * @return the layer
   */
  public Conv withBias(boolean wanted) {
    return new Conv(in, out, kernel, stride, padding, dilation, groups, wanted);
  }

  @Override
  public Shape infer(Shape shape, Inputs inputs) {
    ConvArithmetic.checkInput(shape, in, kernel.size());
    Shape result = shape.with(0, out);
    for (int i = 0; i < kernel.size(); i++) {
      long span = (long) dilation.get(i) * (kernel.get(i) - 1) + 1;
      long room = shape.dim(i + 1) + 2L * padding.get(i) - span;
      long extent = Math.floorDiv(room, stride.get(i)) + 1;
      result = result.with(i + 1, Checks.extent(shape, i + 1, extent));
    }
    return result;
  }

  @Override
  public List<ParameterSpec> parameters() {
    long fanIn = in / groups * ConvArithmetic.product(kernel);
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(
        ParameterSpec.uniform("weight", ConvArithmetic.weight(out, in / groups, kernel), fanIn));
    if (bias) {
      parameters.add(ParameterSpec.uniform("bias", Shape.of(out), fanIn));
    }
    return parameters;
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return Checks.product(result.elements(), in / groups, ConvArithmetic.product(kernel));
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.conv(this, site);
  }
}
