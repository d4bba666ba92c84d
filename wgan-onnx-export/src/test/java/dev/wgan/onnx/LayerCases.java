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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A small network around every kind of layer, its sizes drawn at random. */
public final class LayerCases {
  private static final Map<String, Function<Random, NetworkSpec>> CASES = new LinkedHashMap<>();

  static {
    linear();
    convolutions();
    normalizations();
    activations();
    resampling();
    pooling();
    composites();
  }

  private LayerCases() {}

  /**
   * Returns the names of the cases.
   *
   * @return the names, one or more per layer
   */
  public static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  /**
   * Returns a network.
   *
   * @param name the name of its case
   * @param seed what its sizes are drawn from
   * @return the network
   */
  public static NetworkSpec network(String name, long seed) {
    Function<Random, NetworkSpec> made = CASES.get(name);
    if (made == null) {
      throw new IllegalArgumentException(name);
    }
    return made.apply(new Random(seed));
  }

  /**
   * Returns a network of the same layer with weights large enough to be rounded.
   *
   * @param name the name of a case
   * @return the network, empty where the layer has no such weights
   */
  public static Optional<NetworkSpec> wide(String name) {
    Shape image = Shape.of(24, 9, 7);
    return Optional.ofNullable(
        switch (name) {
          case "Linear" -> of(Shape.of(64), s -> new Linear(64, 80));
          case "Linear, no bias" -> of(Shape.of(64), s -> new Linear(64, 80, false));
          case "Linear over rows" -> of(Shape.of(3, 64), s -> new Linear(64, 80));
          case "Conv 1-D" -> of(Shape.of(32, 11), s -> Conv.of1d(32, 32, 5, 2, 1));
          case "Conv 2-D" -> of(image, s -> Conv.of2d(24, 24, 3, 2, 1));
          case "ConvTranspose 1-D" ->
              of(Shape.of(32, 11), s -> ConvTranspose.of1d(32, 32, 4, 2, 1));
          case "ConvTranspose 2-D" -> of(image, s -> ConvTranspose.of2d(24, 16, 4, 2, 1));
          case "BatchNorm after Linear" ->
              NetworkSpec.of(InputSpec.latent(64), new Linear(64, 80), batchNorm(80));
          case "BatchNorm after Linear and Reshape" ->
              NetworkSpec.of(
                  InputSpec.latent(64),
                  new Linear(64, 96),
                  new Reshaping.Reshape(Shape.of(6, 4, 4)),
                  batchNorm(6));
          case "BatchNorm after Conv" ->
              NetworkSpec.of(InputSpec.sample(image), Conv.of2d(24, 24, 3, 1, 1), batchNorm(24));
          case "BatchNorm after ConvTranspose" ->
              NetworkSpec.of(
                  InputSpec.sample(image), ConvTranspose.of2d(24, 16, 4, 2, 1), batchNorm(16));
          case "BatchNorm of vectors" -> of(Shape.of(300), s -> batchNorm(300));
          case "ConditionalBatchNorm" -> conditional(Shape.of(40), 8);
          case "LayerNorm of images" -> of(image, s -> new Normalization.LayerNorm(s, 1e-3, true));
          case "PReLU per channel" -> of(Shape.of(300, 3), s -> new Activation.PRelu(300));
          case "Residual" ->
              of(
                  image,
                  s -> new Composite.Residual(List.of(Conv.of2d(24, 24, 3, 1, 1)), List.of()));
          case "Skip" -> of(image, s -> new Composite.Skip(List.of(Conv.of2d(24, 24, 3, 1, 1))));
          case "Projection" -> projection(300, 10);
          case "Translate" ->
              NetworkSpec.of(InputSpec.latent(3 * 40 * 40 + 4), new Translate(2, 3, 40, 40, 10));
          case "PerFrame" -> frames(8, 60, 24, 16);
          case "LogMel" -> waveform(1024, LogMel.of(8000));
          case "Concat of inputs and LabelEmbedding" -> conditionalByConcat(10, 32, 120);
          case "Classes in groups" -> grouped(300, 32, List.of(7, 1, 90, 202));
          case "Classes in one group" -> grouped(300, 32, List.of(300));
          default -> null;
        });
  }

