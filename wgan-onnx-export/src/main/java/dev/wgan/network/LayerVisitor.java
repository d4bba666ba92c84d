package dev.wgan.network;

/**
 * A compiler of layers: one method per type of layer, so that the Java compiler reports where a new
 * layer is missing.
 *
 * <p>{@link NetworkCompiler} implements the common part.
 *
 * @param <V> the type of values: names in a graph, variables of a program, numbers
 */
public interface LayerVisitor<V> {
  /**
   * Compiles {@link Linear}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V linear(Linear layer, Site<V> site);

  /**
   * Compiles {@link Conv}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V conv(Conv layer, Site<V> site);

  /**
   * Compiles {@link ConvTranspose}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V convTranspose(ConvTranspose layer, Site<V> site);

  /**
   * Compiles {@link Normalization.BatchNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V batchNorm(Normalization.BatchNorm layer, Site<V> site);

  /**
   * Compiles {@link Normalization.ConditionalBatchNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V conditionalBatchNorm(Normalization.ConditionalBatchNorm layer, Site<V> site);

  /**
   * Compiles {@link Normalization.InstanceNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V instanceNorm(Normalization.InstanceNorm layer, Site<V> site);

  /**
   * Compiles {@link Normalization.LayerNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V layerNorm(Normalization.LayerNorm layer, Site<V> site);

  /**
   * Compiles {@link Normalization.GroupNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V groupNorm(Normalization.GroupNorm layer, Site<V> site);

  /**
   * Compiles {@link Normalization.PixelNorm}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V pixelNorm(Normalization.PixelNorm layer, Site<V> site);

  /**
   * Compiles {@link Activation.Relu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V relu(Activation.Relu layer, Site<V> site);

  /**
   * Compiles {@link Activation.LeakyRelu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V leakyRelu(Activation.LeakyRelu layer, Site<V> site);

  /**
   * Compiles {@link Activation.PRelu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V prelu(Activation.PRelu layer, Site<V> site);

  /**
   * Compiles {@link Activation.Elu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V elu(Activation.Elu layer, Site<V> site);

  /**
   * Compiles {@link Activation.Selu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V selu(Activation.Selu layer, Site<V> site);

  /**
   * Compiles {@link Activation.Gelu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V gelu(Activation.Gelu layer, Site<V> site);

  /**
   * Compiles {@link Activation.Silu}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V silu(Activation.Silu layer, Site<V> site);

  /**
   * Compiles {@link Activation.Mish}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V mish(Activation.Mish layer, Site<V> site);

  /**
   * Compiles {@link Activation.Softplus}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V softplus(Activation.Softplus layer, Site<V> site);

  /**
   * Compiles {@link Activation.Sigmoid}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V sigmoid(Activation.Sigmoid layer, Site<V> site);

  /**
   * Compiles {@link Activation.Tanh}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V tanh(Activation.Tanh layer, Site<V> site);

  /**
   * Compiles {@link Activation.Softmax}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V softmax(Activation.Softmax layer, Site<V> site);

  /**
   * Compiles {@link Dropout}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V dropout(Dropout layer, Site<V> site);

  /**
   * Compiles {@link Reshaping.Flatten}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V flatten(Reshaping.Flatten layer, Site<V> site);

  /**
   * Compiles {@link Reshaping.Reshape}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V reshape(Reshaping.Reshape layer, Site<V> site);

  /**
   * Compiles {@link Reshaping.PixelShuffle}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V pixelShuffle(Reshaping.PixelShuffle layer, Site<V> site);

  /**
   * Compiles {@link Reshaping.Pad}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V pad(Reshaping.Pad layer, Site<V> site);

  /**
   * Compiles {@link Upsample}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V upsample(Upsample layer, Site<V> site);

  /**
   * Compiles {@link Pooling.AvgPool}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V avgPool(Pooling.AvgPool layer, Site<V> site);

  /**
   * Compiles {@link Pooling.MaxPool}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V maxPool(Pooling.MaxPool layer, Site<V> site);

  /**
   * Compiles {@link Pooling.GlobalAvgPool}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V globalAvgPool(Pooling.GlobalAvgPool layer, Site<V> site);

  /**
   * Compiles {@link Scale}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V scale(Scale layer, Site<V> site);

  /**
   * Compiles {@link Completion.PyramidFill}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V pyramidFill(Completion.PyramidFill layer, Site<V> site);

  /**
   * Compiles {@link Completion.Blend}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V blend(Completion.Blend layer, Site<V> site);

  /**
   * Compiles {@link LabelEmbedding}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V labelEmbedding(LabelEmbedding layer, Site<V> site);

  /**
   * Compiles {@link Projection}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V projection(Projection layer, Site<V> site);

  /**
   * Compiles {@link Backdrop}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V backdrop(Backdrop layer, Site<V> site);

  /**
   * Compiles {@link Translate}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V translate(Translate layer, Site<V> site);

  /**
   * Compiles {@link LogMel}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V logMel(LogMel layer, Site<V> site);

  /**
   * Compiles {@link PhaseShuffle}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V phaseShuffle(PhaseShuffle layer, Site<V> site);

  /**
   * Compiles {@link Custom}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V custom(Custom layer, Site<V> site);

  /**
   * Compiles {@link Composite.Residual}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V residual(Composite.Residual layer, Site<V> site);

  /**
   * Compiles {@link Composite.Skip}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V skip(Composite.Skip layer, Site<V> site);

  /**
   * Compiles {@link Composite.Concat}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V concat(Composite.Concat layer, Site<V> site);

  /**
   * Compiles {@link Composite.Input}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V input(Composite.Input layer, Site<V> site);

  /**
   * Compiles {@link Conv3d}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V conv3d(Conv3d layer, Site<V> site);

  /**
   * Compiles {@link Reshaping.Swap}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V swap(Reshaping.Swap layer, Site<V> site);

  /**
   * Compiles {@link Composite.PerFrame}.
   *
   * @param layer the layer
   * @param site its place in the network
   * @return its output
   */
  V perFrame(Composite.PerFrame layer, Site<V> site);
}
