package dev.wgan.onnx;

import java.util.Locale;

/** How the weights of an exported generator are kept. */
public enum Precision {
  /** 32-bit floats: exactly as trained. */
  FP32,
  /** 16-bit floats, computed with as 32-bit floats: half the size, the same speed. */
  FP16_WEIGHTS,
  /** 8-bit integers where that is faster: a quarter of the size, an approximation. */
  INT8;

  /**
   * Returns the name in metadata and on the command line.
   *
   * @return "fp32", "fp16-weights" or "int8"
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