  private static LayerSpec batchNorm(int features) {
    return new Normalization.BatchNorm(features, 1e-5, 0.1, true);
  }

  private static void linear() {
    CASES.put("Linear", r -> vector(r, n -> new Linear(n, size(r, 1, 9), true)));
    CASES.put("Linear, no bias", r -> vector(r, n -> new Linear(n, size(r, 1, 9), false)));
    CASES.put("Linear over rows", r -> image(r, s -> new Linear(s.dim(2), size(r, 1, 9), true)));
    CASES.put("Scale", r -> image(r, s -> new Scale(r.nextDouble() * 3 - 1, r.nextDouble() - 0.5)));
  }

  private static void convolutions() {
    CASES.put("Conv 1-D", r -> of(sequence(r), s -> conv(r, s, 1)));
    CASES.put("Conv 2-D", r -> of(picture(r), s -> conv(r, s, 2)));
    CASES.put("ConvTranspose 1-D", r -> of(sequence(r), s -> transposed(r, s, 1)));
    CASES.put("ConvTranspose 2-D", r -> of(picture(r), s -> transposed(r, s, 2)));
  }

  private static void normalizations() {
    CASES.put(
        "BatchNorm of vectors",
        r -> vector(r, n -> new Normalization.BatchNorm(n, 1e-5, 0.1, r.nextBoolean())));
    CASES.put(
        "BatchNorm of images",
        r -> image(r, s -> new Normalization.BatchNorm(s.dim(0), 1e-3, 0.1, r.nextBoolean())));
    CASES.put("BatchNorm after Linear", LayerCases::normalizedLinear);
    CASES.put("BatchNorm after Linear and Reshape", LayerCases::normalizedReshape);
    CASES.put("BatchNorm after Conv", r -> normalized(r, conv(r, picture(r), 2)));
    CASES.put("BatchNorm after ConvTranspose", r -> normalized(r, transposed(r, picture(r), 2)));
    CASES.put("ConditionalBatchNorm", LayerCases::conditional);
    CASES.put(
        "InstanceNorm 1-D",
        r -> of(sequence(r), s -> new Normalization.InstanceNorm(s.dim(0), 1e-5, r.nextBoolean())));
    CASES.put(
        "InstanceNorm 2-D",
        r -> image(r, s -> new Normalization.InstanceNorm(s.dim(0), 1e-3, r.nextBoolean())));
    CASES.put(
        "LayerNorm of vectors",
        r -> vector(r, n -> new Normalization.LayerNorm(Shape.of(n), 1e-5, r.nextBoolean())));
    CASES.put(
        "LayerNorm of images",
        r -> image(r, s -> new Normalization.LayerNorm(s, 1e-3, r.nextBoolean())));
    CASES.put(
        "LayerNorm of rows",
        r -> image(r, s -> new Normalization.LayerNorm(Shape.of(s.dim(2)), 1e-3, r.nextBoolean())));
    CASES.put(
        "GroupNorm",
        r -> {
          int groups = size(r, 1, 3);
          Shape shape = picture(r).with(0, groups * size(r, 1, 3));
          return of(
              shape, s -> new Normalization.GroupNorm(groups, s.dim(0), 1e-3, r.nextBoolean()));
        });
    CASES.put("PixelNorm", r -> image(r, s -> new Normalization.PixelNorm(1e-8)));
  }

