package dev.wgan.network.reference;

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
import dev.wgan.network.LayerSpec;
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
import dev.wgan.network.Tensor;
import dev.wgan.network.Translate;
import dev.wgan.network.Upsample;
import dev.wgan.network.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Computes a network in evaluation mode by the definition of each layer.
 *
 * <p>Not thread-safe. Results are equal on every machine: strict arithmetic in a fixed order.
 */
public final class ReferenceNetwork extends NetworkCompiler<Values> {
  private final Weights weights;
  private final BiConsumer<String, Values> observer;

  private ReferenceNetwork(Weights weights, BiConsumer<String, Values> observer) {
    this.weights = weights;
    this.observer = observer;
  }

  /**
   * Computes a network's outputs.
   *
   * @param network the network
   * @param weights its weights
   * @param inputs a batch for each of its inputs by name, all of equal size
   * @return the outputs
   */
  public static Values run(NetworkSpec network, Weights weights, Map<String, Values> inputs) {
    return run(network, weights, inputs, (path, values) -> {});
  }

  /**
   * Computes a network's outputs and passes those of every layer to an observer.
   *
   * @param network the network
   * @param weights its weights
   * @param inputs a batch for each of its inputs by name, all of equal size
   * @param observer receives each layer's path and output, in the order of computation
   * @return the outputs
   */
  public static Values run(
      NetworkSpec network,
      Weights weights,
      Map<String, Values> inputs,
      BiConsumer<String, Values> observer) {
    return new ReferenceNetwork(weights, observer).compile(network, inputs);
  }

  @Override
  protected Values compiled(LayerSpec layer, Site<Values> site, Values result) {
    observer.accept(site.path(), result);
    return result;
  }

  private float[] weight(Site<Values> site, String parameter) {
    return weights.get(site.name(parameter)).toArray();
  }

  private float[] weight(Site<Values> site, String parameter, boolean there) {
    return there ? weight(site, parameter) : new float[0];
  }

  @Override
  protected Values add(String path, Values left, Values right) {
    Values sum = Values.zeros(left.n(), left.shape());
    for (int i = 0; i < sum.data().length; i++) {
      sum.data()[i] = left.data()[i] + right.data()[i];
    }
    return sum;
  }

  @Override
  protected Values choose(String name, GroupChoice choice, Values latent, Optional<Values> group) {
    Values classes = Values.zeros(latent.n(), Shape.of());
    int size = latent.shape().elements();
    for (int i = 0; i < latent.n(); i++) {
      int asked = group.isPresent() ? (int) group.get().data()[i] : 0;
      classes.data()[i] = choice.choose(asked, latent.data()[(i + 1) * size - 1]);
    }
    return classes;
  }

  @Override
  protected Values concatenate(String path, List<Values> parts) {
    return Moves.concatenate(parts);
  }

  @Override
  public Values linear(Linear layer, Site<Values> site) {
    return Products.linear(
        layer,
        site.value(),
        site.out(),
        weights.get(site.name("weight")).values(),
        weight(site, "bias", layer.bias()));
  }

  @Override
  public Values conv(Conv layer, Site<Values> site) {
    return Convolutions.conv(
        layer,
        site.value(),
        site.out(),
        weight(site, "weight"),
        weight(site, "bias", layer.bias()));
  }

  @Override
  public Values convTranspose(ConvTranspose layer, Site<Values> site) {
    return Convolutions.transposed(
        layer,
        site.value(),
        site.out(),
        weight(site, "weight"),
        weight(site, "bias", layer.bias()));
  }

  @Override
  public Values labelEmbedding(LabelEmbedding layer, Site<Values> site) {
    return Products.rows(weight(site, "weight"), layer.features(), site.value());
  }

  @Override
  public Values projection(Projection layer, Site<Values> site) {
    return Products.projection(
        site.value(),
        site.input(layer.label()),
        weight(site, "weight"),
        weight(site, "bias")[0],
        weight(site, "embedding"));
  }

  @Override
  public Values backdrop(Backdrop layer, Site<Values> site) {
    return Layered.over(layer, site.value(), site.out());
  }

  @Override
  public Values translate(Translate layer, Site<Values> site) {
    return Layered.moved(layer, site.value(), site.out());
  }

