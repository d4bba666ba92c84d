package dev.wgan.train.djl;

import ai.djl.nn.Block;
import dev.wgan.network.Activation;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Scale;
import dev.wgan.network.Shape;
import dev.wgan.network.reference.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the layers that compute the function of a block without parameters: the block is run on
 * random inputs, near zero and far from it, and candidates must give equal outputs.
 */
final class FunctionProbe {
  private static final double SAME = 1e-5;

  private final BlockRunner runner;
  private final Block block;
  private final Shape in;
  private final Values near;
  private final Values far;

  FunctionProbe(BlockRunner runner, Block block, Shape in) {
    this.runner = runner;
    this.block = block;
    this.in = in;
    this.near = BlockRunner.random(3, in, 1.5);
    this.far = BlockRunner.random(2, in, 40);
  }

  /** The layers, none if the block changes nothing; empty if no candidate fits. */
  Optional<List<LayerSpec>> identify() {
    Values shown = runner.run(block, near);
    float[] expected = shown.toFloats();
    float[] expectedFar = runner.run(block, far).toFloats();
    List<List<LayerSpec>> candidates = shown.shape().equals(in) ? functions() : new ArrayList<>();
    candidates.addAll(ShapeCandidates.of(in, shown.shape()));
    for (List<LayerSpec> candidate : candidates) {
      LayerChain chain = LayerChain.of(candidate);
      if (same(chain, near, expected) && same(chain, far, expectedFar)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean same(LayerChain chain, Values x, float[] expected) {
    return BlockRunner.relativeError(chain.run(in, x), expected) <= SAME;
  }

  private List<List<LayerSpec>> functions() {
    List<List<LayerSpec>> all = new ArrayList<>();
    all.add(List.of());
    for (LayerSpec layer :
        List.of(
            new Activation.Relu(),
            new Activation.Sigmoid(),
            new Activation.Tanh(),
            new Activation.Silu(),
            new Activation.Gelu(false),
            new Activation.Gelu(true),
            new Activation.Mish(),
            new Activation.Selu(),
            new Activation.Softmax(),
            new Normalization.PixelNorm(1e-8))) {
      all.add(List.of(layer));
    }
    double zero = at(0);
    double below = at(-1);
    double above = at(1);
    for (double slope : readings(-below)) {
      all.add(List.of(new Activation.LeakyRelu(slope)));
    }
    for (double alpha : positive(below / Math.expm1(-1))) {
      all.add(List.of(new Activation.Elu(alpha)));
    }
    for (double beta : positive(Math.log(2) / zero)) {
      all.add(List.of(new Activation.Softplus(beta, 20)));
    }
    for (double beta : positive(Math.log(above / (1 - above)))) {
      // x sigmoid(beta x), the swish with a factor
      all.add(List.of(new Scale(beta, 0), new Activation.Silu(), new Scale(1 / beta, 0)));
    }
    clips(at(-1e6f), at(1e6f)).ifPresent(all::add);
    for (double factor : readings(above - zero)) {
      for (double offset : readings(zero)) {
        all.add(List.of(new Scale(factor, offset)));
      }
    }
    return all;
  }

  /** min(max(x, low), high) by two rectifiers. */
  private static Optional<List<LayerSpec>> clips(double low, double high) {
    if (!(low < high && Math.abs(low) < 1e5 && Math.abs(high) < 1e5)) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            new Scale(1, -low),
            new Activation.Relu(),
            new Scale(-1, high - low),
            new Activation.Relu(),
            new Scale(-1, high)));
  }

  /** The function at one value, given everywhere. */
  private double at(float value) {
    float[] x = new float[in.elements()];
    Arrays.fill(x, value);
    return runner.run(block, Values.of(1, in, x)).toFloats()[0];
  }

  private static List<Double> positive(double value) {
    return readings(value).stream().filter(reading -> reading > 0).toList();
  }

  /** The numbers that a 32-bit float may stand for, the shorter first. */
  private static List<Double> readings(double value) {
    if (!Double.isFinite(value)) {
      return List.of();
    }
    return List.of(new BigDecimal(value).round(new MathContext(6)).doubleValue(), value);
  }
}