  private static void activations() {
    activation("ReLU", r -> new Activation.Relu());
    activation("LeakyReLU", r -> new Activation.LeakyRelu(r.nextDouble() * 0.4));
    CASES.put("PReLU, one weight", r -> image(r, s -> new Activation.PRelu(1)));
    CASES.put("PReLU per channel", r -> image(r, s -> new Activation.PRelu(s.dim(0))));
    activation("ELU", r -> new Activation.Elu(0.5 + r.nextDouble()));
    activation("SELU", r -> new Activation.Selu());
    activation("GELU", r -> new Activation.Gelu(false));
    activation("GELU, tanh", r -> new Activation.Gelu(true));
    activation("SiLU", r -> new Activation.Silu());
    activation("Mish", r -> new Activation.Mish());
    activation("Softplus", r -> new Activation.Softplus(0.5 + 2 * r.nextDouble(), 20));
    activation("Softplus, low threshold", r -> new Activation.Softplus(1.5, 0.7));
    activation("Sigmoid", r -> new Activation.Sigmoid());
    activation("Tanh", r -> new Activation.Tanh());
    activation("Softmax", r -> new Activation.Softmax());
    CASES.put("Softmax of vectors", r -> vector(r, n -> new Activation.Softmax()));
    activation("Dropout", r -> new Dropout(0.5));
  }

  private static void activation(String name, Function<Random, LayerSpec> layer) {
    CASES.put(name, r -> image(r, s -> layer.apply(r)));
  }

  private static void resampling() {
    CASES.put("Flatten", r -> image(r, s -> new Reshaping.Flatten()));
    CASES.put(
        "Reshape",
        r -> image(r, s -> new Reshaping.Reshape(Shape.of(s.dim(2), s.dim(0) * s.dim(1)))));
    CASES.put(
        "PixelShuffle",
        r -> {
          int factor = size(r, 1, 3);
          Shape shape = picture(r).with(0, factor * factor * size(r, 1, 2));
          return of(shape, s -> new Reshaping.PixelShuffle(factor));
        });
    CASES.put("Pad, zero", r -> image(r, s -> pad(r, Reshaping.Pad.Mode.ZERO)));
    CASES.put("Pad, reflect", r -> image(r, s -> pad(r, Reshaping.Pad.Mode.REFLECT)));
    CASES.put(
        "Pad 1-D, reflect",
        r ->
            of(
                sequence(r),
                s -> new Reshaping.Pad(Reshaping.Pad.Mode.REFLECT, List.of(2), List.of(1))));
    upsample("Upsample, nearest", Upsample.Mode.NEAREST, false);
    upsample("Upsample, bilinear", Upsample.Mode.LINEAR, false);
    upsample("Upsample, bilinear, corners aligned", Upsample.Mode.LINEAR, true);
    upsample("Upsample, bicubic", Upsample.Mode.CUBIC, false);
    upsample("Upsample, bicubic, corners aligned", Upsample.Mode.CUBIC, true);
    CASES.put(
        "Upsample, bicubic by 3",
        r -> image(r, s -> new Upsample(List.of(3, 3), Upsample.Mode.CUBIC, false)));
    CASES.put(
        "Upsample 1-D, nearest",
        r ->
            of(
                sequence(r),
                s -> new Upsample(List.of(size(r, 1, 4)), Upsample.Mode.NEAREST, false)));
    CASES.put(
        "Upsample 1-D, linear",
        r ->
            of(
                sequence(r),
                s -> new Upsample(List.of(size(r, 1, 4)), Upsample.Mode.LINEAR, r.nextBoolean())));
  }

  private static void upsample(String name, Upsample.Mode mode, boolean corners) {
    CASES.put(
        name,
        r -> image(r, s -> new Upsample(List.of(size(r, 1, 4), size(r, 2, 3)), mode, corners)));
  }

