package dev.wgan.train.torchscript;

import dev.wgan.network.Activation;
import dev.wgan.network.Backdrop;
import dev.wgan.network.Completion;
import dev.wgan.network.Conv;
import dev.wgan.network.Conv3d;
import dev.wgan.network.ConvTranspose;
import dev.wgan.network.Custom;
import dev.wgan.network.Dropout;
import dev.wgan.network.GroupChoice;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.Linear;
import dev.wgan.network.LogMel;
import dev.wgan.network.NetworkCompiler;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.PhaseShuffle;
import dev.wgan.network.Pooling;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Scale;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Translate;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes the body of a TorchScript method that computes a network; a value is a variable's name.
 *
 * <p>Not thread-safe; used once. The method's variables: {@code w} the trainable parameters, {@code
 * b} the running statistics, {@code training}, and the network's inputs by name.
 */
final class ScriptCompiler extends NetworkCompiler<String> {
  private final Map<String, String> parameters = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  /**
   * The input of the network's last linear, convolutional or blending layer, for terms that use it.
   */
  private String features = "";

  ScriptCompiler(NetworkSpec network) {
    int trainable = 0;
    int running = 0;
    for (ParameterSpec parameter : network.parameters()) {
      parameters.put(
          parameter.name(),
          parameter.trainable() ? "w[" + trainable++ + "]" : "b[" + running++ + "]");
    }
  }

  /** Compiles the network; returns the variable of its output. */
  String body(NetworkSpec network) {
    Map<String, String> inputs = new HashMap<>();
    network.given().forEach(input -> inputs.put(input.name(), input.name()));
    return compile(network, inputs);
  }

  List<String> lines() {
    return lines;
  }

  String features() {
    return features;
  }

  private String assign(String format, Object... arguments) {
    String variable = "x" + lines.size();
    lines.add(variable + " = " + format.formatted(arguments));
    return variable;
  }

  private String parameter(Site<String> site, String name) {
    String variable = parameters.get(site.name(name));
    return variable == null ? "None" : variable;
  }

  private String function(String function, Site<String> site) {
    return assign("torch.%s(%s)", function, site.value());
  }

