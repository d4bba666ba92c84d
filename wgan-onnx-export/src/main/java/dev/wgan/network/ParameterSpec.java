package dev.wgan.network;

/**
 * A tensor that a layer owns: a weight, a bias, or a running statistic.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name; within a network its path, as in PyTorch's state dict ({@code 0.weight})
 * @param shape its dimensions, laid out as PyTorch does
 * @param trainable false for running statistics, which training updates without a gradient
 * @param initial its initial values
 * @param perClass whether it has a row for each class, along its first dimension
 */
public record ParameterSpec(
    String name, Shape shape, boolean trainable, Initial initial, boolean perClass) {
  /**
   * Creates the description of a tensor that all classes share.
   *
   * @param name its name
   * @param shape its dimensions
   * @param trainable false for running statistics
   * @param initial its initial values
   */
  public ParameterSpec(String name, Shape shape, boolean trainable, Initial initial) {
    this(name, shape, trainable, initial, false);
  }

  /** The initial values of a parameter. */
  public sealed interface Initial {
    /**
     * Equal elements.
     *
     * @param value the value
     */
    record Constant(double value) implements Initial {}

    /**
     * Uniform on [-bound, bound]: PyTorch's default for linear and convolutional layers has bound 1
     * / sqrt(fan in), weights and biases alike.
     *
     * @param bound the largest magnitude
     */
    record Uniform(double bound) implements Initial {}

    /**
     * Normal with mean 0.
     *
     * @param deviation the standard deviation
     */
    record Normal(double deviation) implements Initial {}
  }

  static ParameterSpec uniform(String name, Shape shape, long fanIn) {
    return new ParameterSpec(name, shape, true, new Initial.Uniform(1 / Math.sqrt((double) fanIn)));
  }

  static ParameterSpec constant(String name, Shape shape, double value) {
    return new ParameterSpec(name, shape, true, new Initial.Constant(value));
  }

  static ParameterSpec running(String name, Shape shape, double value) {
    return new ParameterSpec(name, shape, false, new Initial.Constant(value));
  }

  /** Returns this parameter as a table with a row for each class. */
  ParameterSpec asTable() {
    return new ParameterSpec(name, shape, trainable, initial, true);
  }

  /**
   * Returns this parameter as part of a network.
   *
   * @param path the path of the layer that owns it
   * @return this parameter under its full name
   */
  ParameterSpec under(String path) {
    return new ParameterSpec(path + "." + name, shape, trainable, initial, perClass);
  }
}
