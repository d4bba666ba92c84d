package dev.wgan.network;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** The element types that weights come in, and their way to float32. */
final class HalfPrecision {
  private HalfPrecision() {}

  static int bytes(String type) {
    return switch (type) {
      // Python keeps counters of batches among the weights, as int64.
      case "F64", "I64" -> 8;
      case "F32" -> 4;
      case "F16", "BF16" -> 2;
      default ->
          throw new NetworkException(
              "elements of type '%s': expected F32, F64, F16 or BF16".formatted(type));
    };
  }

  static FloatBuffer widen(ByteBuffer from, String type, int elements) {
    FloatBuffer to = FloatBuffer.allocate(elements);
    for (int i = 0; i < elements; i++) {
      to.put(
          i,
          switch (type) {
            case "F64" -> (float) from.getDouble(i * 8);
            case "I64" -> (float) from.getLong(i * 8);
            case "F16" -> fromHalf(from.getShort(i * 2));
            case "BF16" -> Float.intBitsToFloat(from.getShort(i * 2) << 16);
            default -> from.getFloat(i * 4);
          });
    }
    return to;
  }

  /** IEEE 754 binary16 to binary32, exact. */
  static float fromHalf(short half) {
    int exponent = half >> 10 & 0x1F;
    int fraction = half & 0x3FF;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 31) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
