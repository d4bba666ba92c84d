package dev.wgan.train.architecture;

import dev.wgan.network.Activation;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Scale;
import java.util.List;

/** Residual blocks without normalization, for networks from images to images. */
final class ResidualBlocks {
  static final double SLOPE = 0.2;

  /** The share of a block's body: training stays stable without normalization. */
  private static final double BODY = 0.2;

  private ResidualBlocks() {}

  /** {@code x + 0.2 conv(act(conv(x)))}, the first convolution dilated. */
  static LayerSpec block(int width, int dilation) {
    return new Composite.Residual(
        List.of(
            dilated(width, dilation),
            new Activation.LeakyRelu(SLOPE),
            Conv.of2d(width, width, 3, 1, 1),
            new Scale(BODY, 0)),
        List.of());
  }

  private static Conv dilated(int width, int dilation) {
    List<Integer> both = List.of(dilation, dilation);
    return new Conv(width, width, List.of(3, 3), List.of(1, 1), both, both, 1, true);
  }
}
