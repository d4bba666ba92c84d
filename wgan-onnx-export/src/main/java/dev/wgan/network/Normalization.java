package dev.wgan.network;

import java.util.ArrayList;
import java.util.List;

/** A layer that centres and scales by statistics of its input; it keeps the shape. */
public sealed interface Normalization extends LayerSpec {
  /**
   * Statistics of each channel over the batch while training, running statistics in evaluation
   * (Ioffe and Szegedy 2015); of vectors, sequences and images.
   *
   * @param features channels of the input
   * @param eps the number added to the variance
   * @param momentum the weight of a new batch in the running statistics
   * @param affine whether a learned scale and shift follow
   */
  record BatchNorm(int features, double eps, double momentum, boolean affine)
      implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public BatchNorm {
      Checks.positive("features", features);
      Checks.positive("eps", eps);
      Checks.within("momentum", momentum, 0, 1);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.channels(in, features);
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> parameters = new ArrayList<>(scaleAndShift(affine, Shape.of(features)));
      parameters.addAll(running(features));
      return parameters;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.batchNorm(this, site);
    }
  }

  /**
   * Batch normalization whose scale and shift are looked up by the sample's class (de Vries et al.
   * 2017): {@code weight[label]} and {@code bias[label]}, both {@code [classes, features]}.
   *
   * @param features channels of the input
   * @param classes the number of classes
   * @param eps the number added to the variance
   * @param momentum the weight of a new batch in the running statistics
   * @param label the network's input that carries the class
   */
  record ConditionalBatchNorm(int features, int classes, double eps, double momentum, String label)
      implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public ConditionalBatchNorm {
      Checks.positive("features", features);
      Checks.positive("classes", classes);
      Checks.positive("eps", eps);
      Checks.within("momentum", momentum, 0, 1);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.channels(in, features);
      Checks.label(inputs.get(label), label, classes);
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> parameters = new ArrayList<>();
      for (ParameterSpec table : scaleAndShift(true, Shape.of(classes, features))) {
        parameters.add(table.asTable());
      }
      parameters.addAll(running(features));
      return parameters;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.conditionalBatchNorm(this, site);
    }
  }

  /**
   * Statistics of each channel of each sample over its spatial dimensions (Ulyanov et al. 2016).
   *
   * @param features channels of the input
   * @param eps the number added to the variance
   * @param affine whether a learned scale and shift follow
   */
  record InstanceNorm(int features, double eps, boolean affine) implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public InstanceNorm {
      Checks.positive("features", features);
      Checks.positive("eps", eps);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.channels(in, features);
      if (in.rank() < 2) {
        throw new NetworkException("is given %s: expected spatial dimensions".formatted(in));
      }
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      return scaleAndShift(affine, Shape.of(features));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.instanceNorm(this, site);
    }
  }

  /**
   * Statistics of each sample over its last dimensions (Ba et al. 2016).
   *
   * @param shape the last dimensions of the input, over which statistics are taken
   * @param eps the number added to the variance
   * @param affine whether a learned scale and shift follow, one per element
   */
  record LayerNorm(Shape shape, double eps, boolean affine) implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public LayerNorm {
      Checks.positive("eps", eps);
      if (shape.rank() < 1) {
        throw new NetworkException("shape is []: expected the last dimensions of the input");
      }
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      int outer = in.rank() - shape.rank();
      if (outer < 0 || !in.dims().subList(outer, in.rank()).equals(shape.dims())) {
        throw new NetworkException("is given %s: expected it to end in %s".formatted(in, shape));
      }
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      return scaleAndShift(affine, shape);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.layerNorm(this, site);
    }
  }

  /**
   * Statistics of groups of channels of each sample (Wu and He 2018).
   *
   * @param groups the number of groups of channels
   * @param features channels of the input
   * @param eps the number added to the variance
   * @param affine whether a learned scale and shift per channel follow
   */
  record GroupNorm(int groups, int features, double eps, boolean affine) implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public GroupNorm {
      Checks.positive("groups", groups);
      Checks.positive("features", features);
      Checks.positive("eps", eps);
      if (features % groups != 0) {
        throw new NetworkException(
            "groups is %s: expected a divisor of features = %s".formatted(groups, features));
      }
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      Checks.channels(in, features);
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      return scaleAndShift(affine, Shape.of(features));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.groupNorm(this, site);
    }
  }

  /**
   * {@code x / sqrt(mean(x^2) + eps)} over the channels of each position (Karras et al. 2018).
   *
   * @param eps the number added to the mean square
   */
  record PixelNorm(double eps) implements Normalization {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public PixelNorm {
      Checks.positive("eps", eps);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (in.rank() < 1) {
        throw new NetworkException("is given a scalar: expected channels");
      }
      return in;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.pixelNorm(this, site);
    }
  }

  private static List<ParameterSpec> scaleAndShift(boolean wanted, Shape shape) {
    return wanted
        ? List.of(
            ParameterSpec.constant("weight", shape, 1), ParameterSpec.constant("bias", shape, 0))
        : List.of();
  }

  private static List<ParameterSpec> running(int features) {
    return List.of(
        ParameterSpec.running("running_mean", Shape.of(features), 0),
        ParameterSpec.running("running_var", Shape.of(features), 1));
  }
}
