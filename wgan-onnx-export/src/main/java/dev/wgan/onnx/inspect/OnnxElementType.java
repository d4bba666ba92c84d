package dev.wgan.onnx.inspect;

import java.util.Locale;
import java.util.Optional;

/** The element types of ONNX tensors, in the order of {@code TensorProto.DataType}, from 1. */
public enum OnnxElementType {
  /** IEEE single precision. */
  FLOAT(1, 32),
  /** Unsigned bytes. */
  UINT8(2, 8),
  /** Signed bytes. */
  INT8(3, 8),
  /** Unsigned 16-bit integers. */
  UINT16(4, 16),
  /** Signed 16-bit integers. */
  INT16(5, 16),
  /** Signed 32-bit integers. */
  INT32(6, 32),
  /** Signed 64-bit integers. */
  INT64(7, 64),
  /** Text. */
  STRING(8, 0),
  /** One byte, 0 or 1. */
  BOOL(9, 8),
  /** IEEE half precision. */
  FLOAT16(10, 16),
  /** IEEE double precision. */
  DOUBLE(11, 64),
  /** Unsigned 32-bit integers. */
  UINT32(12, 32),
  /** Unsigned 64-bit integers. */
  UINT64(13, 64),
  /** Two floats. */
  COMPLEX64(14, 64),
  /** Two doubles. */
  COMPLEX128(15, 128),
  /** The upper half of a float. */
  BFLOAT16(16, 16),
  /** 4 bits of exponent, 3 of mantissa, no infinities. */
  FLOAT8E4M3FN(17, 8),
  /** 4 bits of exponent, 3 of mantissa, no infinities, no negative zero. */
  FLOAT8E4M3FNUZ(18, 8),
  /** 5 bits of exponent, 2 of mantissa. */
  FLOAT8E5M2(19, 8),
  /** 5 bits of exponent, 2 of mantissa, no infinities, no negative zero. */
  FLOAT8E5M2FNUZ(20, 8),
  /** Four bits, two elements in a byte. */
  UINT4(21, 4),
  /** Four bits, two elements in a byte. */
  INT4(22, 4),
  /** Four bits, two elements in a byte. */
  FLOAT4E2M1(23, 4);

  private static final OnnxElementType[] VALUES = values();

  private final int code;
  private final int bits;

  OnnxElementType(int code, int bits) {
    this.code = code;
    this.bits = bits;
  }

  /**
   * Finds a type.
   *
   * @param code its number in {@code TensorProto.DataType}
   * @return the type, empty for 0 and for unknown numbers
   */
  public static Optional<OnnxElementType> of(int code) {
    return code >= 1 && code <= VALUES.length ? Optional.of(VALUES[code - 1]) : Optional.empty();
  }

  /**
   * Returns the number in {@code TensorProto.DataType}.
   *
   * @return 1 or more
   */
  public int code() {
    return code;
  }

  /**
   * Returns the size of packed elements.
   *
   * @param elements the number of elements
   * @return the bytes, rounded up; 0 for text, whose size is unknown
   */
  public long bytes(long elements) {
    return bits >= 8 ? Math.multiplyExact(elements, bits / 8) : (elements * bits + 7) / 8;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
