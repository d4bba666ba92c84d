package dev.wgan.train.djl;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.convolutional.Deconvolution;
import ai.djl.nn.core.Prelu;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.Dropout;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Normalization;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** DJL's blocks of known type: their visible properties, and those that must be found. */
final class KnownBlocks {
  /** Affects training only. */
  private static final double MOMENTUM = 0.1;

  private KnownBlocks() {}

  /** Reads a block; empty if its type is unknown. */
  static Optional<LayerChain> read(
      BlockRunner runner, Block block, Shape in, Consumer<String> notes) {
    if (block instanceof ai.djl.nn.core.Linear) {
      return Optional.of(linear(block));
    } else if (block instanceof Conv1d || block instanceof Conv2d) {
      return Optional.of(convolution((Convolution) block, in));
    } else if (block instanceof BatchNorm) {
      return Optional.of(batchNorm(runner, block, in, notes));
    } else if (block instanceof LayerNorm) {
      return Optional.of(layerNorm(runner, block, in, notes));
    } else if (block instanceof Prelu) {
      return Optional.of(prelu(block));
    } else if (block instanceof ai.djl.nn.norm.Dropout) {
      notes.accept("its rate is assumed to be 0.5, which has no effect on samples");
      return Optional.of(LayerChain.of(List.of(new Dropout(0.5))));
    } else if (block instanceof Deconvolution) {
      throw new NetworkException(
          "shows neither stride nor padding, and DJL cannot run it on PyTorch: upsample and"
              + " convolve instead");
    }
    return Optional.empty();
  }

  private static LayerChain linear(Block block) {
    Tensor weight = tensor(block, Parameter.Type.WEIGHT); // [out, in]
    boolean bias = has(block, Parameter.Type.BIAS);
    return LayerChain.of(
        new Linear(weight.shape().dim(1), weight.shape().dim(0), bias),
        weightAndBias(block, weight, bias));
  }

  private static LayerChain convolution(Convolution block, Shape in) {
    Tensor weight = tensor(block, Parameter.Type.WEIGHT); // [out, in / groups, kernel...]
    boolean bias = has(block, Parameter.Type.BIAS);
    Conv conv =
        new Conv(
            in.dim(0),
            weight.shape().dim(0),
            list(block.getKernelShape()),
            list(block.getStride()),
            list(block.getPadding()),
            list(block.getDilation()),
            block.getGroups(),
            bias);
    return LayerChain.of(conv, weightAndBias(block, weight, bias));
  }

  private static Map<String, Tensor> weightAndBias(Block block, Tensor weight, boolean bias) {
    Map<String, Tensor> own = new LinkedHashMap<>(Map.of("weight", weight));
    if (bias) {
      own.put("bias", tensor(block, Parameter.Type.BIAS));
    }
    return own;
  }

  private static LayerChain batchNorm(
      BlockRunner runner, Block block, Shape in, Consumer<String> notes) {
    Map<String, Tensor> own = scaleAndShift(block);
    own.put("running_mean", tensor(block, Parameter.Type.RUNNING_MEAN));
    own.put("running_var", tensor(block, Parameter.Type.RUNNING_VAR));
    double eps = Epsilon.ofBatchNorm(runner, block, in, own);
    notes.accept(
        "epsilon %s, found by running it; momentum is assumed to be %s, which has no effect on samples"
            .formatted(eps, MOMENTUM));
    int features = own.values().iterator().next().shape().elements();
    return LayerChain.of(new Normalization.BatchNorm(features, eps, MOMENTUM, true), own);
  }

  private static LayerChain layerNorm(
      BlockRunner runner, Block block, Shape in, Consumer<String> notes) {
    Map<String, Tensor> own = scaleAndShift(block);
    double eps = Epsilon.ofLayerNorm(runner, block, in, own);
    notes.accept("epsilon %s, found by running it".formatted(eps));
    Shape shape = own.values().iterator().next().shape();
    return LayerChain.of(new Normalization.LayerNorm(shape, eps, true), own);
  }

  private static LayerChain prelu(Block block) {
    Parameter alpha = block.getDirectParameters().values().get(0);
    Tensor weight = BlockRunner.tensor(alpha);
    return LayerChain.of(new Activation.PRelu(weight.shape().elements()), Map.of("weight", weight));
  }

  private static Map<String, Tensor> scaleAndShift(Block block) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    own.put("weight", tensor(block, Parameter.Type.GAMMA));
    own.put("bias", tensor(block, Parameter.Type.BETA));
    return own;
  }

  private static boolean has(Block block, Parameter.Type type) {
    return block.getDirectParameters().values().stream().anyMatch(p -> p.getType() == type);
  }

  private static Tensor tensor(Block block, Parameter.Type type) {
    return block.getDirectParameters().values().stream()
        .filter(parameter -> parameter.getType() == type)
        .findFirst()
        .map(BlockRunner::tensor)
        .orElseThrow(() -> new NetworkException("has no parameter of type " + type));
  }

  private static List<Integer> list(ai.djl.ndarray.types.Shape shape) {
    List<Integer> extents = new ArrayList<>();
    for (long extent : shape.getShape()) {
      extents.add(Math.toIntExact(extent));
    }
    return extents;
  }
}
