package dev.wgan.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A layer as data. It computes what PyTorch's layer of the corresponding name computes, in
 * evaluation mode if the mode matters.
 *
 * <p>Every layer is an immutable record and thread-safe.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = Conv.class, name = "conv"),
  @JsonSubTypes.Type(value = ConvTranspose.class, name = "conv_transpose"),
  @JsonSubTypes.Type(value = Normalization.BatchNorm.class, name = "batch_norm"),
  @JsonSubTypes.Type(
      value = Normalization.ConditionalBatchNorm.class,
      name = "conditional_batch_norm"),
  @JsonSubTypes.Type(value = Normalization.InstanceNorm.class, name = "instance_norm"),
  @JsonSubTypes.Type(value = Normalization.LayerNorm.class, name = "layer_norm"),
  @JsonSubTypes.Type(value = Normalization.GroupNorm.class, name = "group_norm"),
  @JsonSubTypes.Type(value = Normalization.PixelNorm.class, name = "pixel_norm"),
  @JsonSubTypes.Type(value = Activation.Relu.class, name = "relu"),
  @JsonSubTypes.Type(value = Activation.LeakyRelu.class, name = "leaky_relu"),
  @JsonSubTypes.Type(value = Activation.PRelu.class, name = "prelu"),
  @JsonSubTypes.Type(value = Activation.Elu.class, name = "elu"),
  @JsonSubTypes.Type(value = Activation.Selu.class, name = "selu"),
  @JsonSubTypes.Type(value = Activation.Gelu.class, name = "gelu"),
  @JsonSubTypes.Type(value = Activation.Silu.class, name = "silu"),
  @JsonSubTypes.Type(value = Activation.Mish.class, name = "mish"),
  @JsonSubTypes.Type(value = Activation.Softplus.class, name = "softplus"),
  @JsonSubTypes.Type(value = Activation.Sigmoid.class, name = "sigmoid"),
  @JsonSubTypes.Type(value = Activation.Tanh.class, name = "tanh"),
  @JsonSubTypes.Type(value = Activation.Softmax.class, name = "softmax"),
  @JsonSubTypes.Type(value = Dropout.class, name = "dropout"),
  @JsonSubTypes.Type(value = Reshaping.Flatten.class, name = "flatten"),
  @JsonSubTypes.Type(value = Reshaping.Reshape.class, name = "reshape"),
  @JsonSubTypes.Type(value = Reshaping.PixelShuffle.class, name = "pixel_shuffle"),
  @JsonSubTypes.Type(value = Reshaping.Pad.class, name = "pad"),
  @JsonSubTypes.Type(value = Upsample.class, name = "upsample"),
  @JsonSubTypes.Type(value = Pooling.AvgPool.class, name = "avg_pool"),
  @JsonSubTypes.Type(value = Pooling.MaxPool.class, name = "max_pool"),
  @JsonSubTypes.Type(value = Pooling.GlobalAvgPool.class, name = "global_avg_pool"),
  @JsonSubTypes.Type(value = Scale.class, name = "scale"),
  @JsonSubTypes.Type(value = Completion.PyramidFill.class, name = "pyramid_fill"),
  @JsonSubTypes.Type(value = Completion.Blend.class, name = "blend"),
  @JsonSubTypes.Type(value = LabelEmbedding.class, name = "label_embedding"),
  @JsonSubTypes.Type(value = Projection.class, name = "projection"),
  @JsonSubTypes.Type(value = Backdrop.class, name = "backdrop"),
  @JsonSubTypes.Type(value = Translate.class, name = "translate"),
  @JsonSubTypes.Type(value = LogMel.class, name = "log_mel"),
  @JsonSubTypes.Type(value = PhaseShuffle.class, name = "phase_shuffle"),
  @JsonSubTypes.Type(value = Conv3d.class, name = "conv3d"),
  @JsonSubTypes.Type(value = Reshaping.Swap.class, name = "swap"),
  @JsonSubTypes.Type(value = Custom.class, name = "custom"),
  @JsonSubTypes.Type(value = Composite.Residual.class, name = "residual"),
  @JsonSubTypes.Type(value = Composite.Skip.class, name = "skip"),
  @JsonSubTypes.Type(value = Composite.Concat.class, name = "concat"),
  @JsonSubTypes.Type(value = Composite.PerFrame.class, name = "per_frame"),
  @JsonSubTypes.Type(value = Composite.Input.class, name = "input"),
})
public sealed interface LayerSpec
    permits Linear,
        Conv,
        ConvTranspose,
        Normalization,
        Activation,
        Dropout,
        Reshaping,
        Upsample,
        Pooling,
        Scale,
        Completion,
        LabelEmbedding,
        Projection,
        Backdrop,
        Translate,
        LogMel,
        PhaseShuffle,
        Conv3d,
        Custom,
        Composite {
  /**
   * Infers the shape of the output.
   *
   * @param in the shape of one sample of the input
   * @param inputs the network's inputs, which some layers read
   * @return the shape of one sample of the output
   * @throws NetworkException if the layer cannot take that shape
   */
  Shape infer(Shape in, Inputs inputs);

  /**
   * Returns the tensors that this layer itself owns; a composite owns none.
   *
   * @return the parameters in PyTorch's order
   */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /**
   * Estimates the work of one sample.
   *
   * @param in the shape of one sample of the input
   * @param out the shape of one sample of the output
   * @return multiplications; one per element of the output for layers without a weight matrix
   */
  default long multiplications(Shape in, Shape out) {
    return out.elements();
  }

  /**
   * Calls the visitor's method for this layer's type.
   *
   * @param <V> what the visitor computes with
   * @param visitor the visitor
   * @param site where in the network the layer stands
   * @return what the visitor returned
   */
  <V> V accept(LayerVisitor<V> visitor, Site<V> site);
}
