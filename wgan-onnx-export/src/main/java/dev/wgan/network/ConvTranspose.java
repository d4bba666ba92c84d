package dev.wgan.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The transpose of {@link Conv}: it grows its input by its stride.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param kernel extents of the kernel
 * @param stride steps of the kernel
 * @param padding the elements cut off on both sides
 * @param outputPadding the elements added at the end, less than the stride or the dilation
 * @param dilation spacing of the kernel's elements
 * @param groups independent blocks of channels
 * @param bias whether a bias is added
 */
public record ConvTranspose(
    int in,
    int out,
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> padding,
    List<Integer> outputPadding,
    List<Integer> dilation,
    int groups,
    boolean bias)
    implements LayerSpec {
  /**
   * Checks the numbers.
   *
   * @throws NetworkException if they are out of range or do not fit each other
   */
  public ConvTranspose {
    ConvArithmetic.check(in, out, kernel, groups);
    kernel = Checks.spatial("kernel", kernel, kernel.size(), 1);
    stride = Checks.spatial("stride", stride, kernel.size(), 1);
    padding = Checks.spatial("padding", padding, kernel.size(), 0);
    outputPadding = Checks.spatial("output_padding", outputPadding, kernel.size(), 0);
    dilation = Checks.spatial("dilation", dilation, kernel.size(), 1);
    for (int i = 0; i < kernel.size(); i++) {
      if (outputPadding.get(i) >= Math.max(stride.get(i), dilation.get(i))) {
        throw new NetworkException(
            "output_padding is %s: expected less than the stride %s or the dilation %s"
                .formatted(outputPadding, stride, dilation));
      }
    }
  }

  /**
   * Creates a square two-dimensional layer with bias, without output padding, dilation and groups.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel extent of the kernel
   * @param stride step of the kernel
   * @param padding the elements cut off on each side
   * @return the layer
   */
  public static ConvTranspose of2d(int in, int out, int kernel, int stride, int padding) {
    return of(2, in, out, kernel, stride, padding);
  }

  /**
   * Creates a one-dimensional layer with bias, without output padding, dilation and groups.
   *
   * @param in channels of the input
   * @param out channels of the output
   * @param kernel extent of the kernel
   * @param stride step of the kernel
   * @param padding the elements cut off on each side
   * @return the layer
   */
  public static ConvTranspose of1d(int in, int out, int kernel, int stride, int padding) {
    return of(1, in, out, kernel, stride, padding);
  }

  private static ConvTranspose of(int dims, int in, int out, int kernel, int stride, int padding) {
    return new ConvTranspose(
        in,
        out,
        Collections.nCopies(dims, kernel),
        Collections.nCopies(dims, stride),
        Collections.nCopies(dims, padding),
        Collections.nCopies(dims, 0),
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
  public ConvTranspose withBias(boolean wanted) {
    return new ConvTranspose(
        in, out, kernel, stride, padding, outputPadding, dilation, groups, wanted);
  }

  @Override
  public Shape infer(Shape shape, Inputs inputs) {
    ConvArithmetic.checkInput(shape, in, kernel.size());
    Shape result = shape.with(0, out);
    for (int i = 0; i < kernel.size(); i++) {
      long extent =
          (shape.dim(i + 1) - 1L) * stride.get(i)
              - 2L * padding.get(i)
              + (long) dilation.get(i) * (kernel.get(i) - 1)
              + outputPadding.get(i)
              + 1;
      result = result.with(i + 1, Checks.extent(shape, i + 1, extent));
    }
    return result;
  }

  @Override
  public List<ParameterSpec> parameters() {
    // PyTorch computes the fan in from the second dimension of the weight, which here is the
    // output's: kept, because its default range is the familiar one.
    long fanIn = out / groups * ConvArithmetic.product(kernel);
    List<ParameterSpec> parameters = new ArrayList<>();
    parameters.add(
        ParameterSpec.uniform("weight", ConvArithmetic.weight(in, out / groups, kernel), fanIn));
    if (bias) {
      parameters.add(ParameterSpec.uniform("bias", Shape.of(out), fanIn));
    }
    return parameters;
  }

  @Override
  public long multiplications(Shape shape, Shape result) {
    return Checks.product(shape.elements(), out / groups, ConvArithmetic.product(kernel));
  }

  @Override
  public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
    return visitor.convTranspose(this, site);
  }
}
