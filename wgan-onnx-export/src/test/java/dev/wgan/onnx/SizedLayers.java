package dev.wgan.onnx;

import dev.wgan.network.Activation;
import dev.wgan.network.Backdrop;
import dev.wgan.network.Completion;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Pooling;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Scale;
import dev.wgan.network.Shape;
import dev.wgan.network.Translate;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Every case of {@link LayerCases} at a size of choice: the width of vectors and rows, and, where
 * it differs, the number of channels.
 */
final class SizedLayers {
  private static final Map<String, List<IntFunction<NetworkSpec>>> CASES = new LinkedHashMap<>();

  static {
    products();
    normalizations();
    activations();
    resampling();
    composites();
  }

  private SizedLayers() {}

  static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  /** The networks of a case: of that width, and of as many channels. */
  static List<NetworkSpec> networks(String name, int size) {
    List<IntFunction<NetworkSpec>> made = CASES.get(name);
    if (made == null) {
      throw new IllegalArgumentException(name);
    }
    return made.stream().map(form -> form.apply(size)).toList();
  }

  private static void add(String name, IntFunction<NetworkSpec> network) {
    CASES.computeIfAbsent(name, key -> new ArrayList<>()).add(network);
  }

  private static void vector(String name, IntFunction<LayerSpec> layer) {
    add(name, n -> of(Shape.of(n), s -> layer.apply(n)));
  }

  private static void rows(String name, Function<Shape, LayerSpec> layer) {
    add(name, n -> of(Shape.of(3, 5, n), layer));
  }

  private static void channels(String name, Function<Shape, LayerSpec> layer) {
    add(name, n -> of(Shape.of(n, 5, 3), layer));
  }

  private static void both(String name, Function<Shape, LayerSpec> layer) {
    rows(name, layer);
    channels(name, layer);
  }

  private static void sequence(String name, Function<Shape, LayerSpec> layer) {
    add(name, n -> of(Shape.of(3, n), layer));
  }

  private static NetworkSpec of(Shape shape, Function<Shape, LayerSpec> layer) {
    return network(shape, layer.apply(shape));
  }

  private static NetworkSpec network(Shape shape, LayerSpec... layers) {
    return NetworkSpec.of(new InputSpec("latent", InputSpec.Role.LATENT, shape, 0), layers);
  }

  private static LayerSpec batchNorm(int features) {
    return new Normalization.BatchNorm(features, 1e-5, 0.1, true);
  }

  private static void products() {
    vector("Linear", n -> new Linear(n, n));
    vector("Linear", n -> new Linear(n, 10));
    vector("Linear, no bias", n -> new Linear(n, n, false));
    rows("Linear over rows", s -> new Linear(s.dim(2), 7));
    both("Scale", s -> new Scale(1.7, -0.3));
    sequence("Conv 1-D", s -> Conv.of1d(3, 5, 3, 1, 1));
    both("Conv 2-D", s -> Conv.of2d(s.dim(0), 5, 3, 1, 1));
    channels("Conv 2-D", s -> Conv.of2d(s.dim(0), s.dim(0), 1, 1, 0));
    sequence("ConvTranspose 1-D", s -> ConvTranspose.of1d(3, 5, 4, 2, 1));
    both("ConvTranspose 2-D", s -> ConvTranspose.of2d(s.dim(0), 5, 4, 2, 1));
  }

  private static void normalizations() {
    vector("BatchNorm of vectors", SizedLayers::batchNorm);
    both("BatchNorm of images", s -> batchNorm(s.dim(0)));
    add("BatchNorm after Linear", n -> network(Shape.of(9), new Linear(9, n), batchNorm(n)));
    add(
        "BatchNorm after Linear and Reshape",
        n ->
            network(
                Shape.of(9),
                new Linear(9, 2 * n),
                new Reshaping.Reshape(Shape.of(2, 1, n)),
                batchNorm(2)));
    add(
        "BatchNorm after Conv",
        n -> network(Shape.of(3, 5, n), Conv.of2d(3, 4, 3, 1, 1), batchNorm(4)));
    add(
        "BatchNorm after ConvTranspose",
        n -> network(Shape.of(n, 5, 3), ConvTranspose.of2d(n, 4, 4, 2, 1), batchNorm(4)));
    for (Shape tail : new Shape[] {Shape.of(5, 3), Shape.of(1)}) {
      add("ConditionalBatchNorm", n -> conditional(n, tail));
    }
    sequence("InstanceNorm 1-D", s -> new Normalization.InstanceNorm(3, 1e-5, true));
    both("InstanceNorm 2-D", s -> new Normalization.InstanceNorm(s.dim(0), 1e-5, true));
    vector("LayerNorm of vectors", n -> new Normalization.LayerNorm(Shape.of(n), 1e-5, true));
    both("LayerNorm of images", s -> new Normalization.LayerNorm(s, 1e-5, true));
    rows("LayerNorm of rows", s -> new Normalization.LayerNorm(Shape.of(s.dim(2)), 1e-5, false));
    rows("GroupNorm", s -> new Normalization.GroupNorm(3, 3, 1e-5, true));
    add("GroupNorm", n -> of(Shape.of(2 * n, 3, 1), s -> groupNorm(2, s)));
    vector("PixelNorm", n -> new Normalization.PixelNorm(1e-8));
    sequence("PixelNorm", s -> new Normalization.PixelNorm(1e-8));
    both("PixelNorm", s -> new Normalization.PixelNorm(1e-8));
  }

