package dev.wgan.onnx.convert;

import dev.wgan.network.Site;
import dev.wgan.network.Upsample;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;

/**
 * Bicubic interpolation by a factor that is not a power of 2, written as a convolution with one
 * kernel for each pixel of a block. ONNX Runtime's Resize computes places in single precision: of
 * thirds the rounding depends on the place, so that a part of an image has other bits than the
 * whole. A convolution has not.
 */
final class CubicConvolution {
  private static final double A = -0.75;

  /** Pixels on either side that a block depends on. */
  private static final int REACH = 2;

  private static final int TAPS = 2 * REACH + 1;

  private final GraphBuilder graph;
  private final ReshapingConverters reshaping;

  CubicConvolution(GraphBuilder graph, ReshapingConverters reshaping) {
    this.graph = graph;
    this.reshaping = reshaping;
  }

  /** Returns whether a layer is such an interpolation. */
  static boolean suits(Upsample layer) {
    return layer.mode() == Upsample.Mode.CUBIC
        && !layer.alignCorners()
        && layer.scale().get(0).equals(layer.scale().get(1))
        && Integer.bitCount(layer.scale().get(0)) != 1;
  }

  /** Each channel is an image of its own, so that they share a kernel of [factor^2, 1, 5, 5]. */
  String upsample(Upsample layer, Site<String> site) {
    int factor = layer.scale().get(0);
    List<Integer> margin = List.of(REACH, REACH);
    String planes = reshaped(site, site.value(), "planes", 1);
    String padded = reshaping.pad(site, planes, "edge", margin, margin);
    String kernel =
        graph.floats(site.name("cubic"), List.of(factor * factor, 1, TAPS, TAPS), kernels(factor));
    String blocks =
        graph.add(
            site.path(),
            Node.of("Conv").in(padded, kernel).set("kernel_shape", List.of(TAPS, TAPS)));
    String woven =
        graph.add(
            site.path(),
            Node.of("DepthToSpace").in(blocks).set("blocksize", factor).set("mode", "CRD"));
    return reshaped(site, woven, "channels", site.in().dim(0));
  }

  /** Divides batch and channels anew; 0 keeps height and width. */
  private String reshaped(Site<String> site, String value, String name, int channels) {
    String shape = graph.integers(site.name(name), -1, channels, 0, 0);
    return graph.add(site.path(), Node.of("Reshape").in(value, shape));
  }

  /** The products of the weights of rows and columns, for each pixel of a block. */
  private static float[] kernels(int factor) {
    float[] kernels = new float[factor * factor * TAPS * TAPS];
    int i = 0;
    for (int block = 0; block < factor * factor; block++) {
      for (int tap = 0; tap < TAPS * TAPS; tap++) {
        double row = weight(block / factor, tap / TAPS, factor);
        double column = weight(block % factor, tap % TAPS, factor);
        kernels[i++] = (float) (row * column);
      }
    }
    return kernels;
  }

  /** Keys' cubic convolution kernel (1981, equation 15) with a = -0.75, between two places. */
  private static double weight(int place, int tap, int factor) {
    double d = Math.abs((place + 0.5) / factor - 0.5 - (tap - REACH));
    if (d <= 1) {
      return ((A + 2) * d - (A + 3)) * d * d + 1;
    }
    return d < 2 ? ((d - 5) * d + 8) * d * A - 4 * A : 0;
  }
}