  @Override
  public Values logMel(LogMel layer, Site<Values> site) {
    return Spectrograms.logMel(layer, site.value(), site.out());
  }

  @Override
  public Values phaseShuffle(PhaseShuffle layer, Site<Values> site) {
    return site.value();
  }

  @Override
  public Values conv3d(Conv3d layer, Site<Values> site) {
    return Volumes.conv(
        layer,
        site.value(),
        site.out(),
        weight(site, "weight"),
        weight(site, "bias", layer.bias()));
  }

  @Override
  public Values swap(Reshaping.Swap layer, Site<Values> site) {
    return Moves.swap(site.value(), site.out());
  }

  @Override
  protected Values splitFrames(String path, Values value, int frames, Shape frame) {
    return new Values(value.n() * frames, frame, value.data());
  }

  @Override
  protected Values joinFrames(String path, Values value, int frames, Shape frame) {
    int[] dims = new int[frame.rank() + 1];
    Arrays.setAll(dims, i -> i == 0 ? frames : frame.dim(i - 1));
    return new Values(value.n() / frames, Shape.of(dims), value.data());
  }

  @Override
  public Values scale(Scale layer, Site<Values> site) {
    return site.value().map(x -> layer.factor() * x + layer.offset());
  }

  @Override
  public Values pyramidFill(Completion.PyramidFill layer, Site<Values> site) {
    return Pyramids.fill(site.value(), site.input(layer.mask()), layer.levels(), layer.sweeps());
  }

  @Override
  public Values blend(Completion.Blend layer, Site<Values> site) {
    return Pyramids.mix(site.input(layer.mask()), site.value(), site.input(layer.image()));
  }