  private static LayerSpec groupNorm(int groups, Shape shape) {
    return new Normalization.GroupNorm(groups, shape.dim(0), 1e-5, true);
  }

  private static void activations() {
    activation("ReLU", new Activation.Relu());
    activation("LeakyReLU", new Activation.LeakyRelu(0.2));
    activation("PReLU, one weight", new Activation.PRelu(1));
    both("PReLU per channel", s -> new Activation.PRelu(s.dim(0)));
    activation("ELU", new Activation.Elu(1.2));
    activation("SELU", new Activation.Selu());
    activation("GELU", new Activation.Gelu(false));
    activation("GELU, tanh", new Activation.Gelu(true));
    activation("SiLU", new Activation.Silu());
    activation("Mish", new Activation.Mish());
    activation("Softplus", new Activation.Softplus(1.3, 20));
    activation("Softplus, low threshold", new Activation.Softplus(1.5, 0.7));
    activation("Sigmoid", new Activation.Sigmoid());
    activation("Tanh", new Activation.Tanh());
    both("Softmax", s -> new Activation.Softmax());
    vector("Softmax of vectors", n -> new Activation.Softmax());
    activation("Dropout", new Dropout(0.5));
  }

  private static void activation(String name, LayerSpec layer) {
    vector(name, n -> layer);
    rows(name, s -> layer);
  }

  private static void resampling() {
    both("Flatten", s -> new Reshaping.Flatten());
    both("Reshape", s -> new Reshaping.Reshape(Shape.of(s.dim(2), s.dim(0) * s.dim(1))));
    add("PixelShuffle", n -> of(Shape.of(8, 3, n), s -> new Reshaping.PixelShuffle(2)));
    both("Pad, zero", s -> pad(Reshaping.Pad.Mode.ZERO));
    both("Pad, reflect", s -> pad(Reshaping.Pad.Mode.REFLECT));
    sequence(
        "Pad 1-D, reflect",
        s -> new Reshaping.Pad(Reshaping.Pad.Mode.REFLECT, List.of(2), List.of(1)));
    upsample("Upsample, nearest", Upsample.Mode.NEAREST, false);
    upsample("Upsample, bilinear", Upsample.Mode.LINEAR, false);
    upsample("Upsample, bilinear, corners aligned", Upsample.Mode.LINEAR, true);
    upsample("Upsample, bicubic", Upsample.Mode.CUBIC, false);
    upsample("Upsample, bicubic, corners aligned", Upsample.Mode.CUBIC, true);
    sequence("Upsample 1-D, nearest", s -> new Upsample(List.of(2), Upsample.Mode.NEAREST, false));
    sequence("Upsample 1-D, linear", s -> new Upsample(List.of(3), Upsample.Mode.LINEAR, false));
    both("AvgPool", s -> average(2, false, true));
    both("AvgPool, padding not counted", s -> average(2, false, false));
    both("AvgPool, ceil mode", s -> average(2, true, true));
    both("AvgPool, ceil mode, padding not counted", s -> average(2, true, false));
    sequence("AvgPool 1-D", s -> average(1, false, true));
    both("MaxPool", s -> largest(2, false));
    both("MaxPool, ceil mode", s -> largest(2, true));
    sequence("MaxPool 1-D", s -> largest(1, false));
    sequence("GlobalAvgPool 1-D", s -> new Pooling.GlobalAvgPool());
    both("GlobalAvgPool", s -> new Pooling.GlobalAvgPool());
  }

  private static LayerSpec pad(Reshaping.Pad.Mode mode) {
    return new Reshaping.Pad(mode, List.of(1, 2), List.of(0, 1));
  }

  private static void upsample(String name, Upsample.Mode mode, boolean corners) {
    rows(name, s -> new Upsample(List.of(2, 3), mode, corners));
  }

  private static LayerSpec average(int dims, boolean ceil, boolean counted) {
    return new Pooling.AvgPool(same(dims, 3), same(dims, 2), same(dims, 1), ceil, counted);
  }