  private static void pooling() {
    CASES.put("AvgPool", r -> image(r, s -> average(r, 2, false, true)));
    CASES.put("AvgPool, padding not counted", r -> image(r, s -> average(r, 2, false, false)));
    CASES.put("AvgPool, ceil mode", r -> image(r, s -> average(r, 2, true, true)));
    CASES.put(
        "AvgPool, ceil mode, padding not counted", r -> image(r, s -> average(r, 2, true, false)));
    CASES.put("AvgPool 1-D", r -> of(sequence(r), s -> average(r, 1, r.nextBoolean(), true)));
    CASES.put("MaxPool", r -> image(r, s -> largest(r, 2, false)));
    CASES.put("MaxPool, ceil mode", r -> image(r, s -> largest(r, 2, true)));
    CASES.put("MaxPool 1-D", r -> of(sequence(r), s -> largest(r, 1, r.nextBoolean())));
    CASES.put("GlobalAvgPool 1-D", r -> of(sequence(r), s -> new Pooling.GlobalAvgPool()));
    CASES.put("GlobalAvgPool", r -> image(r, s -> new Pooling.GlobalAvgPool()));
  }

  private static void composites() {
    CASES.put(
        "Residual",
        r -> {
          Shape shape = picture(r);
          Conv body = Conv.of2d(shape.dim(0), 4, 3, 1, 1);
          Conv shortcut = Conv.of2d(shape.dim(0), 4, 1, 1, 0);
          List<LayerSpec> layers = List.of(body, new Activation.Relu());
          return of(shape, s -> new Composite.Residual(layers, List.of(shortcut)));
        });
    CASES.put(
        "Residual, identity",
        r -> image(r, s -> new Composite.Residual(List.of(new Activation.Tanh()), List.of())));
    CASES.put(
        "Skip",
        r -> {
          Shape shape = picture(r);
          LayerSpec inner = new Composite.Skip(List.of(Conv.of2d(5, 2, 3, 1, 1)));
          return of(
              shape, s -> new Composite.Skip(List.of(Conv.of2d(s.dim(0), 5, 3, 1, 1), inner)));
        });
    CASES.put("Concat of inputs and LabelEmbedding", LayerCases::conditionalByConcat);
    CASES.put("Classes in groups", r -> grouped(8, size(r, 1, 4), List.of(3, 1, 4)));
    CASES.put("Classes in one group", r -> grouped(5, size(r, 1, 4), List.of(5)));
    CASES.put("Projection", r -> projection(size(r, 1, 9), size(r, 1, 5)));
    CASES.put("LogMel", r -> waveform(16 * size(r, 2, 9), new LogMel(1000, 32, 16, 6, 20, 1e-5)));
    CASES.put("Swap", r -> image(r, s -> new Reshaping.Swap()));
    CASES.put("PerFrame", r -> frames(size(r, 1, 4), size(r, 1, 5), size(r, 1, 4), size(r, 1, 3)));
    CASES.put("Image and mask", LayerCases::inpainting);
    CASES.put(
        "PyramidFill",
        r -> completion(r, new Completion.PyramidFill("mask", size(r, 1, 3), size(r, 0, 2))));
    CASES.put("Backdrop", r -> backdrop(r, false));
    CASES.put("Backdrop, closed corners", r -> backdrop(r, true));
    CASES.put("Translate", LayerCases::translate);
    CASES.put("Blend", r -> completion(r, new Completion.Blend("mask", "image")));
  }

  private static NetworkSpec translate(Random r) {
    int frames = size(r, 1, 4);
    int channels = size(r, 1, 3);
    int height = size(r, 1, 7);
    int width = size(r, 1, 7);
    return NetworkSpec.of(
        InputSpec.latent(channels * height * width + 2 * frames),
        new Translate(frames, channels, height, width, size(r, 1, 4)));
  }

  private static NetworkSpec backdrop(Random r, boolean closedCorners) {
    int channels = size(r, 1, 4);
    Shape in = Shape.of(2 * channels + 1, size(r, 1, 33), size(r, 1, 33));
    return NetworkSpec.of(
        new InputSpec("latent", InputSpec.Role.LATENT, in, 0),
        new Backdrop(channels, closedCorners));
  }

