package dev.wgan.onnx;

import dev.wgan.network.NetworkException;
import java.util.Optional;

/**
 * The options of an export.
 *
 * <p>Immutable and thread-safe.
 *
 * @param opset the version of ONNX's operators, 9 to 22; raised if a layer needs a newer one
 * @param precision the element type of the weights
 * @param imageOutput the element type of the samples
 * @param batch the only batch size that the graph takes, 0 for any
 * @param fold whether batch normalization is merged into the layer before it
 * @param externalData whether large weights go into a file of their own, {@code NAME.data}; they
 *     always do if the model exceeds 2 GB
 * @param goldenCases the number of golden samples in the metadata, 1 or more; fewer are kept if
 *     samples are large
 * @param reference another implementation that the graph is compared with
 */
public record ExportOptions(
    int opset,
    Precision precision,
    ImageOutput imageOutput,
    int batch,
    boolean fold,
    boolean externalData,
    int goldenCases,
    Optional<ReferenceOutputs> reference) {
  /** The oldest supported opset. */
  public static final int OLDEST_OPSET = 9;

  /** The newest supported opset. */
  public static final int NEWEST_OPSET = 22;

  private static final int MAX_GOLDEN = 1024;

  /**
   * Checks the numbers.
   *
   * @throws NetworkException if a number is out of range
   */
  public ExportOptions {
    within("opset", opset, OLDEST_OPSET, NEWEST_OPSET);
    within("batch", batch, 0, 1 << 20);
    within("golden cases", goldenCases, 1, MAX_GOLDEN);
  }

  private static void within(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new NetworkException("%s is %s: expected %s to %s".formatted(what, value, low, high));
    }
  }

  /**
   * Returns the defaults: opset 13, 32-bit floats, any batch size, normalization folded.
   *
   * @return the options
   */
  public static ExportOptions defaults() {
    return builder().build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Collects options.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {
    private int opset = 13;
    private Precision precision = Precision.FP32;
    private ImageOutput imageOutput = ImageOutput.FLOAT;
    private int batch;
    private boolean fold = true;
    private boolean externalData;
    private int goldenCases = 4;
    private Optional<ReferenceOutputs> reference = Optional.empty();

    private Builder() {}

    /**
     * Sets the version of ONNX's operators.
     *
     * @param value 9 to 22
     * @return this builder
     */
    public Builder opset(int value) {
      opset = value;
      return this;
    }

    /**
     * Sets the element type of the weights.
     *
     * @param value the precision
     * @return this builder
     */
    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    /**
     * Sets the element type of the samples.
     *
     * @param value floats or bytes
     * @return this builder
     */
    public Builder imageOutput(ImageOutput value) {
      imageOutput = value;
      return this;
    }

    /**
     * Fixes the batch size.
     *
     * @param value the only size, or 0 for any
     * @return this builder
     */
    public Builder batch(int value) {
      batch = value;
      return this;
    }

    /**
     * Sets whether batch normalization is merged into the layer before it.
     *
     * @param value true to merge it
     * @return this builder
     */
    public Builder fold(boolean value) {
      fold = value;
      return this;
    }

    /**
     * Sets whether large weights go into a file of their own.
     *
     * @param value true for two files
     * @return this builder
     */
    public Builder externalData(boolean value) {
      externalData = value;
      return this;
    }

    /**
     * Sets the number of golden samples in the metadata.
     *
     * @param value 1 to 1024
     * @return this builder
     */
    public Builder goldenCases(int value) {
      goldenCases = value;
      return this;
    }

    /**
     * Sets another implementation that the graph is compared with.
     *
     * @param value such as the trained network
     * @return this builder
     */
    public Builder reference(ReferenceOutputs value) {
      reference = Optional.of(value);
      return this;
    }

    /**
     * Finishes the options.
     *
     * @return the options
     * @throws NetworkException if a number is out of range
     */
    public ExportOptions build() {
      return new ExportOptions(
          opset, precision, imageOutput, batch, fold, externalData, goldenCases, reference);
    }
  }
}