  @Override
  public Values custom(Custom layer, Site<Values> site) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    for (ParameterSpec parameter : layer.parameters()) {
      parameters.put(parameter.name(), weights.get(site.name(parameter.name())));
    }
    Values x = site.value();
    Values y = Values.zeros(x.n(), site.out());
    int size = y.shape().elements();
    for (int n = 0; n < x.n(); n++) {
      double[] sample =
          Arrays.copyOfRange(x.data(), n * x.shape().elements(), (n + 1) * x.shape().elements());
      double[] result = layer.provider().compute(layer, x.shape(), sample, parameters);
      if (result.length != size) {
        throw new NetworkException(
            "%s (custom) of kind '%s' computes %s elements of a sample of shape %s"
                .formatted(site.path(), layer.kind(), result.length, y.shape()));
      }
      System.arraycopy(result, 0, y.data(), n * size, size);
    }
    return y;
  }

  @Override
  public Values batchNorm(Normalization.BatchNorm layer, Site<Values> site) {
    float[] scale = weight(site, "weight", layer.affine());
    float[] shift = weight(site, "bias", layer.affine());
    return Statistics.running(
        site.value(),
        weight(site, "running_mean"),
        weight(site, "running_var"),
        layer.eps(),
        (sample, channel) -> layer.affine() ? scale[channel] : 1,
        (sample, channel) -> layer.affine() ? shift[channel] : 0);
  }

  @Override
  public Values conditionalBatchNorm(Normalization.ConditionalBatchNorm layer, Site<Values> site) {
    double[] labels = site.input(layer.label()).data();
    float[] scale = weight(site, "weight");
    float[] shift = weight(site, "bias");
    return Statistics.running(
        site.value(),
        weight(site, "running_mean"),
        weight(site, "running_var"),
        layer.eps(),
        (sample, channel) -> scale[((int) labels[sample]) * layer.features() + channel],
        (sample, channel) -> shift[((int) labels[sample]) * layer.features() + channel]);
  }

  @Override
  public Values instanceNorm(Normalization.InstanceNorm layer, Site<Values> site) {
    Values normalized =
        Statistics.standardised(site.value(), site.value().positions(), layer.eps());
    return layer.affine()
        ? Statistics.perChannel(normalized, weight(site, "weight"), weight(site, "bias"))
        : normalized;
  }

  @Override
  public Values layerNorm(Normalization.LayerNorm layer, Site<Values> site) {
    int size = layer.shape().elements();
    Values normalized = Statistics.standardised(site.value(), size, layer.eps());
    return layer.affine()
        ? Statistics.perElement(normalized, weight(site, "weight"), weight(site, "bias"))
        : normalized;
  }

  @Override
  public Values groupNorm(Normalization.GroupNorm layer, Site<Values> site) {
    int size = site.in().elements() / layer.groups();
    Values normalized = Statistics.standardised(site.value(), size, layer.eps());
    return layer.affine()
        ? Statistics.perChannel(normalized, weight(site, "weight"), weight(site, "bias"))
        : normalized;
  }

  @Override
  public Values pixelNorm(Normalization.PixelNorm layer, Site<Values> site) {
    return Statistics.pixelNorm(site.value(), layer.eps());
  }

  @Override
  public Values relu(Activation.Relu layer, Site<Values> site) {
    return site.value().map(x -> Math.max(x, 0));
  }

  @Override
  public Values leakyRelu(Activation.LeakyRelu layer, Site<Values> site) {
    return site.value().map(x -> x > 0 ? x : layer.slope() * x);
  }

  @Override
  public Values prelu(Activation.PRelu layer, Site<Values> site) {
    float[] slopes = weight(site, "weight");
    Values x = site.value();
    Values y = Values.zeros(x.n(), x.shape());
    for (int i = 0; i < x.data().length; i++) {
      int channel = layer.channels() == 1 ? 0 : i / x.positions() % layer.channels();
      y.data()[i] = x.data()[i] > 0 ? x.data()[i] : slopes[channel] * x.data()[i];
    }
    return y;
  }

  @Override
  public Values elu(Activation.Elu layer, Site<Values> site) {
    return site.value().map(x -> x > 0 ? x : layer.alpha() * StrictMath.expm1(x));
  }

  @Override
  public Values selu(Activation.Selu layer, Site<Values> site) {
    return site.value().map(Functions::selu);
  }

  @Override
  public Values gelu(Activation.Gelu layer, Site<Values> site) {
    return site.value().map(layer.tanh() ? Functions::geluTanh : Functions::gelu);
  }

  @Override
  public Values silu(Activation.Silu layer, Site<Values> site) {
    return site.value().map(x -> x * Functions.sigmoid(x));
  }

  @Override
  public Values mish(Activation.Mish layer, Site<Values> site) {
    return site.value().map(x -> x * StrictMath.tanh(Functions.softplus(x)));
  }

  @Override
  public Values softplus(Activation.Softplus layer, Site<Values> site) {
    double beta = layer.beta();
    return site.value()
        .map(x -> beta * x > layer.threshold() ? x : Functions.softplus(beta * x) / beta);
  }

  @Override
  public Values sigmoid(Activation.Sigmoid layer, Site<Values> site) {
    return site.value().map(Functions::sigmoid);
  }

  @Override
  public Values tanh(Activation.Tanh layer, Site<Values> site) {
    return site.value().map(StrictMath::tanh);
  }

  @Override
  public Values softmax(Activation.Softmax layer, Site<Values> site) {
    return Statistics.softmax(site.value());
  }

  @Override
  public Values dropout(Dropout layer, Site<Values> site) {
    return site.value();
  }

  @Override
  public Values flatten(Reshaping.Flatten layer, Site<Values> site) {
    return site.value().as(site.out());
  }

  @Override
  public Values reshape(Reshaping.Reshape layer, Site<Values> site) {
    return site.value().as(site.out());
  }

  @Override
  public Values pixelShuffle(Reshaping.PixelShuffle layer, Site<Values> site) {
    return Moves.pixelShuffle(layer.factor(), site.value(), site.out());
  }

  @Override
  public Values pad(Reshaping.Pad layer, Site<Values> site) {
    return Moves.pad(layer, site.value(), site.out());
  }

  @Override
  public Values upsample(Upsample layer, Site<Values> site) {
    return Upsampling.upsample(layer, site.value(), site.out());
  }

  @Override
  public Values avgPool(Pooling.AvgPool layer, Site<Values> site) {
    return Windows.average(layer, site.value(), site.out());
  }

  @Override
  public Values maxPool(Pooling.MaxPool layer, Site<Values> site) {
    return Windows.largest(layer, site.value(), site.out());
  }

  @Override
  public Values globalAvgPool(Pooling.GlobalAvgPool layer, Site<Values> site) {
    return Statistics.channelMeans(site.value());
  }
}