  private static NetworkSpec normalizedLinear(Random r) {
    int out = size(r, 2, 9);
    int in = size(r, 2, 9);
    return NetworkSpec.of(
        InputSpec.latent(in),
        new Linear(in, out, r.nextBoolean()),
        new Normalization.BatchNorm(out, 1e-5, 0.1, r.nextBoolean()),
        new Activation.Relu());
  }

  private static NetworkSpec normalizedReshape(Random r) {
    int channels = size(r, 2, 5);
    int height = size(r, 1, 3);
    return NetworkSpec.of(
        InputSpec.latent(7),
        new Linear(7, channels * height * 2, r.nextBoolean()),
        new Reshaping.Reshape(Shape.of(channels, height, 2)),
        new Normalization.BatchNorm(channels, 1e-5, 0.1, true),
        new Activation.Relu());
  }

  private static NetworkSpec normalized(Random r, LayerSpec layer) {
    boolean conv = layer instanceof Conv;
    int in = conv ? ((Conv) layer).in() : ((ConvTranspose) layer).in();
    int out = conv ? ((Conv) layer).out() : ((ConvTranspose) layer).out();
    return NetworkSpec.of(
        InputSpec.sample(Shape.of(in, size(r, 8, 11), size(r, 8, 11))),
        layer,
        new Normalization.BatchNorm(out, 1e-5, 0.1, r.nextBoolean()),
        new Activation.Tanh());
  }

  private static NetworkSpec conditional(Random r) {
    Shape shape = r.nextBoolean() ? picture(r) : Shape.of(size(r, 2, 9));
    return conditional(shape, size(r, 1, 4));
  }

  private static NetworkSpec conditional(Shape shape, int classes) {
    return new NetworkSpec(
        List.of(new InputSpec("latent", InputSpec.Role.LATENT, shape, 0), InputSpec.label(classes)),
        List.of(new Normalization.ConditionalBatchNorm(shape.dim(0), classes, 1e-4, 0.1, "label")));
  }

  private static NetworkSpec completion(Random r, LayerSpec layer) {
    int height = 8 * size(r, 1, 2);
    int width = 8 * size(r, 1, 3);
    return new NetworkSpec(
        List.of(
            InputSpec.image(Shape.of(size(r, 1, 3), height, width)), InputSpec.mask(height, width)),
        List.of(layer));
  }

  private static NetworkSpec conditionalByConcat(Random r) {
    return conditionalByConcat(size(r, 2, 5), size(r, 1, 4), 5);
  }

  private static NetworkSpec conditionalByConcat(int classes, int features, int out) {
    return new NetworkSpec(
        List.of(InputSpec.latent(6), InputSpec.label(classes)),
        List.of(
            new Composite.Concat(
                List.of(
                    List.of(),
                    List.of(new Composite.Input("label"), new LabelEmbedding(classes, features)))),
            new Linear(6 + features, out)));
  }

  /** The classes of groups of some sizes, the second twice as often as the first, and so on. */
  private static NetworkSpec grouped(int classes, int features, List<Integer> sizes) {
    NetworkSpec plain = conditionalByConcat(classes, features, 5);
    List<List<Integer>> weights =
        sizes.stream().map(size -> IntStream.rangeClosed(1, size).boxed().toList()).toList();
    return new NetworkSpec(
        List.of(plain.inputs().get(0), plain.inputs().get(1).grouped(weights)), plain.layers());
  }

  private static NetworkSpec projection(int features, int classes) {
    return new NetworkSpec(
        List.of(InputSpec.latent(features), InputSpec.label(classes)),
        List.of(new Projection(features, classes, "label")));
  }

  /** A frame from the features of each place of a sequence, as in a film. */
  private static NetworkSpec frames(int frames, int features, int channels, int out) {
    return NetworkSpec.of(
        InputSpec.sample(Shape.of(features, frames)),
        new Reshaping.Swap(),
        new Composite.PerFrame(
            List.of(
                new Linear(features, channels * 4),
                new Reshaping.Reshape(Shape.of(channels, 2, 2)),
                batchNorm(channels),
                new Activation.Relu(),
                ConvTranspose.of2d(channels, out, 4, 2, 1),
                new Activation.Tanh())));
  }