  private static LayerSpec largest(int dims, boolean ceil) {
    return new Pooling.MaxPool(same(dims, 3), same(dims, 2), same(dims, 1), ceil);
  }

  private static List<Integer> same(int dims, int value) {
    return java.util.Collections.nCopies(dims, value);
  }

  private static void composites() {
    both(
        "Residual",
        s ->
            new Composite.Residual(
                List.of(Conv.of2d(s.dim(0), 4, 3, 1, 1), new Activation.Relu()),
                List.of(Conv.of2d(s.dim(0), 4, 1, 1, 0))));
    both(
        "Residual, identity",
        s -> new Composite.Residual(List.of(new Activation.Tanh()), List.of()));
    both("Skip", s -> new Composite.Skip(List.of(Conv.of2d(s.dim(0), 5, 3, 1, 1))));
    add("Concat of inputs and LabelEmbedding", SizedLayers::conditionalByConcat);
    add("Classes in groups", n -> grouped(n, List.of(List.of(1, 3), List.of(2, 1, 1))));
    add("Classes in one group", n -> grouped(n, List.of(List.of(1, 3, 2, 1, 1))));
    add(
        "LogMel",
        n ->
            NetworkSpec.of(
                new InputSpec("latent", InputSpec.Role.LATENT, Shape.of(1, 16 * n), 0),
                new LogMel(8000, 64, 16, Math.max(1, n / 2), 60, 1e-5)));
    both("Swap", s -> new Reshaping.Swap());
    both(
        "PerFrame",
        s ->
            new Composite.PerFrame(
                List.of(
                    new Reshaping.Flatten(),
                    new Linear(s.elements() / s.dim(0), 12),
                    new Reshaping.Reshape(Shape.of(3, 2, 2)),
                    ConvTranspose.of2d(3, 2, 4, 2, 1),
                    new Activation.Tanh())));
    add(
        "Projection",
        n ->
            new NetworkSpec(
                List.of(InputSpec.latent(n), InputSpec.label(5)),
                List.of(new Projection(n, 5, "label"))));
    rows("Upsample, bicubic by 3", s -> new Upsample(List.of(3, 3), Upsample.Mode.CUBIC, false));
    add("Image and mask", SizedLayers::masked);
    add("PyramidFill", n -> completion(n, new Completion.PyramidFill("mask", 2, 1)));
    add(
        "Translate",
        n -> NetworkSpec.of(InputSpec.latent(2 * 5 * n + 6), new Translate(3, 2, 5, n, 2)));
    add("Backdrop", n -> of(Shape.of(7, 5, n), s -> new Backdrop(3)));
    add("Backdrop, closed corners", n -> of(Shape.of(7, 5, n), s -> new Backdrop(3, true)));
    add("Blend", n -> completion(n, new Completion.Blend("mask", "latent")));
  }

  private static NetworkSpec conditional(int features, Shape tail) {
    Shape shape =
        tail.rank() == 1 ? Shape.of(features) : Shape.of(features, tail.dim(0), tail.dim(1));
    return new NetworkSpec(
        List.of(new InputSpec("latent", InputSpec.Role.LATENT, shape, 0), InputSpec.label(3)),
        List.of(new Normalization.ConditionalBatchNorm(features, 3, 1e-4, 0.1, "label")));
  }

  private static NetworkSpec conditionalByConcat(int size) {
    return new NetworkSpec(
        List.of(InputSpec.latent(size), InputSpec.label(5)),
        List.of(
            new Composite.Concat(
                List.of(
                    List.of(), List.of(new Composite.Input("label"), new LabelEmbedding(5, 3)))),
            new Linear(size + 3, size)));
  }

  private static NetworkSpec grouped(int size, List<List<Integer>> weights) {
    NetworkSpec plain = conditionalByConcat(size);
    return new NetworkSpec(
        List.of(plain.inputs().get(0), plain.inputs().get(1).grouped(weights)), plain.layers());
  }

  private static NetworkSpec masked(int size) {
    Shape image = Shape.of(3, 5, size);
    return new NetworkSpec(
        List.of(new InputSpec("latent", InputSpec.Role.LATENT, image, 0), InputSpec.mask(5, size)),
        List.of(
            new Composite.Concat(List.of(List.of(), List.of(new Composite.Input("mask")))),
            Conv.of2d(4, 3, 3, 1, 1),
            new Activation.Sigmoid()));
  }

  /** A latent of the form of an image, so that samples are drawn. */
  private static NetworkSpec completion(int size, LayerSpec layer) {
    int width = (size + 3) / 4 * 4;
    Shape image = Shape.of(3, 8, width);
    return new NetworkSpec(
        List.of(new InputSpec("latent", InputSpec.Role.LATENT, image, 0), InputSpec.mask(8, width)),
        List.of(layer));
  }
}
