package dev.wgan.onnx.convert;

import dev.wgan.network.Activation;
import dev.wgan.network.Backdrop;
import dev.wgan.network.Completion;
import dev.wgan.network.Composite;
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
import dev.wgan.network.Normalization;
import dev.wgan.network.PhaseShuffle;
import dev.wgan.network.Pooling;
import dev.wgan.network.Projection;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Scale;
import dev.wgan.network.Shape;
import dev.wgan.network.Site;
import dev.wgan.network.Translate;
import dev.wgan.network.Upsample;
import dev.wgan.onnx.graph.GraphBuilder;
import dev.wgan.onnx.graph.Node;
import java.util.List;
import java.util.Optional;

/** Walks a network and lets the converter of each layer add its nodes; values are their names. */
final class OnnxCompiler extends NetworkCompiler<String> {
  private final GraphBuilder graph;
  private final LinearConverters linear;
  private final ActivationConverters activations;
  private final NormalizationConverters normalizations;
  private final ReshapingConverters reshaping;
  private final PoolingConverters pooling;
  private final CompletionConverters completion;
  private final BackdropConverters backdrops;
  private final SpectrogramConverters spectrograms;
  private int perFrame; // the depth of chains per frame

  OnnxCompiler(GraphBuilder graph) {
    this.graph = graph;
    this.linear = new LinearConverters(graph);
    this.activations = new ActivationConverters(graph);
    this.normalizations = new NormalizationConverters(graph);
    this.reshaping = new ReshapingConverters(graph);
    this.pooling = new PoolingConverters(graph);
    this.completion = new CompletionConverters(graph);
    this.backdrops = new BackdropConverters(graph);
    this.spectrograms = new SpectrogramConverters(graph);
  }

  /**
   * Layers of a chain per frame are not declared: their values have a row per frame, not one per
   * sample. Nor are inputs, which may be labels.
   */
  @Override
  protected String compiled(LayerSpec layer, Site<String> site, String result) {
    boolean undeclared = perFrame > 0 || layer instanceof Composite.Input;
    return undeclared ? result : graph.layer(site.path(), result, site.out());
  }

  @Override
  protected String add(String path, String left, String right) {
    return graph.add(path, Node.of("Add").in(left, right));
  }

  @Override
  protected String choose(String name, GroupChoice choice, String latent, Optional<String> group) {
    return new GroupConverter(graph).choose(name, choice, latent, group);
  }

  @Override
  protected String concatenate(String path, List<String> parts) {
    return graph.add(path, Node.of("Concat").in(parts.toArray(String[]::new)).set("axis", 1));
  }

  @Override
  public String linear(Linear layer, Site<String> site) {
    return linear.linear(layer, site);
  }

  @Override
  public String conv(Conv layer, Site<String> site) {
    return linear.conv(layer, site);
  }

  @Override
  public String convTranspose(ConvTranspose layer, Site<String> site) {
    return linear.convTranspose(layer, site);
  }

  @Override
  public String labelEmbedding(LabelEmbedding layer, Site<String> site) {
    return linear.labelEmbedding(site);
  }

  @Override
  public String projection(Projection layer, Site<String> site) {
    return linear.projection(layer, site);
  }

  @Override
  public String backdrop(Backdrop layer, Site<String> site) {
    return backdrops.backdrop(layer, site);
  }

  @Override
  public String translate(Translate layer, Site<String> site) {
    return new TranslationConverter(graph, layer, site).film();
  }

  @Override
  public String logMel(LogMel layer, Site<String> site) {
    return spectrograms.logMel(layer, site);
  }

  @Override
  public String phaseShuffle(PhaseShuffle layer, Site<String> site) {
    throw new NetworkException(
        "%s (phase_shuffle) is a layer for the training of critics: leave it out of a network that is exported"
            .formatted(site.path()));
  }

  @Override
  public String conv3d(Conv3d layer, Site<String> site) {
    throw new NetworkException(
        "%s (conv3d) is a layer for the training of critics: use per_frame with two-dimensional layers in a network that is exported"
            .formatted(site.path()));
  }

  @Override
  public String swap(Reshaping.Swap layer, Site<String> site) {
    return reshaping.swap(site);
  }

  @Override
  protected String splitFrames(String path, String value, int frames, Shape frame) {
    perFrame++;
    return reshaping.splitFrames(path, value, frame);
  }

  @Override
  protected String joinFrames(String path, String value, int frames, Shape frame) {
    perFrame--;
    return reshaping.joinFrames(path, value, frames, frame);
  }