  private static NetworkSpec waveform(int length, LogMel layer) {
    return NetworkSpec.of(InputSpec.sample(Shape.of(1, length)), layer);
  }

  private static NetworkSpec inpainting(Random r) {
    Shape image = Shape.of(3, size(r, 5, 9), size(r, 5, 9));
    return new NetworkSpec(
        List.of(
            new InputSpec("image", InputSpec.Role.IMAGE, image, 0),
            new InputSpec("mask", InputSpec.Role.MASK, image.with(0, 1), 0)),
        List.of(
            new Composite.Concat(List.of(List.of(), List.of(new Composite.Input("mask")))),
            Conv.of2d(4, 3, 3, 1, 1),
            new Activation.Sigmoid()));
  }

  private static Conv conv(Random r, Shape shape, int dims) {
    int groups = shape.dim(0) % 2 == 0 ? size(r, 1, 2) : 1;
    return new Conv(
        shape.dim(0),
        groups * size(r, 1, 3),
        sizes(r, dims, 1, 4),
        sizes(r, dims, 1, 3),
        sizes(r, dims, 0, 2),
        sizes(r, dims, 1, 2),
        groups,
        r.nextBoolean());
  }

  private static ConvTranspose transposed(Random r, Shape shape, int dims) {
    int groups = shape.dim(0) % 2 == 0 ? size(r, 1, 2) : 1;
    List<Integer> stride = sizes(r, dims, 1, 3);
    List<Integer> dilation = sizes(r, dims, 1, 2);
    return new ConvTranspose(
        shape.dim(0),
        groups * size(r, 1, 3),
        sizes(r, dims, 2, 5),
        stride,
        sizes(r, dims, 0, 2),
        IntStream.range(0, dims)
            .mapToObj(i -> r.nextInt(Math.max(stride.get(i), dilation.get(i))))
            .toList(),
        dilation,
        groups,
        r.nextBoolean());
  }

  private static Reshaping.Pad pad(Random r, Reshaping.Pad.Mode mode) {
    return new Reshaping.Pad(mode, sizes(r, 2, 0, 3), sizes(r, 2, 0, 3));
  }

  private static LayerSpec average(Random r, int dims, boolean ceil, boolean counted) {
    List<Integer> kernel = sizes(r, dims, 2, 4);
    return new Pooling.AvgPool(kernel, sizes(r, dims, 1, 4), sizes(r, dims, 0, 1), ceil, counted);
  }

  private static LayerSpec largest(Random r, int dims, boolean ceil) {
    List<Integer> kernel = sizes(r, dims, 2, 4);
    return new Pooling.MaxPool(kernel, sizes(r, dims, 1, 4), sizes(r, dims, 0, 1), ceil);
  }

  private static NetworkSpec vector(Random r, Function<Integer, LayerSpec> layer) {
    int n = size(r, 2, 9);
    return NetworkSpec.of(InputSpec.latent(n), layer.apply(n));
  }

  private static NetworkSpec image(Random r, Function<Shape, LayerSpec> layer) {
    return of(picture(r), layer);
  }

  private static NetworkSpec of(Shape shape, Function<Shape, LayerSpec> layer) {
    return NetworkSpec.of(
        new InputSpec("latent", InputSpec.Role.LATENT, shape, 0), layer.apply(shape));
  }

  private static Shape picture(Random r) {
    return Shape.of(size(r, 1, 4), size(r, 7, 10), size(r, 7, 11));
  }

  private static Shape sequence(Random r) {
    return Shape.of(size(r, 1, 4), size(r, 7, 12));
  }

  private static List<Integer> sizes(Random r, int count, int low, int high) {
    return IntStream.range(0, count).mapToObj(i -> size(r, low, high)).toList();
  }

  private static int size(Random r, int low, int high) {
    return low + r.nextInt(high - low + 1);
  }
}
