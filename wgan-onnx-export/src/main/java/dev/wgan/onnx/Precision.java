package dev.wgan.onnx;

import java.util.Locale;

/** The element type of an exported generator's weights. */
public enum Precision {
  /** 32-bit floats, unchanged. */
  FP32,
  /** 16-bit floats, computed with as 32-bit floats: half the size, the same speed. */
  FP16_WEIGHTS,
  /**
   * 8-bit integers in fully connected layers and convolutions, an approximation: a quarter of the
   * size and faster. The inputs of layers are rounded on scales that were calibrated beforehand, so
   * that a sample does not depend on its batch.
   */
  INT8,
  /**
   * 8-bit integers in fully connected layers whose inputs are rounded on scales that are computed
   * while the graph runs, one per sample; for inputs of unknown range. Slower than {@link #INT8}.
   */
  INT8_DYNAMIC;

  /**
   * Returns the name in metadata and on the command line.
   *
   * @return "fp32", "fp16-weights", "int8" or "int8-dynamic"
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