  @Override
  public String scale(Scale layer, Site<String> site) {
    return linear.scale(layer, site);
  }

  @Override
  public String pyramidFill(Completion.PyramidFill layer, Site<String> site) {
    return completion.pyramidFill(layer, site);
  }

  @Override
  public String blend(Completion.Blend layer, Site<String> site) {
    return completion.blend(layer, site);
  }

  @Override
  public String custom(Custom layer, Site<String> site) {
    if (layer.provider() instanceof OnnxCustomLayer provider) {
      return provider.convert(layer, site, graph);
    }
    throw new NetworkException(
        "%s (custom) of kind '%s' cannot be exported: let %s implement %s"
            .formatted(
                site.path(),
                layer.kind(),
                layer.provider().getClass().getName(),
                OnnxCustomLayer.class.getName()));
  }

  @Override
  public String batchNorm(Normalization.BatchNorm layer, Site<String> site) {
    return normalizations.batchNorm(layer, site);
  }

  @Override
  public String conditionalBatchNorm(Normalization.ConditionalBatchNorm layer, Site<String> site) {
    return normalizations.conditionalBatchNorm(layer, site);
  }

  @Override
  public String instanceNorm(Normalization.InstanceNorm layer, Site<String> site) {
    return normalizations.instanceNorm(layer, site);
  }

  @Override
  public String layerNorm(Normalization.LayerNorm layer, Site<String> site) {
    return normalizations.layerNorm(layer, site);
  }

  @Override
  public String groupNorm(Normalization.GroupNorm layer, Site<String> site) {
    return normalizations.groupNorm(layer, site);
  }

  @Override
  public String pixelNorm(Normalization.PixelNorm layer, Site<String> site) {
    return normalizations.pixelNorm(layer, site);
  }

  @Override
  public String relu(Activation.Relu layer, Site<String> site) {
    return activations.same("Relu", site);
  }

  @Override
  public String leakyRelu(Activation.LeakyRelu layer, Site<String> site) {
    return activations.leakyRelu(layer, site);
  }

  @Override
  public String prelu(Activation.PRelu layer, Site<String> site) {
    return activations.prelu(layer, site);
  }

  @Override
  public String elu(Activation.Elu layer, Site<String> site) {
    return activations.elu(layer, site);
  }

  @Override
  public String selu(Activation.Selu layer, Site<String> site) {
    return activations.selu(site);
  }

  @Override
  public String gelu(Activation.Gelu layer, Site<String> site) {
    return activations.gelu(layer, site);
  }

  @Override
  public String silu(Activation.Silu layer, Site<String> site) {
    return activations.silu(site);
  }

  @Override
  public String mish(Activation.Mish layer, Site<String> site) {
    return activations.mish(site);
  }

  @Override
  public String softplus(Activation.Softplus layer, Site<String> site) {
    return activations.softplus(layer, site);
  }

  @Override
  public String sigmoid(Activation.Sigmoid layer, Site<String> site) {
    return activations.same("Sigmoid", site);
  }

  @Override
  public String tanh(Activation.Tanh layer, Site<String> site) {
    return activations.same("Tanh", site);
  }

  @Override
  public String softmax(Activation.Softmax layer, Site<String> site) {
    return activations.softmax(site);
  }

  @Override
  public String dropout(Dropout layer, Site<String> site) {
    return site.value();
  }

  @Override
  public String flatten(Reshaping.Flatten layer, Site<String> site) {
    return reshaping.flatten(site);
  }

  @Override
  public String reshape(Reshaping.Reshape layer, Site<String> site) {
    return reshaping.reshape(site.path(), site.value(), site.out());
  }

  @Override
  public String pixelShuffle(Reshaping.PixelShuffle layer, Site<String> site) {
    return reshaping.pixelShuffle(layer, site);
  }

  @Override
  public String pad(Reshaping.Pad layer, Site<String> site) {
    return reshaping.pad(layer, site);
  }

  @Override
  public String upsample(Upsample layer, Site<String> site) {
    return reshaping.upsample(layer, site);
  }

  @Override
  public String avgPool(Pooling.AvgPool layer, Site<String> site) {
    return pooling.avgPool(layer, site);
  }

  @Override
  public String maxPool(Pooling.MaxPool layer, Site<String> site) {
    return pooling.maxPool(layer, site);
  }

  @Override
  public String globalAvgPool(Pooling.GlobalAvgPool layer, Site<String> site) {
    return pooling.globalAvgPool(site);
  }
}
