package dev.wgan.train;

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
import java.util.Arrays;
import java.util.List;

/**
 * A layer, or few that belong together, to be tested on samples of a shape; all cases together have
 * every layer type.
 */
record LayerCase(String name, Shape in, List<InputSpec> more, List<LayerSpec> layers) {
  private static final int CLASSES = 3;
  private static final double EPS = 1e-5;

  @Override
  public String toString() {
    return name;
  }

  /** A network of these layers alone. */
  NetworkSpec network(InputSpec first) {
    return network(first, layers);
  }

  private NetworkSpec network(InputSpec first, List<LayerSpec> all) {
    List<InputSpec> inputs = new ArrayList<>(List.of(first));
    inputs.addAll(more);
    return new NetworkSpec(inputs, all);
  }

  /** The classes of the label, 0 without one. */
  int classes() {
    return more.stream().mapToInt(InputSpec::classes).sum();
  }

  /** A critic that has parameters in front of these layers and behind them. */
  NetworkSpec critic(LayerSpec... more) {
    List<LayerSpec> all = new ArrayList<>();
    int features = in.dim(0);
    all.add(
        switch (in.rank()) {
          case 1 -> new Linear(features, features);
          case 2 -> Conv.of1d(features, features, 3, 1, 1);
          default -> Conv.of2d(features, features, 3, 1, 1);
        });
    all.add(new Activation.Tanh());
    all.addAll(layers);
    all.add(new Activation.Tanh());
    all.addAll(List.of(more));
    all.add(new Reshaping.Flatten());
    int out = network(InputSpec.sample(in), all).outputShape().elements();
    all.add(new Linear(out, 1));
    return network(InputSpec.sample(in), all);
  }

  /** A generator that has parameters in front of these layers. */
  NetworkSpec generator(int latent) {
    List<LayerSpec> all = new ArrayList<>();
    all.add(new Linear(latent, in.elements()));
    all.add(new Activation.Tanh());
    all.add(new Reshaping.Reshape(in));
    all.addAll(layers);
    return network(InputSpec.latent(latent), all);
  }

  static List<LayerCase> all() {
    List<LayerCase> all = new ArrayList<>();
    all.addAll(products());
    all.addAll(normalizations());
    all.addAll(activations());
    all.addAll(moves());
    all.addAll(windows());
    all.addAll(composites());
    all.addAll(completions());
    return all;
  }

  private static LayerCase of(String name, Shape in, LayerSpec... layers) {
    return new LayerCase(name, in, List.of(), Arrays.asList(layers));
  }

  private static LayerCase conditional(String name, Shape in, LayerSpec... layers) {
    return new LayerCase(name, in, List.of(InputSpec.label(CLASSES)), Arrays.asList(layers));
  }

  private static Shape image() {
    return Shape.of(4, 4, 5);
  }

  private static Shape sequence() {
    return Shape.of(4, 6);
  }

  private static Shape vector() {
    return Shape.of(5);
  }

  private static List<LayerCase> products() {
    List<Integer> one = List.of(1);
    return List.of(
        of("linear", vector(), new Linear(5, 3)),
        of("linear without bias", vector(), new Linear(5, 3, false)),
        of("linear of an image", image(), new Linear(5, 3)),
        of("conv", image(), Conv.of2d(4, 3, 3, 2, 1)),
        of(
            "conv with everything",
            image(),
            new Conv(4, 6, List.of(3, 2), List.of(1, 2), List.of(2, 1), List.of(2, 3), 2, false)),
        of("conv 1d", sequence(), Conv.of1d(4, 2, 3, 2, 1)),
        of("conv transpose", image(), ConvTranspose.of2d(4, 2, 4, 2, 1)),
        of(
            "conv transpose with everything",
            image(),
            new ConvTranspose(
                4,
                6,
                List.of(3, 2),
                List.of(2, 3),
                List.of(1, 0),
                List.of(1, 2),
                List.of(2, 1),
                2,
                false)),
        of("conv transpose 1d", sequence(), ConvTranspose.of1d(4, 2, 4, 2, 1)),
        of(
            "conv transpose 1d with output padding",
            sequence(),
            new ConvTranspose(4, 2, List.of(3), List.of(2), one, one, one, 1, true)));
  }