  private static String batch(Shape shape) {
    return shape.dims().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "[-1, ", "]"));
  }

  private static String flag(boolean flag) {
    return flag ? "True" : "False";
  }

  @Override
  protected String add(String path, String left, String right) {
    return assign("torch.add(%s, %s)", left, right);
  }

  @Override
  protected String choose(String name, GroupChoice choice, String latent, Optional<String> group) {
    String table = rows(choice.table(), choice.width());
    String bounds = assign("torch.tensor(%s, dtype=6, device=%s.device)", table, latent);
    String firsts = assign("torch.tensor(%s, device=%s.device)", choice.firsts(), latent);
    String index = group.orElse("0");
    return assign(
        "%s[%s] + torch.gt(%s[:, -1:], %s[%s]).sum(1)", firsts, index, latent, bounds, index);
  }

  private static String rows(float[] table, int width) {
    StringJoiner rows = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < table.length; i += width) {
      rows.add(Arrays.toString(Arrays.copyOfRange(table, i, i + width)));
    }
    return rows.toString();
  }

  @Override
  protected String concatenate(String path, List<String> parts) {
    return assign("torch.cat([%s], 1)", String.join(", ", parts));
  }

  @Override
  public String linear(Linear layer, Site<String> site) {
    features = site.value();
    return assign(
        "torch.linear(%s, %s, %s)",
        site.value(), parameter(site, "weight"), parameter(site, "bias"));
  }

  @Override
  public String conv(Conv layer, Site<String> site) {
    features = site.value();
    boolean dense = layer.stride().equals(List.of(1, 1));
    String out =
        assign(
            "torch.conv%sd(%s, %s, %s, %s, %s, %s, %s)",
            layer.kernel().size(),
            dense ? channelsLast(site.value()) : site.value(),
            parameter(site, "weight"),
            parameter(site, "bias"),
            layer.stride(),
            layer.padding(),
            layer.dilation(),
            layer.groups());
    return dense ? channelsLast(out) : out;
  }

  /**
   * The same values with the channels of a pixel side by side, in which convolutions of stride 1
   * need no rearrangement. With a stride they are slower in this order.
   */
  private String channelsLast(String value) {
    return assign("torch.contiguous(%s, memory_format=2)", value);
  }

  @Override
  public String convTranspose(ConvTranspose layer, Site<String> site) {
    return assign(
        "torch.conv_transpose%sd(%s, %s, %s, %s, %s, %s, %s, %s)",
        layer.kernel().size(),
        site.value(),
        parameter(site, "weight"),
        parameter(site, "bias"),
        layer.stride(),
        layer.padding(),
        layer.outputPadding(),
        layer.groups(),
        layer.dilation());
  }

  private String batchNorm(Site<String> site, String scale, double momentum, double eps) {
    return assign(
        "torch.batch_norm(%s, %s, %s, %s, training, %s, %s, False)",
        site.value(),
        scale,
        parameter(site, "running_mean"),
        parameter(site, "running_var"),
        momentum,
        eps);
  }

  @Override
  public String batchNorm(Normalization.BatchNorm layer, Site<String> site) {
    String scale = parameter(site, "weight") + ", " + parameter(site, "bias");
    return batchNorm(site, scale, layer.momentum(), layer.eps());
  }

  @Override
  public String conditionalBatchNorm(Normalization.ConditionalBatchNorm layer, Site<String> site) {
    String normal = batchNorm(site, "None, None", layer.momentum(), layer.eps());
    String label = site.input(layer.label());
    String shape = batch(perChannel(site.in()));
    String weight = "torch.embedding(%s, %s)".formatted(parameter(site, "weight"), label);
    String bias = "torch.embedding(%s, %s)".formatted(parameter(site, "bias"), label);
    return assign(
        "torch.add(torch.mul(%s, torch.reshape(%s, %s)), torch.reshape(%s, %s))",
        normal, weight, shape, bias, shape);
  }

  /** [channels, 1, ...], which spreads over the positions. */
  private static Shape perChannel(Shape shape) {
    int[] dims = new int[shape.rank()];
    java.util.Arrays.fill(dims, 1);
    dims[0] = shape.dim(0);
    return Shape.of(dims);
  }

  @Override
  public String instanceNorm(Normalization.InstanceNorm layer, Site<String> site) {
    return assign(
        "torch.instance_norm(%s, %s, %s, None, None, True, 0.0, %s, False)",
        site.value(), parameter(site, "weight"), parameter(site, "bias"), layer.eps());
  }

  @Override
  public String layerNorm(Normalization.LayerNorm layer, Site<String> site) {
    return assign(
        "torch.layer_norm(%s, %s, %s, %s, %s, False)",
        site.value(),
        layer.shape().dims(),
        parameter(site, "weight"),
        parameter(site, "bias"),
        layer.eps());
  }

  @Override
  public String groupNorm(Normalization.GroupNorm layer, Site<String> site) {
    return assign(
        "torch.group_norm(%s, %s, %s, %s, %s, False)",
        site.value(),
        layer.groups(),
        parameter(site, "weight"),
        parameter(site, "bias"),
        layer.eps());
  }

  @Override
  public String pixelNorm(Normalization.PixelNorm layer, Site<String> site) {
    return assign(
        "torch.mul(%1$s, torch.rsqrt(torch.add(torch.mean(torch.mul(%1$s, %1$s), [1], True), %2$s)))",
        site.value(), layer.eps());
  }

  @Override
  public String relu(Activation.Relu layer, Site<String> site) {
    return function("relu", site);
  }

  @Override
  public String leakyRelu(Activation.LeakyRelu layer, Site<String> site) {
    return assign("torch.leaky_relu(%s, %s)", site.value(), layer.slope());
  }

  @Override
  public String prelu(Activation.PRelu layer, Site<String> site) {
    return assign("torch.prelu(%s, %s)", site.value(), parameter(site, "weight"));
  }

  @Override
  public String elu(Activation.Elu layer, Site<String> site) {
    return assign("torch.elu(%s, %s)", site.value(), layer.alpha());
  }

  @Override
  public String selu(Activation.Selu layer, Site<String> site) {
    return function("selu", site);
  }

  @Override
  public String gelu(Activation.Gelu layer, Site<String> site) {
    return assign(
        "torch.gelu(%s, approximate=\"%s\")", site.value(), layer.tanh() ? "tanh" : "none");
  }

  @Override
  public String silu(Activation.Silu layer, Site<String> site) {
    return function("silu", site);
  }

  @Override
  public String mish(Activation.Mish layer, Site<String> site) {
    return function("mish", site);
  }

  @Override
  public String softplus(Activation.Softplus layer, Site<String> site) {
    return assign("torch.softplus(%s, %s, %s)", site.value(), layer.beta(), layer.threshold());
  }

  @Override
  public String sigmoid(Activation.Sigmoid layer, Site<String> site) {
    return function("sigmoid", site);
  }

  @Override
  public String tanh(Activation.Tanh layer, Site<String> site) {
    return function("tanh", site);
  }

  @Override
  public String softmax(Activation.Softmax layer, Site<String> site) {
    return assign("torch.softmax(%s, 1)", site.value());
  }

  @Override
  public String dropout(Dropout layer, Site<String> site) {
    return assign("torch.dropout(%s, %s, training)", site.value(), layer.p());
  }

  @Override
  public String flatten(Reshaping.Flatten layer, Site<String> site) {
    return assign("torch.flatten(%s, 1)", site.value());
  }

  @Override
  public String reshape(Reshaping.Reshape layer, Site<String> site) {
    return assign("torch.reshape(%s, %s)", site.value(), batch(layer.shape()));
  }

  @Override
  public String pixelShuffle(Reshaping.PixelShuffle layer, Site<String> site) {
    return assign("torch.pixel_shuffle(%s, %s)", site.value(), layer.factor());
  }

  @Override
  public String pad(Reshaping.Pad layer, Site<String> site) {
    List<Integer> widths = new ArrayList<>();
    // PyTorch counts from the last dimension.
    for (int i = layer.before().size() - 1; i >= 0; i--) {
      widths.add(layer.before().get(i));
      widths.add(layer.after().get(i));
    }
    return switch (layer.mode()) {
      case ZERO -> assign("torch.constant_pad_nd(%s, %s, 0)", site.value(), widths);
      case REFLECT ->
          assign("torch.reflection_pad%sd(%s, %s)", layer.before().size(), site.value(), widths);
    };
  }

  @Override
  public String upsample(Upsample layer, Site<String> site) {
    int dims = layer.scale().size();
    List<Double> scale = layer.scale().stream().map(Integer::doubleValue).toList();
    String corners = flag(layer.alignCorners()) + ", ";
    String mode =
        switch (layer.mode()) {
          case NEAREST -> "nearest" + dims + "d";
          case LINEAR -> dims == 1 ? "linear1d" : "bilinear2d";
          case CUBIC -> "bicubic2d";
        };
    return assign(
        "torch.upsample_%s(%s, None, %s%s)",
        mode, site.value(), layer.mode() == Upsample.Mode.NEAREST ? "" : corners, scale);
  }

  @Override
  public String avgPool(Pooling.AvgPool layer, Site<String> site) {
    return assign(
        "torch.avg_pool%sd(%s, %s, %s, %s, %s, %s)",
        layer.kernel().size(),
        site.value(),
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        flag(layer.ceilMode()),
        flag(layer.countIncludePad()));
  }

  @Override
  public String maxPool(Pooling.MaxPool layer, Site<String> site) {
    List<Integer> dilation = java.util.Collections.nCopies(layer.kernel().size(), 1);
    return assign(
        "torch.max_pool%sd(%s, %s, %s, %s, %s, %s)",
        layer.kernel().size(),
        site.value(),
        layer.kernel(),
        layer.stride(),
        layer.padding(),
        dilation,
        flag(layer.ceilMode()));
  }

  @Override
  public String globalAvgPool(Pooling.GlobalAvgPool layer, Site<String> site) {
    return assign("torch.mean(torch.flatten(%s, 2), [2])", site.value());
  }

  @Override
  public String scale(Scale layer, Site<String> site) {
    return assign("torch.add(torch.mul(%s, %s), %s)", site.value(), layer.factor(), layer.offset());
  }

  @Override
  public String labelEmbedding(LabelEmbedding layer, Site<String> site) {
    return assign("torch.embedding(%s, %s)", parameter(site, "weight"), site.value());
  }

  @Override
  public String projection(Projection layer, Site<String> site) {
    features = site.value();
    String plain =
        assign(
            "torch.linear(%s, %s, %s)",
            site.value(), parameter(site, "weight"), parameter(site, "bias"));
    return assign(
        "torch.add(%s, torch.sum(torch.mul(%s, torch.embedding(%s, %s)), [1], True))",
        plain, site.value(), parameter(site, "embedding"), site.input(layer.label()));
  }

  @Override
  public String backdrop(Backdrop layer, Site<String> site) {
    String x = site.value();
    int c = layer.channels();
    String front = assign("torch.tanh(torch.narrow(%s, 1, 0, %s))", x, c);
    String mask = assign("torch.narrow(%s, 1, %s, 1)", x, c);
    String share =
        assign("torch.sigmoid(%s)", layer.closedCorners() ? closed(mask, site.in()) : mask);
    String back = assign("torch.narrow(%s, 1, %s, %s)", x, c + 1, c);
    String plain = assign("torch.tanh(torch.mean(%s, [2, 3], True))", back);
    return assign("torch.lerp(%s, %s, %s)", plain, front, share);
  }

  private String closed(String mask, Shape picture) {
    int side = Backdrop.cornerOf(picture);
    String left = corner(mask, 0, side);
    String right = corner(mask, picture.dim(2) - side, side);
    String corners = assign("torch.mul(torch.add(%s, %s), 0.5)", left, right);
    String above = assign("torch.sub(torch.sub(%s, %s), %s)", mask, corners, Backdrop.HALF);
    return assign("torch.mul(%s, %s)", above, Backdrop.SHARPNESS);
  }

  /** The mean of a mask over a square at the upper edge. */
  private String corner(String mask, int column, int size) {
    String rows = assign("torch.narrow(%s, 2, 0, %s)", mask, size);
    String square = assign("torch.narrow(%s, 3, %s, %s)", rows, column, size);
    return assign("torch.mean(%s, [2, 3], True)", square);
  }

  @Override
  public String translate(Translate layer, Site<String> site) {
    return new TranslationScript(layer, line -> assign("%s", line)).film(site.value());
  }

  /** The matrices are computed in float64; their products of whole numbers are exact. */
  @Override
  public String logMel(LogMel layer, Site<String> site) {
    int window = layer.window();
    String t = assign("torch.arange(%s, dtype=7)", window);
    String turn = assign("torch.mul(%s, %s)", t, 2 * Math.PI / window);
    String hann = assign("torch.add(torch.mul(torch.cos(%s), -0.5), 0.5)", turn);
    String scaled =
        assign("torch.mul(%1$s, torch.div(torch.reciprocal(torch.sum(%1$s)), 0.5))", hann);
    String k = assign("torch.reshape(torch.arange(%s, dtype=7), [-1, 1])", layer.bins());
    String angle =
        assign(
            "torch.mul(torch.remainder(torch.mul(%s, %s), %s), %s)",
            k, t, window, 2 * Math.PI / window);
    String fourier =
        assign(
            "torch.cat([torch.mul(torch.cos(%1$s), %2$s), torch.mul(torch.neg(torch.sin(%1$s)), %2$s)])",
            angle, scaled);
    String parts =
        assign(
            "torch.conv1d(%1$s, torch.type_as(torch.unsqueeze(%2$s, 1), %1$s), None, [%3$s], [%4$s], [1], 1)",
            site.value(), fourier, layer.hop(), layer.padding());
    String power =
        assign(
            "torch.add(torch.pow(torch.narrow(%1$s, 1, 0, %2$s), 2), torch.pow(torch.narrow(%1$s, 1, %2$s, %2$s), 2))",
            parts, layer.bins());
    String sums =
        assign("torch.matmul(torch.type_as(%s, %s), %s)", bands(layer), site.value(), power);
    return assign(
        "torch.unsqueeze(torch.add(torch.mul(torch.log(torch.add(%s, %s)), %s), 1.0), 1)",
        sums, layer.eps(), layer.scale());
  }

  /** The matrix {@link LogMel#bands}, in float64. */
  private String bands(LogMel layer) {
    double spacing = (double) layer.rate() / layer.window();
    String edges = assign("torch.tensor(%s, dtype=7)", java.util.Arrays.toString(layer.edges()));
    String[] three = new String[3];
    for (int i = 0; i < 3; i++) {
      three[i] =
          assign("torch.reshape(torch.narrow(%s, 0, %s, %s), [-1, 1])", edges, i, layer.mels());
    }
    String frequencies = assign("torch.mul(torch.arange(%s, dtype=7), %s)", layer.bins(), spacing);
    String above = assign("torch.sub(%s, %s)", frequencies, three[1]);
    String slope = "torch.div(%s, torch.clamp(torch.sub(%s, %s), %s))";
    String rise = assign(slope, above, three[1], three[0], spacing);
    String fall = assign(slope, "torch.neg(" + above + ")", three[2], three[1], spacing);
    String weights = assign("torch.clamp(torch.add(torch.minimum(%s, %s), 1.0), 0.0)", rise, fall);
    return assign("torch.div(%1$s, torch.sum(%1$s, [1], True))", weights);
  }

  @Override
  public String phaseShuffle(PhaseShuffle layer, Site<String> site) {
    int places = layer.places();
    String padded = assign("torch.reflection_pad1d(%s, [%s, %s])", site.value(), places, places);
    String shift = assign("int(torch.randint(%s, [1]))", 2 * places + 1);
    return assign(
        "torch.narrow(%s, 2, %s if training else %s, %s)", padded, shift, places, site.in().dim(1));
  }

  @Override
  public String conv3d(Conv3d layer, Site<String> site) {
    features = site.value();
    return assign(
        "torch.conv3d(%s, %s, %s, %s, %s, [1, 1, 1], 1)",
        site.value(),
        parameter(site, "weight"),
        parameter(site, "bias"),
        layer.stride(),
        layer.padding());
  }

  @Override
  public String swap(Reshaping.Swap layer, Site<String> site) {
    return assign("torch.contiguous(torch.transpose(%s, 1, 2))", site.value());
  }

  @Override
  protected String splitFrames(String path, String value, int frames, Shape frame) {
    return assign("torch.reshape(%s, %s)", value, batch(frame));
  }

  @Override
  protected String joinFrames(String path, String value, int frames, Shape frame) {
    List<Integer> dims = new ArrayList<>(List.of(frames));
    dims.addAll(frame.dims());
    return assign("torch.reshape(%s, %s)", value, batch(new Shape(dims)));
  }

  @Override
  public String pyramidFill(Completion.PyramidFill layer, Site<String> site) {
    List<String> values = new ArrayList<>(List.of(site.value()));
    List<String> weights =
        new ArrayList<>(List.of(assign("torch.rsub(%s, 1)", site.input(layer.mask()))));
    for (int level = 0; level < layer.levels(); level++) {
      String weight = weights.get(level);
      String sum = halved(assign("torch.mul(%s, %s)", values.get(level), weight));
      String share = halved(weight);
      values.add(
          assign(
              "torch.div(%s, torch.clamp(%s, %s))",
              sum, share, Completion.PyramidFill.LEAST_WEIGHT));
      weights.add(assign("torch.clamp(torch.mul(%s, 4), 0, 1)", share));
    }
    String fill = values.get(layer.levels());
    for (int level = layer.levels() - 1; level >= 0; level--) {
      String up = assign("torch.upsample_bilinear2d(%s, None, False, [2.0, 2.0])", fill);
      String inverse = assign("torch.rsub(%s, 1)", weights.get(level));
      fill =
          assign(
              "torch.add(torch.mul(%s, %s), torch.mul(%s, %s))",
              weights.get(level), values.get(level), inverse, up);
      for (int sweep = 0; sweep < layer.sweeps(); sweep++) {
        fill =
            assign(
                "torch.add(torch.mul(%s, %s), torch.mul(%s, %s))",
                weights.get(level), values.get(level), inverse, neighbours(fill));
      }
    }
    return fill;
  }

  /** The mean of the four neighbours; a pixel at the edge counts for the one beyond it. */
  private String neighbours(String value) {
    String padded = assign("torch.replication_pad2d(%s, [1, 1, 1, 1])", value);
    String rows = "torch.narrow(%s, 2, %s, torch.size(%s, 2))";
    String columns = "torch.narrow(%s, 3, %s, torch.size(%s, 3))";
    String middleRows = assign(rows, padded, 1, value);
    String middleColumns = assign(columns, padded, 1, value);
    return assign(
        "torch.mul(torch.add(torch.add(%s, %s), torch.add(%s, %s)), 0.25)",
        rows.formatted(middleColumns, 0, value),
        rows.formatted(middleColumns, 2, value),
        columns.formatted(middleRows, 0, value),
        columns.formatted(middleRows, 2, value));
  }

  private String halved(String value) {
    return assign("torch.avg_pool2d(%s, [2, 2], [2, 2], [0, 0], False, True)", value);
  }

  @Override
  public String blend(Completion.Blend layer, Site<String> site) {
    features = site.value();
    String mask = site.input(layer.mask());
    return assign(
        "torch.add(torch.mul(%1$s, %2$s), torch.mul(torch.rsub(%1$s, 1), %3$s))",
        mask, site.value(), site.input(layer.image()));
  }

  @Override
  public String custom(Custom layer, Site<String> site) {
    if (layer.provider() instanceof TrainableCustomLayer provider) {
      return assign("%s", provider.script(layer, site.value(), name -> parameter(site, name)));
    }
    throw new NetworkException(
        "%s (custom) of kind '%s' cannot be trained: let %s implement %s"
            .formatted(
                site.path(),
                layer.kind(),
                layer.provider().getClass().getName(),
                TrainableCustomLayer.class.getName()));
  }
}
