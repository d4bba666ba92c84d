package dev.wgan.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.Activation;
import dev.wgan.network.Conv;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Weights;
import dev.wgan.train.constraint.ArticleTerm;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.OneSidedPenalty;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.data.Batch;
import dev.wgan.train.optimizer.Adam;
import dev.wgan.train.optimizer.Optimizer;
import dev.wgan.train.optimizer.Rmsprop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A training that PyTorch ran: its networks, settings, inputs and every number it gave. */
record GoldenTrace(JsonNode json) {
  private static final Pattern LAYER =
      Pattern.compile("^ {2}\\(\\d+\\): (\\w+)\\((.*)\\)$", Pattern.MULTILINE);

  /** A trace that uses what is not supported, named in the message. */
  static final class UnsupportedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedException(String message) {
      super(message);
    }
  }

  static GoldenTrace read(Path file) {
    return new GoldenTrace(NetworkJson.read(file, JsonNode.class));
  }

  NetworkSpec generator() {
    return network("generator", InputSpec.latent(json.get("latent").intValue()));
  }

  NetworkSpec critic() {
    List<Integer> shape = new ArrayList<>();
    json.get("sample_shape").forEach(dim -> shape.add(dim.intValue()));
    return network("critic", InputSpec.sample(new Shape(shape)));
  }

  LipschitzConstraint constraint() {
    String kind = json.get("lipschitz").asText();
    return switch (kind) {
      case "article" -> new ArticleTerm();
      case "clip" -> new WeightClipping(json.get("clip").doubleValue());
      case "gp" -> new GradientPenalty(penaltyWeight());
      case "lp" -> new OneSidedPenalty(penaltyWeight());
      default -> throw new UnsupportedException("the constraint " + kind);
    };
  }

  private double penaltyWeight() {
    return json.get("penalty_weight").doubleValue();
  }

  Optimizer optimizer() {
    String kind = json.get("optimizer").asText();
    return switch (kind) {
      case "rmsprop" ->
          new Rmsprop(
              json.at("/rmsprop/alpha").doubleValue(), json.at("/rmsprop/eps").doubleValue());
      case "adam" ->
          new Adam(
              json.at("/adam_betas/0").doubleValue(), json.at("/adam_betas/1").doubleValue(), 1e-8);
      default -> throw new UnsupportedException("the optimizer " + kind);
    };
  }

  double rate() {
    return json.get("learning_rate").doubleValue();
  }

  Weights weights(String when, String network) {
    return TraceJson.weights(json.at("/" + when + "/" + network));
  }

  static Batch batch(String name, JsonNode node) {
    JsonNode shape = node.get("shape");
    long[] dims = new long[shape.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.get(i).longValue();
    }
    return Batch.of(name, TraceJson.floats(node.get("data")), dims);
  }

  private NetworkSpec network(String which, InputSpec input) {
    List<LayerSpec> layers = new ArrayList<>();
    Matcher layer = LAYER.matcher(json.get(which).asText());
    while (layer.find()) {
      layers.add(layer(layer.group(1), layer.group(2)));
    }
    return new NetworkSpec(List.of(input), layers);
  }

  /** A PyTorch module as it prints itself. */
  private static LayerSpec layer(String module, String arguments) {
    List<Double> numbers = new ArrayList<>();
    Matcher number =
        Pattern.compile("(?<![a-z_\\d.])-?\\d+(\\.\\d+)?(e-?\\d+)?").matcher(arguments);
    while (number.find()) {
      numbers.add(Double.valueOf(number.group()));
    }
    int[] ints = numbers.stream().mapToInt(Double::intValue).toArray();
    boolean bias = !arguments.contains("bias=False");
    return switch (module) {
      case "Linear" -> new Linear(ints[0], ints[1], bias);
      case "ReLU" -> new Activation.Relu();
      case "Tanh" -> new Activation.Tanh();
      case "Sigmoid" -> new Activation.Sigmoid();
      case "LeakyReLU" -> new Activation.LeakyRelu(numbers.get(0));
      case "Flatten" -> new Reshaping.Flatten();
      case "Unflatten" -> new Reshaping.Reshape(Shape.of(ints[1], ints[2], ints[3]));
      case "BatchNorm2d", "BatchNorm1d" ->
          new Normalization.BatchNorm(ints[0], numbers.get(1), numbers.get(2), true);
      case "Conv2d" ->
          new Conv(
              ints[0],
              ints[1],
              List.of(ints[2], ints[3]),
              List.of(ints[4], ints[5]),
              arguments.contains("padding=") ? List.of(ints[6], ints[7]) : List.of(0, 0),
              List.of(1, 1),
              1,
              bias);
      case "ConvTranspose2d" ->
          ConvTranspose.of2d(
                  ints[0], ints[1], ints[2], ints[4], arguments.contains("padding=") ? ints[6] : 0)
              .withBias(bias);
      default -> throw new UnsupportedException("the layer " + module);
    };
  }
}
