package dev.wgan.onnx.graph;

/** The types of a tensor's elements that generators need. */
public enum ElementType {
  /** 32-bit IEEE 754. */
  FLOAT(1, 4),
  /** Unsigned bytes. */
  UINT8(2, 1),
  /** Signed bytes. */
  INT8(3, 1),
  /** Signed 32-bit integers. */
  INT32(6, 4),
  /** Signed 64-bit integers. */
  INT64(7, 8),
  /** 16-bit IEEE 754. */
  FLOAT16(10, 2);

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * Returns the number that stands for the type in an ONNX file and in the attribute of a cast.
   *
   * @return {@code TensorProto.DataType}
   */
  public int code() {
    return code;
  }

  /**
   * Returns the size of an element.
   *
   * @return its bytes
   */
  public int bytes() {
    return bytes;
  }
}
