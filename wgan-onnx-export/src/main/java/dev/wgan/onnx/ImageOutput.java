package dev.wgan.onnx;

/** The element type of an exported graph's samples. */
public enum ImageOutput {
  /** 32-bit floats in the data's range. */
  FLOAT,
  /** Bytes, 0 to 255, scaled and rounded inside the graph as {@code ValueRange.toByte} does. */
  UINT8
}