  private static List<LayerCase> normalizations() {
    return List.of(
        of("batch norm", image(), new Normalization.BatchNorm(4, EPS, 0.1, true)),
        of("batch norm of a vector", vector(), new Normalization.BatchNorm(5, 1e-3, 0.2, true)),
        of("batch norm alone", sequence(), new Normalization.BatchNorm(4, EPS, 0.1, false)),
        conditional(
            "conditional batch norm",
            image(),
            new Normalization.ConditionalBatchNorm(4, CLASSES, EPS, 0.1, "label")),
        conditional(
            "conditional batch norm of a vector",
            vector(),
            new Normalization.ConditionalBatchNorm(5, CLASSES, EPS, 0.1, "label")),
        of("instance norm", image(), new Normalization.InstanceNorm(4, EPS, true)),
        of("instance norm alone", sequence(), new Normalization.InstanceNorm(4, EPS, false)),
        of("layer norm", image(), new Normalization.LayerNorm(image(), EPS, true)),
        of("layer norm of rows", image(), new Normalization.LayerNorm(Shape.of(5), EPS, true)),
        of("layer norm alone", vector(), new Normalization.LayerNorm(vector(), EPS, false)),
        of("group norm", image(), new Normalization.GroupNorm(2, 4, EPS, true)),
        of("group norm alone", sequence(), new Normalization.GroupNorm(1, 4, EPS, false)),
        of("pixel norm", image(), new Normalization.PixelNorm(1e-8)));
  }

  private static List<LayerCase> activations() {
    return List.of(
        of("relu", image(), new Activation.Relu()),
        of("leaky relu", image(), new Activation.LeakyRelu(0.2)),
        of("prelu", image(), new Activation.PRelu(4)),
        of("prelu of one weight", vector(), new Activation.PRelu(1)),
        of("elu", image(), new Activation.Elu(0.7)),
        of("selu", image(), new Activation.Selu()),
        of("gelu", image(), new Activation.Gelu(false)),
        of("gelu by tanh", image(), new Activation.Gelu(true)),
        of("silu", image(), new Activation.Silu()),
        of("mish", image(), new Activation.Mish()),
        of("softplus", image(), new Activation.Softplus(2, 1)),
        of("sigmoid", image(), new Activation.Sigmoid()),
        of("tanh", image(), new Activation.Tanh()),
        of("softmax", image(), new Activation.Softmax()),
        of("softmax of a vector", vector(), new Activation.Softmax()),
        of("scale", image(), new Scale(-1.5, 0.25)),
        of("dropout", image(), new Dropout(0.3)));
  }

  private static List<LayerCase> moves() {
    return List.of(
        of("flatten", image(), new Reshaping.Flatten()),
        of("reshape", image(), new Reshaping.Reshape(Shape.of(2, 8, 5))),
        of("pixel shuffle", image(), new Reshaping.PixelShuffle(2)),
        of("pad", image(), pad(Reshaping.Pad.Mode.ZERO, List.of(1, 0), List.of(2, 3))),
        of("pad by mirror", image(), pad(Reshaping.Pad.Mode.REFLECT, List.of(1, 4), List.of(3, 0))),
        of("pad 1d", sequence(), pad(Reshaping.Pad.Mode.ZERO, List.of(2), List.of(1))),
        of("pad 1d by mirror", sequence(), pad(Reshaping.Pad.Mode.REFLECT, List.of(2), List.of(1))),
        upsample("nearest", image(), List.of(2, 3), Upsample.Mode.NEAREST, false),
        upsample("nearest 1d", sequence(), List.of(3), Upsample.Mode.NEAREST, false),
        upsample("bilinear", image(), List.of(2, 3), Upsample.Mode.LINEAR, false),
        upsample("bilinear to corners", image(), List.of(3, 2), Upsample.Mode.LINEAR, true),
        upsample("linear 1d", sequence(), List.of(3), Upsample.Mode.LINEAR, false),
        upsample("linear 1d to corners", sequence(), List.of(2), Upsample.Mode.LINEAR, true),
        upsample("bicubic", image(), List.of(2, 3), Upsample.Mode.CUBIC, false),
        upsample("bicubic to corners", image(), List.of(3, 2), Upsample.Mode.CUBIC, true));
  }

  private static LayerSpec pad(Reshaping.Pad.Mode mode, List<Integer> before, List<Integer> after) {
    return new Reshaping.Pad(mode, before, after);
  }

  private static LayerCase upsample(
      String name, Shape in, List<Integer> scale, Upsample.Mode mode, boolean corners) {
    return of("upsample " + name, in, new Upsample(scale, mode, corners));
  }

  private static List<LayerCase> windows() {
    List<Integer> three = List.of(3, 2);
    List<Integer> two = List.of(2, 1);
    List<Integer> one = List.of(1, 1);
    List<Integer> none = List.of(0, 0);
    return List.of(
        of("avg pool", image(), new Pooling.AvgPool(three, two, none, false, true)),
        of("avg pool with zeros", image(), new Pooling.AvgPool(three, two, one, true, true)),
        of("avg pool without zeros", image(), new Pooling.AvgPool(three, two, one, true, false)),
        of(
            "avg pool 1d",
            sequence(),
            new Pooling.AvgPool(List.of(3), List.of(2), List.of(1), false, false)),
        of("max pool", image(), new Pooling.MaxPool(three, two, one, true)),
        of(
            "max pool 1d",
            sequence(),
            new Pooling.MaxPool(List.of(2), List.of(2), List.of(0), false)),
        of("global avg pool", image(), new Pooling.GlobalAvgPool()),
        of("global avg pool 1d", sequence(), new Pooling.GlobalAvgPool()));
  }

  private static List<LayerCase> completions() {
    Shape even = Shape.of(4, 4, 8);
    List<InputSpec> mask = List.of(InputSpec.mask(4, 8));
    List<InputSpec> maskAndImage = List.of(InputSpec.mask(4, 8), InputSpec.image(even));
    return List.of(
        new LayerCase(
            "pyramid fill", even, mask, List.of(new Completion.PyramidFill("mask", 2, 1))),
        new LayerCase("blend", even, maskAndImage, List.of(new Completion.Blend("mask", "image"))));
  }

  private static List<LayerCase> composites() {
    LayerSpec conv = Conv.of2d(4, 4, 3, 1, 1);
    return List.of(
        of("residual", image(), new Composite.Residual(List.of(conv), List.of())),
        of(
            "residual with shortcut",
            image(),
            new Composite.Residual(
                List.of(new Activation.Silu(), Conv.of2d(4, 2, 3, 1, 1)),
                List.of(Conv.of2d(4, 2, 1, 1, 0)))),
        of("skip", image(), new Composite.Skip(List.of(conv, new Composite.Skip(List.of())))),
        of(
            "concat",
            image(),
            new Composite.Concat(List.of(List.of(), List.of(conv, new Activation.Sigmoid())))),
        conditional(
            "label beside features",
            vector(),
            new Composite.Concat(
                List.of(
                    List.of(),
                    List.of(new Composite.Input("label"), new LabelEmbedding(CLASSES, 2))))),
        of("swap", image(), new Reshaping.Swap()),
        of(
            "per frame",
            image(),
            new Composite.PerFrame(
                List.of(
                    new Reshaping.Reshape(Shape.of(2, image().elements() / image().dim(0) / 2)),
                    Conv.of1d(2, 3, 3, 1, 1),
                    new Activation.Sigmoid()))),
        of("backdrop", Shape.of(5, 4, 5), new Backdrop(2)),
        of("backdrop, closed corners", Shape.of(3, 16, 19), new Backdrop(1, true)),
        of("translate", Shape.of(2 * 3 * 4 + 2 * 3), new Translate(3, 2, 3, 4, 2)),
        of("log-mel", Shape.of(1, 96), new LogMel(1000, 32, 16, 6, 20, 1e-3)),
        conditional("projection", vector(), new Projection(vector().dim(0), CLASSES, "label")),
        conditional(
            "label beside channels",
            image(),
            new Composite.Concat(
                List.of(
                    List.of(
                        new Composite.Input("label"),
                        new LabelEmbedding(CLASSES, 20),
                        new Reshaping.Reshape(Shape.of(1, 4, 5))),
                    List.of()))));
  }
}
